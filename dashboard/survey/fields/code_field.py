"""The field for a return code: what is kept under it, or a sentence that tells no misses apart."""

import streamlit as st

from dashboard.survey import member_store
from dashboard.text import say
from dashboard.ui.form import show_lead, show_part_heading, show_problem
from db import codes


def ask_return_code(token: str, words: str) -> tuple[str, member_store.StoredUnderCode] | None:
    """Ask for a return code.

    Args:
        token: part of the widgets' keys.
        words: key of the heading and its hint in the texts.

    Returns:
        The code and what is kept under it, in the run in which it was sent; else None.
    """
    show_part_heading(say(f"{words}.have_code"), say(f"{words}.have_code_hint"))
    with st.form(f"{token}-code", border=False):
        written = st.text_input(
            say("survey.start.code"),
            max_chars=codes.LONGEST_INPUT,
            key=f"{token}-written",
            autocomplete="off",
        )
        show_lead(say("survey.start.code_hint"))
        sent = st.form_submit_button(say(f"{words}.open"), width="stretch")
    return _look_up_code(written) if sent else None


def _look_up_code(written: str) -> tuple[str, member_store.StoredUnderCode] | None:
    """A code that is unknown, mistyped or erased sounds the same."""
    if not written.strip():
        show_problem(say("survey.start.code_empty"))
        return None
    try:
        found = member_store.find_under_code(written)
    except member_store.StoreUnavailableError:
        show_problem(say("survey.start.store_away"))
        return None
    if found is None:
        show_problem(say("survey.start.code_unknown"))
    return found
