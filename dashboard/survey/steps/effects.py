"""Step 4: side effects. Tap the ones there were, then a little more about each."""

from dashboard.questionnaire.labels import choice_label, question_text
from dashboard.questionnaire.questions import HAD_NO_EFFECTS, Screen
from dashboard.survey.fields.effect_cards import show_effect_cards, show_effect_pills
from dashboard.survey.visit import SurveyVisit
from db.vocabulary import HadEffects


def show_effects_step(visit: SurveyVisit) -> None:
    """First whether there were none: an answer of its own; then all of them, by group."""
    form = visit.form
    choices = {name: choice_label(HAD_NO_EFFECTS, name) for name in HAD_NO_EFFECTS.choices}
    label = question_text(form.answers, "survey.effects.had")
    if form.one("effects.had", label, choices) != HadEffects.had_none.name:
        show_effect_pills(visit, Screen.effects)


def show_details(visit: SurveyVisit) -> None:
    """Ask a little more about each that was tapped."""
    show_effect_cards(visit, Screen.effects)
