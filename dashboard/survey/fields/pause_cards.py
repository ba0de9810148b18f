"""Pauses: from when, and when and how it was taken up again; one card each."""

import streamlit as st

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.draft import add_pause, drop_pause, pause_ids
from dashboard.questionnaire.draft_doses import is_still_paused, pause_path, step_before_restart
from dashboard.questionnaire.labels import pause_in_words, question_text
from dashboard.questionnaire.questions import TIMING
from dashboard.survey.fields.amount_field import ask_amount_a_day
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.cards import SurveyCard, show_cards
from dashboard.survey.fields.change_cards import ask_new_dose
from dashboard.survey.fields.week_field import ask_day_of_week, ask_needed_week, has_days
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm

_STACK = "pauses"
_MARKED = ("from", "week", "day", "dose", "per", "times", "timing")
"""Fields of a pause at which a sentence may stand."""


def show_pause_cards(visit: SurveyVisit, form: AnswerForm) -> None:
    """Show the pauses that were told, and offer to tell of one."""
    cards = [_pause_card(form, number) for number in pause_ids(form.answers)]
    if cards:
        show_cards(visit, _STACK, cards, lambda name: _ask_pause(visit, form, int(name)))
    label = question_text(form.answers, "survey.pause.another" if cards else "survey.pause.add")
    if st.button(label, key=f"{visit.token}-add-pause", type="tertiary"):
        visit.open_card(_STACK, str(add_pause(form.answers)))
        st.rerun()


def _pause_card(form: AnswerForm, number: int) -> SurveyCard:
    at, said = pause_path(number), form.answers.get
    is_wrong = any(form.wrong_at(f"{at}.{name}") for name in _MARKED)
    is_over = is_still_paused(form.answers, number) or bool(said(f"{at}.week"))
    is_told = bool(said(f"{at}.from")) and is_over
    return SurveyCard(
        name=str(number),
        title=say("survey.pause.title"),
        status=pause_in_words(form.answers, number) if is_told else "",
        is_done=is_told and not is_wrong,
        is_wrong=is_wrong,
    )


def _ask_pause(visit: SurveyVisit, form: AnswerForm, number: int) -> None:
    at, since = pause_path(number), form.answers.get("doses.since") or 1
    offered = week_choices.weeks_to_choose(2, max(since, 2))
    ask_needed_week(form, f"{at}.from", "survey.pause.from", offered)
    choices = {word: say(f"survey.pause.still_{word}") for word in ("no", "yes")}
    label = question_text(form.answers, "survey.pause.still")
    if form.one(f"{at}.still", label, choices) == "no":
        _ask_restart(form, at, since)
    if st.button(
        say("survey.pause.remove"), key=f"{visit.token}-drop-pause-{number}", type="tertiary"
    ):
        drop_pause(form.answers, number)
        visit.opened.pop(_STACK, None)
        st.rerun()


def _ask_restart(form: AnswerForm, at: str, since: int) -> None:
    first = form.answers.get(f"{at}.from") or 2
    weeks = week_choices.weeks_to_choose(first, max(first, since))
    ask_needed_week(form, f"{at}.week", "survey.pause.restart", weeks)
    if has_days(form, f"{at}.week"):
        ask_day_of_week(form, f"{at}.week", f"{at}.day")
    ug, timing = step_before_restart(form.answers, at)
    ask_new_dose(form, at, question_text(form.answers, "survey.pause.dose"), ug)
    ask_question(form, f"{at}.timing", "survey.change.timing", TIMING)
    ask_amount_a_day(form, at, timing)
