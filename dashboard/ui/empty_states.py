"""What a page shows where there is nothing to show: no edition yet, or no way to open it."""

import streamlit as st

from dashboard.markup import fill_template
from dashboard.text import say
from dashboard.ui.look import card_container, card_heading_html
from db.thresholds import FIRST_FROM_MEMBERS


def show_no_edition(progress_members: int) -> None:
    """Before the first edition: how far the group is, as roughly as it may be told.

    Args:
        progress_members: in steps: 0 means under 20, else 20 or 30.
    """
    with card_container("no-edition"):
        st.html(fill_template("no_edition", progress=_progress_in_words(progress_members)))


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
