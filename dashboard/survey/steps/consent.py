"""The face before the first step: what is kept, for how long, who is responsible, how to erase."""

import streamlit as st

from dashboard.navigation import app_page
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.ways_in import begin_survey
from dashboard.text import say
from dashboard.ui.form import show_points, show_problem
from dashboard.ui.language import language_query
from dashboard.ui.papers import consent_points


def show_consent(visit: SurveyVisit) -> None:
    """Show what is agreed to; nothing is stored before the tap that agrees."""
    agree = say("papers.consent.agree")
    show_heading(say("papers.consent.heading"), say("papers.consent.lead", agree=agree))
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    show_points(consent_points())
    if st.button(agree, type="primary", width="stretch", key=f"{visit.token}-agree"):
        if not visit.turn_away_double_tap():
            begin_survey(visit)
        st.rerun()
    if st.button(say("papers.consent.back"), type="tertiary", key=f"{visit.token}-back-to-start"):
        visit.show("start")
        st.rerun()
    st.page_link(
        app_page("imprint"), label=say("papers.consent.more"), query_params=language_query()
    )
