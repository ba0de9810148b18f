"""Two devices changed the same answer of a survey: the person chooses, and then it goes on."""

import streamlit as st

from dashboard.survey.fields.frame import show_heading
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import show_problem
from dashboard.ui.two_sides import ask_which_side


def show_choice(visit: SurveyVisit) -> None:
    """One thing at a time, one tap each."""
    undecided = visit.disagreement
    assert undecided is not None
    show_heading(say("choose.heading"), say("choose.lead"))
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    for_mine = ask_which_side(undecided, "choose", visit.token)
    if for_mine is not None:
        visit.choose(for_mine=for_mine)
        st.rerun()
    if st.button(say("choose.back"), type="tertiary", key=f"{visit.token}-undecided"):
        visit.leave_undecided()
        st.rerun()
