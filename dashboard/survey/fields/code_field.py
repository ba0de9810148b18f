"""The field for a return code: what is kept under it, or a sentence that tells no misses apart."""

import streamlit as st

from dashboard.survey import member_store
from dashboard.text import say
from dashboard.ui.form import go_to_first_problem, show_lead, show_part_heading, show_problem
from db import codes

_TRIES = "code_tries"


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
    """A code that is unknown, mistyped or erased sounds the same.

    What can be no code is told so and looks nothing up: it is no guess, and counts as none.
    """
    if sentence := _why_no_code(written):
        show_problem(sentence)
        _go_to_code_field()
        return None
    try:
        found = member_store.find_under_code(written)
    except member_store.StoreUnavailableError:
        show_problem(say("survey.start.store_away"))
        return None
    if found is None:
        show_problem(say("survey.start.code_unknown"))
        _go_to_code_field()
    return found


def _go_to_code_field() -> None:
    """Go to the field. By a count, not by chance: two codes that open nothing leave one screen."""
    st.session_state[_TRIES] = st.session_state.get(_TRIES, 0) + 1
    go_to_first_problem(f"code-{st.session_state[_TRIES]}")


def _why_no_code(written: str) -> str | None:
    if not written.strip():
        return say("survey.start.code_empty")
    why = codes.why_no_return_code(written)
    return say(f"survey.start.{why[0]}", count=why[1]) if why else None
