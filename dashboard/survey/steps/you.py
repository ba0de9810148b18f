"""Step 1: about you. All of it can be skipped."""

from dashboard.questionnaire.questions import ABOUT_YOU
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit


def show_you_step(visit: SurveyVisit) -> None:
    """Ask the facts that do not change."""
    form = visit.form
    for question in ABOUT_YOU:
        ask_question(form, f"you.{question.name}", f"survey.you.{question.name}", question)
