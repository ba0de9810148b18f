"""The last look: what was told, what needs another look, and handing in."""

import streamlit as st
from markupsafe import Markup

from dashboard.markup import definition_list_html
from dashboard.questionnaire.draft import forms_of_draft
from dashboard.questionnaire.draft_summary import draft_lines
from dashboard.questionnaire.gone_words import has_gone_word
from dashboard.questionnaire.help_rules import effects_that_ask_for_help
from dashboard.questionnaire.questions import EXTRAS, Screen
from dashboard.survey.fields.frame import show_safety_sentence, show_trouble, show_ways_out
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import show_lead, show_part_heading, show_problem
from dashboard.ui.help_panel import show_help_again
from db import codes
from db.vocabulary import Form

SECTIONS = (Screen.you, Screen.doses, Screen.changes, Screen.effects, Screen.benefit)
"""Of the story; an extra has its part where it was answered."""


def show_check_step(visit: SurveyVisit) -> None:
    """Every step in a few lines, each with a way to change it."""
    for problem in visit.problems_to_mark:
        show_problem(problem.sentence())
    if effects_that_ask_for_help(visit.answers):
        show_help_again()
    for screen in (*SECTIONS, *_extras_answered(visit)):
        _show_step_summary(visit, screen)
    if not visit.amends:
        _show_invite_field(visit)
    show_safety_sentence()


def _extras_answered(visit: SurveyVisit) -> list[Screen]:
    """What an extra asked, or version 1 in its story."""
    forms = forms_of_draft(visit.answers)
    return [screens[0] for form, screens in EXTRAS.items() if {form, Form.version_1} & forms]


def _offer_minute(visit: SurveyVisit) -> None:
    """Offer a minute more, which is never in the way of handing in."""
    words = "again" if Form.minute in forms_of_draft(visit.answers) else "open"
    with st.container(key="panel-minute", gap="small"):
        show_part_heading(say("survey.minute.offer"), say("survey.minute.offer_lead"))
        key = f"{visit.token}-change-minute"
        if st.button(say(f"survey.minute.{words}"), key=key, width="stretch"):
            if not visit.turn_away_double_tap():
                visit.change(Screen.minute)
            st.rerun()


def _show_invite_field(visit: SurveyVisit) -> None:
    """Ask for a code that many share; a survey without one is welcome, too."""
    is_told = bool(visit.answers.get("invite"))
    with st.expander(say("survey.check.has_invite"), expanded=is_told):
        st.text_input(
            say("survey.check.invite"),
            value=visit.answers.get("invite") or "",
            max_chars=codes.LONGEST_INPUT,
            key=f"{visit.token}-invite",
            autocomplete="off",
        )
        _keep_invite(visit)
        show_lead(say("survey.check.invite_hint"))


def _keep_invite(visit: SurveyVisit) -> None:
    written = st.session_state.get(f"{visit.token}-invite")
    if written or (written is not None and "invite" in visit.answers):
        visit.answers["invite"] = written


def hand_in_if_asked(visit: SurveyVisit) -> None:
    """Hand in before anything is drawn, where that was tapped.

    Drawing the check first and the thanks after it took twice as long.
    """
    if visit.view == "survey" and st.session_state.get(_hand_in_button_key(visit)):
        _keep_invite(visit)
        visit.hand_in()


def show_hand_in_buttons(visit: SurveyVisit) -> None:
    """Hand in, stop here, back."""
    if visit.trouble_by is None:
        show_trouble(visit)
    send = say("survey.check.save" if visit.amends else "survey.check.hand_in")
    st.button(
        send, type="primary", width="stretch", key=_hand_in_button_key(visit)
    )  # hand_in_if_asked
    show_lead(say("survey.check.after_change" if visit.amends else "survey.check.after"))
    _offer_minute(visit)
    show_ways_out(visit)


def _hand_in_button_key(visit: SurveyVisit) -> str:
    return f"{visit.token}-hand-in"


def _show_step_summary(visit: SurveyVisit, screen: Screen) -> None:
    with st.container(key=f"panel-told-{screen.name}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.html(Markup("<h2>{}</h2>").format(say(f"survey.check.of_{screen.name}")))
            key = f"{visit.token}-change-{screen.name}"
            if st.button(say("survey.check.change"), key=key, type="tertiary"):
                if not visit.turn_away_double_tap():
                    visit.change(screen)
                st.rerun()
        if visit.trouble_by is screen:  # the end of the page is three screens from this button
            show_trouble(visit)
        if has_gone_word(visit.answers, screen):
            show_problem(say("survey.problem.word_gone"))
        rows = [(line.asked, line.said) for line in draft_lines(visit.answers, screen)]
        st.html(definition_list_html(rows, "told"))
