"""What a page shows where there is nothing to show: no edition yet, or no way to open it."""

import streamlit as st

from dashboard.markup import fill_template
from dashboard.text import say
from dashboard.ui.look import card_container, card_heading_html
from db.thresholds import FIRST_FROM_MEMBERS

UNKNOWN = 19
"""Fewer than 10 might be this many."""


def show_no_edition(progress_members: int) -> None:
    """Before the first edition: how far the group is, as roughly as it may be told.

    Args:
        progress_members: the published number of members; 0 means fewer than 10.
    """
    with card_container("no-edition"):
        dots, words = _progress_dots(progress_members), _progress_in_words(progress_members)
        st.html(fill_template("no_edition", dots=dots, progress=words))


def show_unavailable(key: str = "") -> None:
    """Say that the editions cannot be read at this moment.

    Args:
        key: tells several such cards of a page apart.
    """
    with card_container(f"unavailable{key}"):
        st.html(card_heading_html(say("empty.unavailable"), say("empty.unavailable_more")))


def _progress_in_words(members: int) -> str:
    if members == 0:
        return say("empty.progress_few", needed=FIRST_FROM_MEMBERS)
    if members >= FIRST_FROM_MEMBERS:
        return say("empty.progress_enough")
    return say("empty.progress", members=members, needed=FIRST_FROM_MEMBERS)


def _progress_dots(members: int) -> list[str]:
    """One dot an answer that is needed: filled, hatched where we may not tell, or open."""
    sure = min(members, FIRST_FROM_MEMBERS)
    maybe = UNKNOWN if members == 0 else 0
    return ["in"] * sure + ["maybe"] * maybe + ["open"] * (FIRST_FROM_MEMBERS - sure - maybe)
