"""What a page shows where there is nothing to show: no edition yet, or no way to open it."""

from html import escape

import streamlit as st

from dashboard.text import say
from dashboard.ui.look import card_container
from db.thresholds import FIRST_FROM_MEMBERS

UNKNOWN = 9
"""Fewer than 10 might be this many."""


def show_no_edition(progress_members: int) -> None:
    """Before the first edition: how far the group is, as roughly as it may be told.

    Args:
        progress_members: the published number of members; 0 means fewer than 10.
    """
    with card_container("no-edition"):
        st.html(
            f'<h2 class="ss-sentence">{escape(say("empty.no_edition"))}</h2>'
            f"{_progress_dots(progress_members)}"
            f'<p class="ss-count">{escape(_progress_in_words(progress_members))}</p>'
            f'<p class="ss-body">{escape(say("empty.why_wait"))}</p>'
        )


def show_unavailable(key: str = "") -> None:
    """Say that the editions cannot be read at this moment.

    Args:
        key: tells several such cards of a page apart.
    """
    with card_container(f"unavailable{key}"):
        st.html(
            f'<h2 class="ss-sentence">{escape(say("empty.unavailable"))}</h2>'
            f'<p class="ss-body">{escape(say("empty.unavailable_more"))}</p>'
        )


def _progress_in_words(members: int) -> str:
    if members == 0:
        return say("empty.progress_few", needed=FIRST_FROM_MEMBERS)
    if members >= FIRST_FROM_MEMBERS:
        return say("empty.progress_enough")
    return say("empty.progress", members=members, needed=FIRST_FROM_MEMBERS)


def _progress_dots(members: int) -> str:
    """One dot an answer that is needed: filled, hatched where we may not tell, or open."""
    sure = min(members, FIRST_FROM_MEMBERS)
    maybe = UNKNOWN if members == 0 else 0
    kinds = ["in"] * sure + ["maybe"] * maybe + ["open"] * (FIRST_FROM_MEMBERS - sure - maybe)
    dots = "".join(f'<i class="{kind}"></i>' for kind in kinds)
    return f'<div class="ss-pips" aria-hidden="true">{dots}</div>'
