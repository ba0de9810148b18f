"""Back in a browser that holds a draft's ticket: whose is it, and may earlier answers be shown?"""

import streamlit as st

from dashboard.survey.fields.code_field import ask_return_code
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.ways_in import go_on_with_draft, show_earlier, start_anew
from dashboard.text import say
from dashboard.ui.form import show_note, show_problem


def show_come_back(visit: SurveyVisit) -> None:
    """Ask before anything of the draft is on the screen."""
    show_heading(say("survey.come_back.heading"), say("survey.come_back.lead"))
    if visit.told:
        show_note(say(f"survey.{visit.told}"))
    go_on = say("survey.come_back.go_on")
    if st.button(go_on, type="primary", width="stretch", key=f"{visit.token}-come-back"):
        go_on_with_draft(visit)
        st.rerun()
    if st.button(say("survey.come_back.not_me"), width="stretch", key=f"{visit.token}-not-me"):
        start_anew(visit)
        st.rerun()


def show_earlier_question(visit: SurveyVisit) -> None:
    """Show earlier answers after the code, or after a yes."""
    show_heading(say("survey.earlier.heading"), say("survey.earlier.lead"))
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    label = say("survey.earlier.show")
    if st.button(label, type="primary", width="stretch", key=f"{visit.token}-show-earlier"):
        if not visit.turn_away_double_tap():
            show_earlier(visit)
        st.rerun()
    with st.container(key="panel-have-code"):
        found = ask_return_code(visit.token, "survey.earlier")
    if found is None:
        return
    if visit.show_with_code(found[0]):
        show_earlier(visit)
        st.rerun()
    show_problem(say("survey.earlier.other_code"))
