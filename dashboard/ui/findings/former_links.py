"""Links to what a page no longer has: they open what stands in its place, and say so."""

import streamlit as st

from dashboard.text import say

DOSE_SCORE = "weight"
"""What a bothersome effect cost, in links of the time when each dose had a score."""


def show_note_on_dose_score() -> None:
    """Say that there is no score any more, to whoever comes by a link that asks for it."""
    if DOSE_SCORE in st.query_params:
        st.info(say("doses.no_score"))
