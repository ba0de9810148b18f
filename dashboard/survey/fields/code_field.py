"""The field for a return code: what is kept under it, or a sentence that tells no misses apart."""

import streamlit as st

from dashboard.survey import member_store
from dashboard.text import say
from dashboard.ui.form import lead, part, wrong
from db.members import codes


def ask_code(token: str, words: str) -> tuple[str, member_store.Kept] | None:
    """Ask for a return code.

    Args:
        token: part of the widgets' keys.
        words: key of the heading and its hint in the texts.

    Returns:
        The code and what is kept under it, in the run in which it was sent; else None.
    """
    part(say(f"{words}.have_code"), say(f"{words}.have_code_hint"))
    with st.form(f"{token}-code", border=False):
        written = st.text_input(
            say("survey.start.code"),
            max_chars=codes.LONGEST_INPUT,
            key=f"{token}-written",
            autocomplete="off",
        )
        lead(say("survey.start.code_hint"))
        sent = st.form_submit_button(say(f"{words}.open"), width="stretch")
    return _found(written) if sent else None


def _found(written: str) -> tuple[str, member_store.Kept] | None:
    """A code that is unknown, mistyped or erased sounds the same."""
    if not written.strip():
        wrong(say("survey.start.code_empty"))
        return None
    try:
        found = member_store.find(written)
    except member_store.TooManyTriesError:
        wrong(say("survey.start.too_many_tries"))
        return None
    except member_store.StoreUnavailableError:
        wrong(say("survey.start.store_away"))
        return None
    if found is None:
        wrong(say("survey.start.code_unknown"))
    return found
