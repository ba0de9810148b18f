"""Step 3: side effects. Tap the ones there were, then a little more about each."""

from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.effect_cards import show_more, show_pills
from dashboard.survey.visit import Visit


def show(visit: Visit) -> None:
    """All side effects, by group."""
    show_pills(visit.form, Screen.effects)


def show_details(visit: Visit) -> None:
    """A little more about each that was tapped."""
    show_more(visit, Screen.effects)
