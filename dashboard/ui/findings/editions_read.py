"""Which edition a page with a filter reads, once at its top: groups come in some editions alone."""

import streamlit as st

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.slice_labels import slice_label
from dashboard.markup import paragraph_html
from dashboard.text import say
from dashboard.ui.edition_calendar import day_and_month
from dashboard.ui.findings.visit_group import ILLNESS, illness_of_visit
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Edition
from db.thresholds import GROUP_FROM_PEOPLE


def show_editions_read(chosen: EditionSlice, newest: Edition) -> None:
    """Say from which edition the group is read, and where answers are that have no group.

    Args:
        chosen: what the reader chose; nothing is said about everyone.
        newest: from which everyone is read.
    """
    said = [sentence for name in chosen.filters for sentence in _about_group(name, chosen, newest)]
    if said:
        st.html(paragraph_html(" ".join(said), "ss-read"))


def _about_group(name: str, chosen: EditionSlice, newest: Edition) -> list[str]:
    day, group = day_and_month(chosen.edition.published_on), say(f"app.filters.with.{name}")
    numbers = {"held": chosen.edition.number, "newest": newest.number}
    said = [say("app.filters.editions", filter=group, day=day, **numbers)]
    if name != ILLNESS and illness_of_visit():
        said.append(say("app.filters.in_place"))
    said.append(say(f"app.filters.from.{name}", people=GROUP_FROM_PEOPLE))
    joined = _joined_groups(name, chosen)[:1]
    return said + [say("app.filters.joined", group=group) for group in joined]


def _joined_groups(name: str, chosen: EditionSlice) -> list[str]:
    """The groups of a filter that hold several answers, in words."""
    stored = (text.partition("=") for text in chosen.stored_slices())
    return [
        slice_label(filter_name, words)
        for filter_name, _, words in stored
        if filter_name == name and WORD_SEPARATOR in words
    ]
