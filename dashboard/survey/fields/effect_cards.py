"""Steps 3 and 5 alike: tap the effects, then tell a little more about each of them."""

import streamlit as st

from dashboard.questionnaire.draft import Answers, effects_chosen_on, effects_handed_in
from dashboard.questionnaire.help_rules import draft_asks_for_help, is_red_flag_of_article
from dashboard.questionnaire.questions import (
    BEFORE,
    COMMON_EFFECTS,
    EVERY_GROUP,
    GROUP_WORDS,
    SEVERITY,
    Screen,
)
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.cards import SurveyCard, show_cards, show_next_button
from dashboard.survey.fields.week_field import ask_week
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm
from dashboard.ui.help_panel import show_help_card
from db.vocabulary import Effect

_STACK_OF_MORE = "more_effects"


def show_effect_pills(visit: SurveyVisit, screen: Screen) -> None:
    """Every effect of a screen as a pill, by group; the rarer ones come with a tap."""
    form, shows_all = visit.form, _STACK_OF_MORE in visit.opened
    for group, effects in EVERY_GROUP[screen].items():
        path = f"{screen.name}.{group}"
        told = form.answers.get(path) or ()
        offered = [
            e for e in effects if shows_all or e in COMMON_EFFECTS[screen][group] or e.name in told
        ]
        choices = {effect.name: say(f"words.effect.{effect.name}") for effect in offered}
        form.several(path, say(f"words.{GROUP_WORDS[screen]}.{group}"), choices)
    has_more = EVERY_GROUP[screen] != COMMON_EFFECTS[screen]
    if (
        has_more
        and not shows_all
        and st.button(
            say("survey.effects.more"), key=f"{visit.token}-effects-more", width="stretch"
        )
    ):
        visit.renew_token()  # every widget is drawn anew, with more to choose from
        visit.opened[_STACK_OF_MORE] = None
        st.rerun()


def show_effect_cards(visit: SurveyVisit, screen: Screen) -> None:
    """Show a card for each effect that was tapped on a screen."""
    form = visit.form
    told = effects_handed_in if screen is Screen.effects else effects_chosen_on
    effects = told(form.answers, screen)
    cards = [_effect_card(form, effect) for effect in effects]

    def ask_in_card(name: str) -> None:
        _ask_follow_up(form, Effect[name])
        if len(cards) > 1:
            show_next_button(visit, visit.screen.name, cards, name)

    show_cards(visit, visit.screen.name, cards, ask_in_card)


def questions_left(answers: Answers, effect: Effect) -> int:
    """How many of an effect's questions have no answer yet."""
    at = f"effect.{effect.name}"
    asked = ["before", "still", "severity"]
    if answers.get(f"{at}.before") != "the_same":
        asked.append("began")
    if answers.get(f"{at}.still") == "gone":
        asked.append("ended")
    return sum(answers.get(f"{at}.{name}") is None for name in asked)


def _effect_card(form: AnswerForm, effect: Effect) -> SurveyCard:
    left = questions_left(form.answers, effect)
    is_wrong = form.wrong_at(f"effect.{effect.name}") is not None
    return SurveyCard(
        name=effect.name,
        title=say(f"words.effect.{effect.name}"),
        status=say("survey.effect.to_go", count=left) if left else say("survey.effect.done"),
        is_done=not left and not is_wrong,
        is_wrong=is_wrong,
    )


def _ask_follow_up(form: AnswerForm, effect: Effect) -> None:
    at = f"effect.{effect.name}"
    form.show_problem_at(at)
    ask_question(form, f"{at}.before", "survey.effect.before", BEFORE)
    _ask_when(form, at)
    ask_question(form, f"{at}.severity", "survey.effect.severity", SEVERITY)
    if draft_asks_for_help(form.answers, effect):
        show_help_card(is_red_flag=is_red_flag_of_article(effect))


def _ask_when(form: AnswerForm, at: str) -> None:
    since = form.answers.get("doses.since")
    if form.answers.get(f"{at}.before") != "the_same":
        ask_week(form, f"{at}.began", "survey.effect.began", since=since)
    choices = {"yes": say("survey.effect.still_yes"), "gone": say("survey.effect.still_gone")}
    if form.one(f"{at}.still", say("survey.effect.still"), choices) == "gone":
        with st.container(key=f"panel-ended-{at}"):
            first = form.answers.get(f"{at}.began") or 1
            ask_week(form, f"{at}.ended", "survey.effect.ended", since=since, first=first)
