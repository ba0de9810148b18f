"""Step 2: the first dose, the changes since, and whether it is still taken."""

import streamlit as st

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.draft_doses import FIRST, week_of_last_change
from dashboard.questionnaire.questions import STOP_REASON, TIMING
from dashboard.survey.fields.ask import ask_needed_week, ask_question
from dashboard.survey.fields.change_cards import show_change_cards
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.fields.opioid_note import show_opioid_note
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_lead


def show_doses_step(visit: SurveyVisit) -> None:
    """Ask for the first dose and its time; everything after it is optional."""
    form = visit.form
    form.one_from_list(
        "doses.since",
        say("survey.doses.since"),
        week_choices.weeks_on_offer(),
        week_choices.time_ago_in_words,
    )
    ask_dose(form, FIRST, say("survey.doses.dose"), say("survey.doses.dose_example"))
    ask_question(form, f"{FIRST}.timing", "survey.doses.timing", TIMING)
    show_opioid_note()
    if (form.answers.get("doses.since") or 1) > 1:  # nobody changes a dose they just began
        _ask_dose_changes(visit, form)
    _ask_still_taken(form)


def _ask_dose_changes(visit: SurveyVisit, form: AnswerForm) -> None:
    choices = {
        "not_yet": say("survey.doses.changed_not_yet"),
        "yes": say("survey.change.add_first"),
    }
    if form.one("doses.changed", say("survey.doses.changed"), choices) == "yes":
        show_change_cards(visit, form)


def _ask_still_taken(form: AnswerForm) -> None:
    choices = {
        "yes": say("survey.doses.still_yes"),
        "stopped": say("survey.doses.still_stopped"),
    }
    if form.one("doses.still", say("survey.doses.still"), choices) != "stopped":
        return
    with st.container(key="panel-stop"):
        show_lead(say("survey.doses.stop_lead"))
        since = form.answers.get("doses.since") or 1
        first = min(week_of_last_change(form.answers) or 1, since)
        offered = week_choices.weeks_to_choose(first, since)
        ask_needed_week(form, "doses.stop_week", "survey.doses.stop_week", offered)
        ask_question(form, "doses.stop_reason", "survey.doses.stop_reason", STOP_REASON)
