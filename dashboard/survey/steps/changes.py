"""Step 3: what changed since the first dose, and whether it is still taken."""

import streamlit as st

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.draft_doses import week_of_last_change
from dashboard.questionnaire.labels import question_text
from dashboard.questionnaire.questions import STOP_REASON
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.change_cards import show_change_cards
from dashboard.survey.fields.opioid_note import show_opioid_note_if_told
from dashboard.survey.fields.pause_cards import show_pause_cards
from dashboard.survey.fields.week_field import ask_day_of_week, ask_needed_week, has_days
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_lead


def show_changes_step(visit: SurveyVisit) -> None:
    """Ask about the changes and pauses, and then about the end; all of it can be left out."""
    form = visit.form
    choices = {
        "not_yet": say("survey.doses.changed_not_yet"),
        "yes": say("survey.change.add_first"),
    }
    label = question_text(form.answers, "survey.doses.changed")
    if form.one("doses.changed", label, choices) == "yes":
        show_change_cards(visit, form)
    show_pause_cards(visit, form)
    _ask_still_taken(form)


def _ask_still_taken(form: AnswerForm) -> None:
    form.answers.setdefault("doses.still", "yes")  # what is usual; whoever stopped taps that
    choices = {
        "yes": say("survey.doses.still_yes"),
        "stopped": question_text(form.answers, "survey.doses.still_stopped"),
    }
    label = question_text(form.answers, "survey.doses.still")
    if form.one("doses.still", label, choices) != "stopped":
        return
    with st.container(key="panel-stop"):
        show_lead(say("survey.doses.stop_lead"))
        since = form.answers.get("doses.since") or 1
        first = min(week_of_last_change(form.answers) or 1, since)
        offered = week_choices.weeks_to_choose(first, since)
        ask_needed_week(form, "doses.stop_week", "survey.doses.stop_week", offered)
        if has_days(form, "doses.stop_week"):
            ask_day_of_week(form, "doses.stop_week", "doses.stop_day")
        path, label = "doses.stop_reason", "survey.doses.stop_reason"
        show_opioid_note_if_told(ask_question(form, path, label, STOP_REASON))
