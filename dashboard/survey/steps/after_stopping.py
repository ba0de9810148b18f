"""An extra of whoever stopped: how it was two to four weeks after."""

from dashboard.questionnaire.questions import AFTER_STOPPING
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit


def show_after_stopping(visit: SurveyVisit) -> None:
    """Ask how it was, in one tap."""
    path, label = "extra.after_stopping", "survey.after_stopping.after_stopping"
    ask_question(visit.form, path, label, AFTER_STOPPING)
