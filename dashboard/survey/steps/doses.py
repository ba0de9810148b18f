"""Step 2: the first dose, its time, and how long ago it was."""

import streamlit as st

from dashboard.questionnaire.draft_doses import FIRST
from dashboard.questionnaire.labels import question_text
from dashboard.questionnaire.questions import TIMING
from dashboard.survey.fields.amount_field import ask_amount_a_day, ask_days_of_dose
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.fields.opioid_note import show_opioid_note
from dashboard.survey.fields.week_field import ask_time_ago
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say


def show_doses_step(visit: SurveyVisit) -> None:
    """Ask for the first dose and its time; the only step that has to be answered."""
    form = visit.form
    label = question_text(form.answers, "survey.doses.dose")
    ask_dose(form, FIRST, label, say("survey.doses.dose_example"))
    with st.container(key="two-by-two"):
        ask_question(form, f"{FIRST}.timing", "survey.doses.timing", TIMING)
    ask_amount_a_day(form, FIRST)
    ask_time_ago(form, "doses.since", "survey.doses.since")
    ask_days_of_dose(form, FIRST)
    show_opioid_note()
