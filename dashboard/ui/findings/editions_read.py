"""Which edition a page with a filter reads, once at its top: groups come in some editions alone."""

import streamlit as st

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.slice_labels import slice_label
from dashboard.text import say
from dashboard.ui.edition_calendar import day_and_month
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Edition
from db.thresholds import GROUP_FROM_PEOPLE


def show_editions_read(chosen: EditionSlice, newest: Edition) -> None:
    """Say from which edition the group is read, and where answers are that have no group.

    Args:
        chosen: what the reader chose; nothing is said about everyone.
        newest: from which everyone is read.
    """
    for name in chosen.filters:
        said = [
            say(
                "app.filters.editions",
                filter=say(f"app.filters.with.{name}"),
                held=chosen.edition.number,
                day=day_and_month(chosen.edition.published_on),
                newest=newest.number,
            ),
            say(f"app.filters.from.{name}", people=GROUP_FROM_PEOPLE),
        ]
        said += [
            say("app.filters.joined", group=group) for group in _joined_groups(name, chosen)[:1]
        ]
        st.markdown(" ".join(said))


def _joined_groups(name: str, chosen: EditionSlice) -> list[str]:
    """The groups of a filter that hold several answers, in words."""
    stored = (text.partition("=") for text in chosen.stored_slices())
    return [
        slice_label(filter_name, words)
        for filter_name, _, words in stored
        if filter_name == name and WORD_SEPARATOR in words
    ]
