"""The pieces that desk pages act with: a second tap before an act, and a sentence after it."""

import streamlit as st

from dashboard.leaders.doing import Doing
from dashboard.leaders.screens.sign_in_form import told, wrong
from dashboard.text import say


def what_happened(doing: Doing) -> None:
    """The sentence about the last act."""
    if doing.wrong:
        wrong(doing.wrong)
    elif doing.told:
        told(doing.told)


def asked_twice(doing: Doing, what: str, texts: str, warning: str) -> bool:
    """A button that asks before it acts; True once the second tap has come.

    Args:
        doing: of the page.
        what: names the button on its page; also the end of its widgets' keys.
        texts: key of the texts ``ask``, ``yes`` and ``no``.
        warning: what the second tap will do, in a sentence.
    """
    if doing.asking != what:
        if st.button(say(f"{texts}.ask"), key=f"desk-ask-{what}"):
            doing.asking, doing.told, doing.wrong = what, "", ""
            st.rerun()
        return False
    wrong(warning)
    with st.container(horizontal=True, gap="small"):
        yes = st.button(say(f"{texts}.yes"), type="primary", key=f"desk-yes-{what}-{doing.acts}")
        if st.button(say(f"{texts}.no"), key=f"desk-no-{what}"):
            doing.asking = ""
            st.rerun()
    return yes


def act(doing: Doing, sentence: str) -> None:
    """An act is done: say so, and start the page anew.

    Args:
        doing: of the page.
        sentence: about what was done.
    """
    doing.did(sentence)
    st.rerun()
