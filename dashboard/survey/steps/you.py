"""Step 1: about you. All of it can be skipped."""

import streamlit as st

from dashboard.questionnaire.labels import answers_for_another, choice_label, question_text
from dashboard.questionnaire.questions import COMMON_CONDITIONS, YOU_SCREEN
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_note

_CONDITION, *_OTHERS = YOU_SCREEN
_MORE = "more"


def show_you_step(visit: SurveyVisit) -> None:
    """Ask the facts that do not change."""
    form = visit.form
    if answers_for_another(form.answers):
        show_note(say("survey.start.carer_note"))
    _ask_condition(form)
    with st.container(key="in-three", gap="medium"):
        for question in _OTHERS:
            ask_question(form, f"you.{question.name}", f"survey.you.{question.name}", question)


def _ask_condition(form: AnswerForm) -> None:
    """Ask for the common ones first; the others come with the chip that says so."""
    path = f"you.{_CONDITION.name}"
    others = [name for name in _CONDITION.choices if name not in COMMON_CONDITIONS]
    wants_more = st.session_state.get(form.key(path)) == _MORE
    is_open = wants_more or form.answers.get(path) in others
    choices = {name: choice_label(_CONDITION, name) for name in COMMON_CONDITIONS}
    choices |= {name: choice_label(_CONDITION, name) for name in others if is_open}
    if wants_more or not is_open:
        choices[_MORE] = say("survey.you.more_conditions")
    if form.one(path, question_text(form.answers, "survey.you.condition"), choices) == _MORE:
        form.answers.pop(path)
