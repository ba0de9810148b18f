"""The two faces without questions: stopped for now, and handed in."""

import streamlit as st

from dashboard.findings.peers.me import facts_of_survey
from dashboard.navigation import app_page
from dashboard.survey.extras import show_extra_offer
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.open_record import current_open_record
from dashboard.survey.steps.hand_over import show_new_code_button
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.what_comes import show_what_comes
from dashboard.text import say
from dashboard.ui.code_box import show_code_box
from dashboard.ui.form import show_lead, show_part_heading, show_problem
from dashboard.ui.help_panel import show_help_again
from dashboard.ui.language import language_query
from dashboard.ui.own import own_survey
from dashboard.ui.own.own_weeks_card import show_my_weeks
from dashboard.ui.own.peers_page import show_peers
from dashboard.ui.own.reminder_card import show_reminder_offer


def show_paused(visit: SurveyVisit) -> None:
    """Say that it is saved, and how to come back."""
    show_heading(say("survey.paused.heading"), say("survey.paused.lead"))
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    if visit.code:
        show_code_box(visit.code, with_buttons=True)
    else:
        show_new_code_button(visit, say("survey.paused.new"))
    go_on = say("survey.paused.go_on")
    if st.button(go_on, type="primary", width="stretch", key=f"{visit.token}-resume"):
        visit.open_screen(visit.screen)
        st.rerun()


def show_done(visit: SurveyVisit) -> None:
    """Handed in: thanks, the code for the last time, own weeks and people like me straight away.

    The record is open in this tab; the code is let go of with this page.
    """
    if visit.amends:
        show_heading(say("survey.amended.heading"), say("survey.amended.lead"))
    else:
        show_heading(say("survey.done.heading"), say("survey.done.lead"))
        if visit.code:
            show_code_box(visit.code, with_buttons=True)
        show_lead(say("survey.done.keep"))
    survey = own_survey.session_survey()
    if visit.needs_lines:
        show_help_again()
    show_what_comes()
    show_reminder_offer()
    show_extra_offer(current_open_record())
    st.page_link(app_page("record"), label=say("survey.done.record"), query_params=language_query())
    if survey is not None:
        record = current_open_record().record
        show_my_weeks(survey, record.reports if record else ())
        show_part_heading(say("survey.done.peers"), say("survey.done.peers_lead"))
        show_peers(facts_of_survey(survey))
