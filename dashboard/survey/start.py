"""The first face of the page: begin, or go on under a return code."""

import streamlit as st

from dashboard.survey import keeping
from dashboard.survey.frame import heading
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import lead, part, points, wrong
from db import codes

_POINTS = ("time", "private", "needed")


def show(visit: Visit) -> None:
    """What this is, the way in, and the way back in."""
    heading(say("survey.start.heading"), say("survey.start.lead"))
    points([(say(f"survey.start.{p}"), say(f"survey.start.{p}_more")) for p in _POINTS])
    begin = say("survey.start.begin")
    if st.button(begin, type="primary", width="stretch", key=f"{visit.token}-begin"):
        visit.begin()
        st.rerun()
    with st.container(key="panel-have-code"):
        _have_code(visit)


def _have_code(visit: Visit) -> None:
    part(say("survey.start.have_code"), say("survey.start.have_code_hint"))
    with st.form(f"{visit.token}-code", border=False):
        written = st.text_input(
            say("survey.start.code"),
            max_chars=codes.LONGEST_INPUT,
            key=f"{visit.token}-written",
            autocomplete="off",
        )
        lead(say("survey.start.code_hint"))
        sent = st.form_submit_button(say("survey.start.open"), width="stretch")
    if sent:
        _open(visit, written)


def _open(visit: Visit, written: str) -> None:
    """Open a survey; a code that is unknown, mistyped or erased sounds the same."""
    if not written.strip():
        wrong(say("survey.start.code_empty"))
        return
    try:
        found = keeping.find(written)
    except keeping.TooManyTriesError:
        wrong(say("survey.start.too_many_tries"))
        return
    except keeping.StoreUnavailableError:
        wrong(say("survey.start.store_away"))
        return
    if found is None:
        wrong(say("survey.start.code_unknown"))
        return
    visit.resume(*found)
    st.rerun()
