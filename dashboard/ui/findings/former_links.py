"""Links to what a page no longer has: they open what stands in its place, and say so."""

from collections.abc import Sequence

import streamlit as st

from dashboard.text import say

DOSE_SCORE = "weight"
"""What a bothersome effect cost, in links of the time when each dose had a score."""
VIEW = "view"


def show_note_on_dose_score() -> None:
    """Say that there is no score any more, to whoever comes by a link that asks for it."""
    if DOSE_SCORE in st.query_params:
        st.info(say("doses.no_score"))


def show_note_on_former_view(views: Sequence[str]) -> None:
    """Say that what stands here comes nearest to what a link asks for, where it is no view.

    Args:
        views: that the page has.
    """
    if st.query_params.get(VIEW, views[0]) not in views:
        st.info(say("app.link.moved"))
