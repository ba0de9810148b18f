"""The two faces without questions: stopped for now, and handed in."""

import streamlit as st

from dashboard.findings.peers.me import of_survey
from dashboard.navigation import page
from dashboard.survey.fields.frame import heading
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.code_box import code_box
from dashboard.ui.form import lead, part
from dashboard.ui.language import carried
from dashboard.ui.own import own_survey
from dashboard.ui.own.peers_page import show_peers


def show_paused(visit: Visit) -> None:
    """Saved, and how to come back."""
    heading(say("survey.paused.heading"), say("survey.paused.lead"))
    _code(visit)
    go_on = say("survey.paused.go_on")
    if st.button(go_on, type="primary", width="stretch", key=f"{visit.token}-resume"):
        visit.show("survey")
        st.rerun()


def show_done(visit: Visit) -> None:
    """Handed in: thanks, the code for the last time, and people like me straight away."""
    if visit.amends:
        heading(say("survey.amended.heading"), say("survey.amended.lead"))
    else:
        heading(say("survey.done.heading"), say("survey.done.lead"))
        _code(visit)
        lead(say("survey.done.keep"))
    st.page_link(page("record"), label=say("survey.done.record"), query_params=carried())
    survey = own_survey.mine()
    if survey is not None:
        part(say("survey.done.peers"), say("survey.done.peers_lead"))
        show_peers(of_survey(survey))


def _code(visit: Visit) -> None:
    if visit.code:
        code_box(visit.code, with_buttons=True)
