"""Step 1: about you. All of it can be skipped."""

from dashboard.questionnaire.questions import ABOUT_YOU
from dashboard.survey.fields.ask import ask
from dashboard.survey.visit import Visit


def show(visit: Visit) -> None:
    """Ask the facts that do not change."""
    form = visit.form
    for question in ABOUT_YOU:
        ask(form, f"you.{question.name}", f"survey.you.{question.name}", question)
