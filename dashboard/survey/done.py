"""The two faces without questions: stopped for now, and handed in."""

import streamlit as st

from dashboard.survey.frame import heading
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.code_box import code_box
from dashboard.ui.form import lead


def show_paused(visit: Visit) -> None:
    """Saved, and how to come back."""
    heading(say("survey.paused.heading"), say("survey.paused.lead"))
    _code(visit)
    go_on = say("survey.paused.go_on")
    if st.button(go_on, type="primary", width="stretch", key=f"{visit.token}-resume"):
        visit.show("survey")
        st.rerun()


def show_done(visit: Visit) -> None:
    """Handed in: thanks, and the code for the last time."""
    told = "again" if visit.again else "lead"
    heading(say("survey.done.heading"), say(f"survey.done.{told}"))
    _code(visit)
    lead(say("survey.done.keep"))


def _code(visit: Visit) -> None:
    if visit.code:
        code_box(visit.code, with_buttons=True)
