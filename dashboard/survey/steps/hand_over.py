"""The return code, on a screen of its own: right after step 1, and whenever it is new."""

import streamlit as st

from dashboard.survey.fields.frame import show_heading
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.ways_in import get_new_code, say_has_code
from dashboard.text import say
from dashboard.ui.code_box import show_code_box
from dashboard.ui.form import show_lead, show_problem


def show_hand_over(visit: SurveyVisit) -> None:
    """Show the code, what keeps the place in this browser, and the way on."""
    show_heading(say("survey.hand_over.heading"), say("survey.hand_over.lead"))
    show_code_box(visit.code or "", with_buttons=True)
    _ask_for_a_week(visit)
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    noted = say("survey.hand_over.noted")
    if st.button(noted, type="primary", width="stretch", key=f"{visit.token}-noted"):
        if not visit.turn_away_double_tap():
            say_has_code(visit)
        st.rerun()


def show_code_question(visit: SurveyVisit) -> None:
    """Ask who came back by a ticket whether they have the code, before it is too late for that."""
    show_heading(say("survey.code_asked.heading"), say("survey.code_asked.lead"))
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    have = say("survey.code_asked.have")
    if st.button(have, type="primary", width="stretch", key=f"{visit.token}-have-code"):
        if not visit.turn_away_double_tap():
            say_has_code(visit)
        st.rerun()
    show_new_code_button(visit)


def show_new_code_button(visit: SurveyVisit) -> None:
    """Offer a new code, and say what that does to the old one."""
    label = say("survey.code_asked.new")
    if st.button(label, width="stretch", key=f"{visit.token}-new-code"):
        if not visit.turn_away_double_tap():
            get_new_code(visit)
        st.rerun()
    show_lead(say("survey.code_asked.new_hint"))


def _ask_for_a_week(visit: SurveyVisit) -> None:
    with st.container(key="panel-week", gap="small"):
        key = f"{visit.token}-for-a-week"
        label = say("survey.hand_over.week")
        wanted = st.checkbox(label, value=visit.for_a_week, key=key)
        show_lead(say("survey.hand_over.week_hint"))
    if wanted != visit.for_a_week:
        visit.hold_ticket(for_a_week=wanted)
