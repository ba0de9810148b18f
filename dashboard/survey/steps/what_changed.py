"""An extra: the illness in the first weeks, which symptoms moved, and whether help faded."""

import streamlit as st

from dashboard.questionnaire.labels import choice_label
from dashboard.questionnaire.questions import (
    FADING,
    FADING_FROM_WEEK,
    FIRST_WEEKS,
    MOVED,
    SYMPTOM_MOVE,
)
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import show_part_heading


def show_what_changed(visit: SurveyVisit) -> None:
    """Ask a question of the first weeks, one a symptom, and whether help faded."""
    form = visit.form
    ask_question(form, "extra.first_weeks", "survey.what_changed.first_weeks", FIRST_WEEKS)
    with st.container(key="symptoms-moved"):
        show_part_heading(say("survey.what_changed.moved"), say("survey.what_changed.moved_lead"))
        choices = {name: choice_label(SYMPTOM_MOVE, name) for name in SYMPTOM_MOVE.choices}
        for path, symptom in MOVED.items():
            form.one(path, say(f"words.symptom.{symptom.name}"), choices)
    if int(form.answers.get("doses.since") or 0) >= FADING_FROM_WEEK:
        ask_question(form, "extra.fading", "survey.what_changed.fading", FADING)
