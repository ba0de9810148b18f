"""The pieces that desk pages act with: a second tap before an act, and a sentence after it."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.leaders.screens.sign_in_form import show_problem, show_status
from dashboard.publishing.desk_counts import Count
from dashboard.text import say


@dataclass
class DeskPageState:
    """Changed in place, and forgotten when another desk page is opened, or at sign-out.

    Attributes:
        page: name of the page.
        acts: how many acts were done; fields with it in their key are new and empty after each.
        asking: what a second tap is asked for, or "".
        told: a sentence about the last act, shown until the next.
        wrong: a sentence about what the last act could not do.
        made: what was made to be downloaded, by name.
    """

    page: str = ""
    acts: int = 0
    asking: str = ""
    told: str = ""
    wrong: str = ""
    made: dict[str, Any] = field(default_factory=dict)

    def on(self, page: str) -> "DeskPageState":
        """The same, empty where another page had it."""
        if self.page != page:
            self.__init__(page)  # type: ignore[misc] # nothing of the other page may be left
        return self

    def report_success(self, sentence: str) -> None:
        """An act is done."""
        self.acts += 1
        self.asking, self.told, self.wrong = "", sentence, ""

    def report_failure(self, sentence: str) -> None:
        """An act was not possible; the fields keep what was written."""
        self.asking, self.told, self.wrong = "", "", sentence


def show_outcome(doing: DeskPageState) -> None:
    """The sentence about the last act."""
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
    """An act is done: say so, and start the page anew.

    Args:
        doing: of the page.
        sentence: about what was done.
    """
    doing.report_success(sentence)
    st.rerun()


def count_in_words(count: Count) -> str:
    """Such as "about 25"; nobody, one and nine are told alike."""
    if count is None:
        return say("leaders.count.few")
    return say("leaders.count.about", number=count)
