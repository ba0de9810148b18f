"""The changes of dose or time since the first dose, one card each."""

import streamlit as st

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import add_change, change_ids, drop_change
from dashboard.questionnaire.draft_doses import (
    change_path,
    dose_before_change,
)
from dashboard.questionnaire.labels import change_in_words
from dashboard.questionnaire.questions import CHANGE_REASON, HOW_OFTEN, TIMING
from dashboard.survey.fields.amount_field import ask_amount_a_day
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.cards import SurveyCard, show_cards
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.fields.week_field import ask_day_of_week, ask_needed_week
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm

_STACK = "changes"
_MARKED = ("week", "day", "dose", "per", "times", "timing", "how_often", "reason")
"""Fields of a change at which a sentence may stand."""


def show_change_cards(visit: SurveyVisit, form: AnswerForm) -> None:
    """Ask about every change; the first card is there without another tap."""
    if not change_ids(form.answers):
        add_change(form.answers)
    cards = [_change_card(form, number) for number in change_ids(form.answers)]
    show_cards(visit, _STACK, cards, lambda name: _ask_change(visit, form, int(name)))
    if st.button(say("survey.change.add"), key=f"{visit.token}-add-change", width="stretch"):
        visit.open_card(_STACK, str(add_change(form.answers)))
        st.rerun()


def _change_card(form: AnswerForm, number: int) -> SurveyCard:
    at = change_path(number)
    is_wrong = any(form.wrong_at(path) for path in (at, *(f"{at}.{name}" for name in _MARKED)))
    is_told = bool(form.answers.get(f"{at}.week")) and any(
        form.answers.get(f"{at}.{name}") for name in ("dose", "timing", "how_often")
    )
    place = change_ids(form.answers).index(number) + 1
    return SurveyCard(
        name=str(number),
        title=say("survey.change.title", number=place),
        status=change_in_words(form.answers, number) if is_told else "",
        is_done=is_told and not is_wrong,
        is_wrong=is_wrong,
    )


def _ask_change(visit: SurveyVisit, form: AnswerForm, number: int) -> None:
    at = change_path(number)
    form.show_problem_at(at)
    offered = week_choices.weeks_to_choose(1, form.answers.get("doses.since") or 1)
    ask_needed_week(form, f"{at}.week", "survey.change.week", offered)
    ug, timing = dose_before_change(form.answers, number)
    ask_new_dose(form, at, say("survey.change.dose"), ug)
    ask_question(form, f"{at}.reason", "survey.change.change_reason", CHANGE_REASON)
    _ask_more_of_change(form, number)
    ask_amount_a_day(form, at, timing)
    if st.button(say("survey.change.remove"), key=f"{visit.token}-drop-{number}", type="tertiary"):
        drop_change(form.answers, number)
        visit.opened.pop(_STACK, None)
        st.rerun()


def _ask_more_of_change(form: AnswerForm, number: int) -> None:
    """Ask what few changes have: each opens with a chip, and stands open where it was told."""
    at, also = change_path(number), f"{change_path(number)}.also"
    parts = {"timing": f"{at}.timing", "how_often": f"{at}.how_often", "day": f"{at}.day"}
    told = [part for part, path in parts.items() if form.answers.get(path) or form.wrong_at(path)]
    if form.is_new(also):
        form.answers[also] = told
    labels = {part: say(f"survey.change.also_{part}") for part in parts}
    chosen = form.several(also, say("survey.change.also"), labels)
    for part in set(parts) - set(chosen):
        form.answers.pop(parts[part], None)
    if "timing" in chosen:
        ask_question(form, parts["timing"], "survey.change.timing", TIMING)
    if "how_often" in chosen:
        ask_question(form, parts["how_often"], "survey.change.how_often", HOW_OFTEN)
    if "day" in chosen:
        is_first_week = form.answers.get(f"{at}.week") == 1
        ask_day_of_week(form, f"{at}.week", parts["day"], first=2 if is_first_week else 1)


def ask_new_dose(form: AnswerForm, at: str, label: str, ug_before: int | None) -> None:
    """Ask for a dose that may be left empty; what it was before stands under the field."""
    hint = (
        say("survey.change.dose_same", mg=dose_text.local_mg_text(ug_before))
        if ug_before
        else say("survey.change.hint")
    )
    ask_dose(form, at, label, hint)
