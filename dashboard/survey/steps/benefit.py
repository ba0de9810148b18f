"""Step 4: the benefit, and how you are now and were before."""

import streamlit as st

from dashboard.questionnaire.questions import (
    FIRST_BENEFIT,
    FIRST_WEEK_OF,
    OVERALL_CHANGE,
    SCALES,
    SCORES,
)
from dashboard.survey.fields.ask import ask, label_of
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import Form, lead, part


def show(visit: Visit) -> None:
    """Overall change, first benefit, and the four scales twice."""
    form = visit.form
    if form.answers.get("doses.still") == "stopped":
        lead(say("survey.benefit.after_stopping"))
    ask(form, "benefit.overall_change", "survey.benefit.overall_change", OVERALL_CHANGE)
    _first_benefit(form)
    part(say("survey.benefit.scales"), say("survey.benefit.scales_lead"))
    for scale in SCALES:
        _scale(form, scale)


def _scale(form: Form, scale: str) -> None:
    """Now first: it is nearer than the time before LDN."""
    with st.container(key=f"scale-{scale}"):
        for when in ("now", "before"):
            label = say(f"survey.benefit.{when}", scale=say(f"words.scale.{scale}"))
            form.score(f"benefit.{when}.{scale}", label, SCORES)


def _first_benefit(form: Form) -> None:
    """Only bands that have begun; an earlier answer stays on offer."""
    path, since = "benefit.first_benefit", form.answers.get("doses.since") or 1
    kept = form.answers.get(path)
    offered = [
        name
        for name in FIRST_BENEFIT.choices
        if FIRST_WEEK_OF.get(name, 1) <= since or name == kept
    ]
    labels = {name: label_of(FIRST_BENEFIT, name) for name in offered}
    form.one(path, say("survey.benefit.first_benefit"), labels)
