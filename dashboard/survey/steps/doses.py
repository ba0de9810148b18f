"""Step 2: the first dose, the changes since, and whether it is still taken."""

import streamlit as st

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.draft_doses import FIRST
from dashboard.questionnaire.questions import STOP_REASON, TIMING
from dashboard.survey.fields.ask import ask, ask_needed_week
from dashboard.survey.fields.change_cards import show_changes
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import Form, lead


def show(visit: Visit) -> None:
    """Ask for the first dose and its time; everything after it is optional."""
    form = visit.form
    form.listed("doses.since", say("survey.doses.since"), week_choices.choices(), week_choices.ago)
    ask_dose(form, FIRST, say("survey.doses.dose"), say("survey.doses.dose_example"))
    ask(form, f"{FIRST}.timing", "survey.doses.timing", TIMING)
    if (form.answers.get("doses.since") or 1) > 1:  # nobody changes a dose they just began
        _changes(visit, form)
    _still(form)


def _changes(visit: Visit, form: Form) -> None:
    choices = {
        "not_yet": say("survey.doses.changed_not_yet"),
        "yes": say("survey.change.add_first"),
    }
    if form.one("doses.changed", say("survey.doses.changed"), choices) == "yes":
        show_changes(visit, form)


def _still(form: Form) -> None:
    choices = {
        "yes": say("survey.doses.still_yes"),
        "stopped": say("survey.doses.still_stopped"),
    }
    if form.one("doses.still", say("survey.doses.still"), choices) != "stopped":
        return
    with st.container(key="panel-stop"):
        lead(say("survey.doses.stop_lead"))
        offered = week_choices.choices(1, form.answers.get("doses.since") or 1)
        ask_needed_week(form, "doses.stop_week", "survey.doses.stop_week", offered)
        ask(form, "doses.stop_reason", "survey.doses.stop_reason", STOP_REASON)
