"""The pieces that desk pages act with: a second tap before an act, and a sentence after it."""

import streamlit as st

from dashboard.leaders.screens.desk_visit import DeskPageState
from dashboard.leaders.screens.sign_in_form import show_problem, show_status
from dashboard.publishing.desk_counts import Count
from dashboard.text import say


def show_outcome(doing: DeskPageState) -> None:
    """Show the sentence about the last act."""
    if doing.wrong:
        show_problem(doing.wrong)
    elif doing.told:
        show_status(doing.told)


def button_confirmed(doing: DeskPageState, what: str, texts: str, warning: str) -> bool:
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
    show_problem(warning)
    with st.container(horizontal=True, gap="small"):
        yes = st.button(say(f"{texts}.yes"), type="primary", key=f"desk-yes-{what}-{doing.acts}")
        if st.button(say(f"{texts}.no"), key=f"desk-no-{what}"):
            doing.asking = ""
            st.rerun()
    return yes


def finish_act(doing: DeskPageState, sentence: str) -> None:
    """Say that an act is done, and start the page anew.

    Args:
        doing: of the page.
        sentence: about what was done.
    """
    doing.report_success(sentence)
    st.rerun()


TENS = 10


def count_in_words(count: Count) -> str:
    """Such as "about 30", in tens; nobody, one and nineteen are told alike."""
    if count is None:
        return say("leaders.count.few")
    return say("leaders.count.about", number=TENS * ((count + TENS // 2) // TENS))
