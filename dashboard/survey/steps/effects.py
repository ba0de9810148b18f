"""Step 3: side effects. Tap the ones there were, then a little more about each."""

from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.effect_cards import show_effect_cards, show_effect_pills
from dashboard.survey.visit import SurveyVisit


def show_effects_step(visit: SurveyVisit) -> None:
    """All side effects, by group."""
    show_effect_pills(visit.form, Screen.effects)


def show_details(visit: SurveyVisit) -> None:
    """Ask a little more about each that was tapped."""
    show_effect_cards(visit, Screen.effects)
