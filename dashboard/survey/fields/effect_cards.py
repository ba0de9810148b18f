"""Steps 3 and 5 alike: tap the effects, then tell a little more about each of them."""

import streamlit as st

from dashboard.questionnaire.draft import Answers, chosen
from dashboard.questionnaire.questions import (
    BEFORE,
    GROUP_WORDS,
    GROUPS,
    HELPED,
    HOURS_AFTER,
    SEVERITY,
    Screen,
    asks_hours,
)
from dashboard.survey.fields.ask import ask, ask_week
from dashboard.survey.fields.cards import Card, next_button, show_cards
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import Form
from dashboard.ui.help_panel import help_card
from db.vocabulary import RED_FLAGS, Effect

_HARD = frozenset({"severe", "very_severe"})


def show_pills(form: Form, screen: Screen) -> None:
    """Every effect of a screen as a pill, by group."""
    for group, effects in GROUPS[screen].items():
        choices = {effect.name: say(f"words.effect.{effect.name}") for effect in effects}
        label = say(f"words.{GROUP_WORDS[screen]}.{group}")
        form.several(f"{screen.name}.{group}", label, choices)


def show_more(visit: Visit, screen: Screen) -> None:
    """A card for each effect that was tapped on a screen."""
    form = visit.form
    effects = chosen(form.answers, screen)
    cards = [_card(form, effect) for effect in effects]

    def body(name: str) -> None:
        _follow_up(form, Effect[name])
        next_button(visit, visit.screen.name, cards, name)

    show_cards(visit, visit.screen.name, cards, body)


def left_to_ask(answers: Answers, effect: Effect) -> int:
    """How many of an effect's questions have no answer yet; what helped is not counted."""
    at = f"effect.{effect.name}"
    asked = ["before", "still", "severity"]
    if answers.get(f"{at}.before") != "the_same":
        asked.append("began")
    if answers.get(f"{at}.still") == "gone":
        asked.append("ended")
    return sum(answers.get(f"{at}.{name}") is None for name in asked)


def _card(form: Form, effect: Effect) -> Card:
    left = left_to_ask(form.answers, effect)
    is_wrong = form.wrong_at(f"effect.{effect.name}") is not None
    return Card(
        name=effect.name,
        title=say(f"words.effect.{effect.name}"),
        status=say("survey.effect.to_go", count=left) if left else say("survey.effect.done"),
        is_done=not left and not is_wrong,
        is_wrong=is_wrong,
    )


def _follow_up(form: Form, effect: Effect) -> None:
    at = f"effect.{effect.name}"
    form.say_wrong(at)
    ask(form, f"{at}.before", "survey.effect.before", BEFORE)
    _when(form, at)
    ask(form, f"{at}.severity", "survey.effect.severity", SEVERITY)
    if effect in RED_FLAGS and form.answers.get(f"{at}.severity") in _HARD:
        help_card()
    ask(form, f"{at}.helped", "survey.effect.helped", HELPED)
    if asks_hours(effect):
        ask(form, f"{at}.hours_after", "survey.effect.hours_after", HOURS_AFTER)


def _when(form: Form, at: str) -> None:
    since = form.answers.get("doses.since")
    if form.answers.get(f"{at}.before") != "the_same":
        ask_week(form, f"{at}.began", "survey.effect.began", since=since)
    choices = {"yes": say("survey.effect.still_yes"), "gone": say("survey.effect.still_gone")}
    if form.one(f"{at}.still", say("survey.effect.still"), choices) == "gone":
        with st.container(key=f"panel-ended-{at}"):
            first = form.answers.get(f"{at}.began") or 1
            ask_week(form, f"{at}.ended", "survey.effect.ended", since=since, first=first)
