"""The changes of dose or time since the first dose, one card each."""

import streamlit as st

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers, add_change, change_ids, drop_change
from dashboard.questionnaire.draft_doses import (
    asks_what_happened,
    before_change,
    change_path,
)
from dashboard.questionnaire.questions import AFTER_CHANGE, CHANGE_REASON, TIMING
from dashboard.survey.fields.ask import ask, ask_needed_week
from dashboard.survey.fields.cards import Card, next_button, show_cards
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import Form

_STACK = "changes"


def show_changes(visit: Visit, form: Form) -> None:
    """Ask about every change; the first card is there without another tap."""
    if not change_ids(form.answers):
        add_change(form.answers)
    cards = [_card(form, number) for number in change_ids(form.answers)]
    show_cards(visit, _STACK, cards, lambda name: _ask_change(visit, form, cards, int(name)))
    if st.button(say("survey.change.add"), key=f"{visit.token}-add-change", width="stretch"):
        visit.open_card(_STACK, str(add_change(form.answers)))
        st.rerun()


def said_of(answers: Answers, number: int) -> str:
    """A change in a few words: "Week 3: 3 mg, bedtime"."""
    at = change_path(number)
    reading = dose_text.read(answers.get(f"{at}.dose") or "")
    timing = answers.get(f"{at}.timing")
    dose = doses_said(reading.ug) if reading.ug else say("survey.change.same_dose")
    time = say(f"words.timing.{timing}") if timing else say("survey.change.same_timing")
    week = week_choices.within(answers[f"{at}.week"]) if answers.get(f"{at}.week") else "?"
    return say("survey.change.said", week=week, what=f"{dose}, {time}")


def doses_said(ug: int) -> str:
    """A dose as it is read: "1.5 mg"."""
    return say("survey.doses.mg", mg=dose_text.in_mg_read(ug))


def _card(form: Form, number: int) -> Card:
    at = change_path(number)
    is_wrong = any(form.wrong_at(path) for path in (at, f"{at}.week", f"{at}.dose"))
    is_told = bool(form.answers.get(f"{at}.week")) and any(
        form.answers.get(f"{at}.{name}") for name in ("dose", "timing")
    )
    place = change_ids(form.answers).index(number) + 1
    return Card(
        name=str(number),
        title=say("survey.change.title", number=place),
        status=said_of(form.answers, number) if is_told else "",
        is_done=is_told and not is_wrong,
        is_wrong=is_wrong,
    )


def _ask_change(visit: Visit, form: Form, cards: list[Card], number: int) -> None:
    at = change_path(number)
    form.say_wrong(at)
    offered = week_choices.choices(2, form.answers.get("doses.since") or 1)
    ask_needed_week(form, f"{at}.week", "survey.change.week", offered)
    ug, _ = before_change(form.answers, number)
    hint = (
        say("survey.change.dose_same", mg=dose_text.in_mg_read(ug))
        if ug
        else say("survey.change.hint")
    )
    ask_dose(form, at, say("survey.change.dose"), hint)
    ask(form, f"{at}.timing", "survey.change.timing", TIMING)
    ask(form, f"{at}.reason", "survey.change.change_reason", CHANGE_REASON)
    if asks_what_happened(form.answers, number):
        for question in AFTER_CHANGE:
            ask(form, f"{at}.{question.name}", f"survey.change.{question.name}", question)
    next_button(visit, _STACK, cards, str(number))
    if st.button(say("survey.change.remove"), key=f"{visit.token}-drop-{number}", type="tertiary"):
        drop_change(form.answers, number)
        visit.opened.pop(_STACK, None)
        st.rerun()
