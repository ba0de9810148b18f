"""Step 4: the benefit, and how you are now and were before."""

import streamlit as st

from dashboard.questionnaire.help_rules import effects_that_ask_for_help
from dashboard.questionnaire.labels import choice_label
from dashboard.questionnaire.questions import (
    FIRST_BENEFIT,
    FIRST_WEEK_OF,
    OVERALL_CHANGE,
    SCALES,
    SCORES,
)
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_lead, show_part_heading
from dashboard.ui.help_panel import show_help_card
from db.vocabulary import Effect


def show_benefit_step(visit: SurveyVisit) -> None:
    """Overall change, first benefit, and the four scales twice."""
    form = visit.form
    if form.answers.get("doses.still") == "stopped":
        show_lead(say("survey.benefit.after_stopping"))
    ask_question(form, "benefit.overall_change", "survey.benefit.overall_change", OVERALL_CHANGE)
    if Effect.anxiety in effects_that_ask_for_help(form.answers):
        show_help_card(is_red_flag=False)
    _ask_first_benefit(form)
    show_part_heading(say("survey.benefit.scales"), say("survey.benefit.scales_lead"))
    for scale in SCALES:
        _ask_scale_now_and_before(form, scale)


def _ask_scale_now_and_before(form: AnswerForm, scale: str) -> None:
    """Now first: it is nearer than the time before LDN."""
    with st.container(key=f"scale-{scale}"):
        for when in ("now", "before"):
            label = say(f"survey.benefit.{when}", scale=say(f"words.scale.{scale}"))
            form.score(f"benefit.{when}.{scale}", label, SCORES)


def _ask_first_benefit(form: AnswerForm) -> None:
    """Only bands that have begun; an earlier answer stays on offer."""
    path, since = "benefit.first_benefit", form.answers.get("doses.since") or 1
    kept = form.answers.get(path)
    offered = [
        name
        for name in FIRST_BENEFIT.choices
        if FIRST_WEEK_OF.get(name, 1) <= since or name == kept
    ]
    labels = {name: choice_label(FIRST_BENEFIT, name) for name in offered}
    form.one(path, say("survey.benefit.first_benefit"), labels)
