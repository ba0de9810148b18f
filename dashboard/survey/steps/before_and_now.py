"""An extra: four scales, now and before LDN, and when the member joined the group."""

import streamlit as st

from dashboard.questionnaire.questions import JOINED, SCALES, SCORES
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_lead


def show_before_and_now(visit: SurveyVisit) -> None:
    """Ask for the four scales twice, and when the member joined."""
    form = visit.form
    show_lead(say("survey.benefit.scales_lead"))
    for scale in SCALES:
        _ask_scale_now_and_before(form, scale)
    ask_question(form, "you.joined", "survey.you.joined", JOINED)


def _ask_scale_now_and_before(form: AnswerForm, scale: str) -> None:
    """Now first: it is nearer than the time before LDN."""
    with st.container(key=f"scale-{scale}"):
        for when in ("now", "before"):
            label = say(f"survey.benefit.{when}", scale=say(f"words.scale.{scale}"))
            form.score(f"benefit.{when}.{scale}", label, SCORES)
