"""Two devices changed the same in one record: the person chooses, and then it is stored."""

from functools import partial

import streamlit as st

from dashboard.survey.fields.frame import show_heading
from dashboard.survey.member_store import decide_record
from dashboard.survey.open_record import OpenRecord
from dashboard.survey.record.check_in_form import store_or_ask
from dashboard.text import say
from dashboard.ui.form import show_problem
from dashboard.ui.two_sides import ask_which_side


def show_choice(opened: OpenRecord) -> None:
    """One thing at a time, one tap each; ``opened`` holds a check-in that is not stored yet."""
    undecided = opened.disagreement
    assert undecided is not None
    show_heading(say("choose.heading"), say("choose.lead"))
    if opened.trouble:
        show_problem(say(f"my_record.problem.{opened.trouble}"))
    for_mine = ask_which_side(undecided, "choose", opened.token)
    if for_mine is not None:
        decide = partial(decide_record, opened.key, undecided, for_mine=for_mine)
        store_or_ask(opened, decide)
        st.rerun()
    if st.button(say("choose.back"), type="tertiary", key=f"{opened.token}-undecided"):
        opened.disagreement = None
        opened.show("check_in")
        st.rerun()
