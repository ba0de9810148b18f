"""The check-in on LDN itself: as before, changed, paused, taken up again, stopped."""

import streamlit as st

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.check_in import is_paused
from dashboard.questionnaire.questions import (
    AFTER_CHANGE,
    CHANGE_REASON,
    MISSED_DOSES,
    STOP_REASON,
    TIMING,
)
from dashboard.survey.fields.amount_field import ask_amount_a_day, ask_days_of_dose
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.change_cards import ask_new_dose
from dashboard.survey.fields.opioid_note import show_opioid_note, show_opioid_note_if_told
from dashboard.survey.fields.week_field import ask_day_of_week, ask_needed_week, has_days
from dashboard.text import say
from dashboard.ui.form import AnswerForm
from db.answers import Survey

_PAUSING, _RESTARTING = "pausing", "restarting"


def ask_dose_now(form: AnswerForm, survey: Survey) -> None:
    """Whether dose and time are as before; what changed opens only where it did."""
    if is_paused(survey):
        _ask_restart(form, survey)
        return
    last = survey.steps[-1]
    now = say(
        "my_record.check_in.dose_now",
        mg=dose_text.local_mg_text(last.dose_ug),
        timing=say(f"words.timing.{last.timing.name}"),
    )
    choices = {
        word: say(f"my_record.check_in.same_{word}") for word in ("yes", "changed", "paused")
    }
    said = form.one("same", now, choices)
    _say_whether(form, _PAUSING, is_so=said == "paused")
    if said == "changed":
        with st.container(key="panel-check-in-dose"):
            _ask_what_changed(form, survey)
    elif said == "paused":
        with st.container(key="panel-check-in-pause"):
            _ask_pause(form, survey)
    ask_question(form, "missed_doses", "my_record.check_in.missed_doses", MISSED_DOSES)


def _ask_what_changed(form: AnswerForm, survey: Survey) -> None:
    last = survey.steps[-1]
    ask_new_dose(form, "change", say("survey.change.dose"), last.dose_ug)
    ask_question(form, "change.timing", "survey.change.timing", TIMING)
    ask_amount_a_day(form, "change", last.timing)
    ask_question(form, "change.reason", "survey.change.change_reason", CHANGE_REASON)
    if has_days(form, "week"):
        ask_day_of_week(form, "week", "change.day")
    ask_days_of_dose(form, "change", last.how_often)
    for question in AFTER_CHANGE:
        ask_question(form, f"change.{question.name}", f"survey.change.{question.name}", question)
    show_opioid_note()


def _ask_pause(form: AnswerForm, survey: Survey) -> None:
    now = form.answers.get("week") or survey.observed_week
    offered = week_choices.weeks_one_by_one(survey.steps[-1].week + 1, now)
    ask_needed_week(form, "pause_from", "survey.pause.from", offered)


def _ask_restart(form: AnswerForm, survey: Survey) -> None:
    label = say("my_record.check_in.paused_now")
    choices = {word: say(f"my_record.check_in.restarted_{word}") for word in ("no", "yes")}
    if form.one(_RESTARTING, label, choices) != "yes":
        return
    with st.container(key="panel-check-in-dose"):
        now = form.answers.get("week") or survey.observed_week
        offered = week_choices.weeks_one_by_one(survey.pauses[-1].began_week + 1, now)
        ask_needed_week(form, "restart_week", "survey.pause.restart", offered)
        last = survey.steps[-1]
        ask_new_dose(form, "change", say("survey.pause.dose"), last.dose_ug)
        ask_question(form, "change.timing", "survey.change.timing", TIMING)
        ask_amount_a_day(form, "change", last.timing)
        show_opioid_note()


def _say_whether(form: AnswerForm, path: str, *, is_so: bool) -> None:
    if is_so:
        form.answers[path] = "yes"
    else:
        form.answers.pop(path, None)


def ask_about_stop(form: AnswerForm, survey: Survey) -> None:
    """From the last change of dose on: nobody stopped before it."""
    with st.container(key="panel-check-in-stop"):
        if not is_paused(survey):  # else it was the week before the break
            now = form.answers.get("week") or survey.observed_week
            offered = week_choices.weeks_one_by_one(survey.steps[-1].week, now)
            ask_needed_week(form, "stop_week", "survey.doses.stop_week", offered)
            if has_days(form, "stop_week"):
                ask_day_of_week(form, "stop_week", "stop_day")
        path, label = "stop_reason", "survey.doses.stop_reason"
        show_opioid_note_if_told(ask_question(form, path, label, STOP_REASON))
