"""An extra: pleasure, drive, pain and stress.

The name of the hypothesis stands nowhere: it would prime the answer.
"""

from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.effect_cards import show_effect_cards, show_effect_pills
from dashboard.survey.fields.frame import show_safety_sentence
from dashboard.survey.visit import SurveyVisit


def show_pleasure_step(visit: SurveyVisit) -> None:
    """Show the safety sentence, and the items by group."""
    show_safety_sentence()
    show_effect_pills(visit, Screen.pleasure)


def show_details(visit: SurveyVisit) -> None:
    """Ask a little more about each that was tapped."""
    show_effect_cards(visit, Screen.pleasure)
