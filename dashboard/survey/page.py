"""The survey page: which face is shown, and which step."""

from collections.abc import Callable

import streamlit as st

from dashboard.markup import style_element
from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.frame import (
    STYLE,
    show_step_buttons,
    show_step_header,
    start_browser_work,
)
from dashboard.survey.steps import (
    benefit,
    check,
    choose,
    done,
    doses,
    effects,
    pleasure,
    start,
    you,
)
from dashboard.survey.visit import SurveyVisit, View, current_visit
from dashboard.ui.code_box import show_code_box

SHOWN: dict[Screen, Callable[[SurveyVisit], None]] = {
    Screen.you: you.show_you_step,
    Screen.doses: doses.show_doses_step,
    Screen.effects: effects.show_effects_step,
    Screen.effects_more: effects.show_details,
    Screen.benefit: benefit.show_benefit_step,
    Screen.pleasure: pleasure.show_pleasure_step,
    Screen.pleasure_more: pleasure.show_details,
    Screen.check: check.show_check_step,
}


def show_survey_page() -> None:
    """Show the whole page."""
    st.html(style_element(STYLE))
    visit = current_visit()
    check.hand_in_if_asked(visit)
    with st.container(key="survey"):
        _FACES[visit.view](visit)


def _show_survey_step(visit: SurveyVisit) -> None:
    show_step_header(visit)
    start_browser_work(visit)
    with st.container(key=f"step-{visit.screen.name}", gap="medium"):
        SHOWN[visit.screen](visit)
    if visit.screen is Screen.check:
        check.show_hand_in_buttons(visit)
    else:
        show_step_buttons(visit)
    if visit.code:
        show_code_box(visit.code)


_FACES: dict[View, Callable[[SurveyVisit], None]] = {
    "start": start.show_start_face,
    "survey": _show_survey_step,
    "paused": done.show_paused,
    "done": done.show_done,
    "choose": choose.show_choice,
}
