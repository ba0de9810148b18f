"""The survey page: which face is shown, and which step."""

from collections.abc import Callable

import streamlit as st

from dashboard.markup import style_element
from dashboard.questionnaire.questions import Screen
from dashboard.survey.draft_cookie import show_cookie_mark
from dashboard.survey.faces import View
from dashboard.survey.fields.frame import (
    CHIP_STYLE,
    STYLE,
    show_step_buttons,
    show_step_header,
    start_browser_work,
)
from dashboard.survey.member_store import StoreUnavailableError
from dashboard.survey.steps import (
    after_stopping,
    before_and_now,
    benefit,
    changes,
    check,
    choose,
    come_back,
    consent,
    done,
    doses,
    effects,
    hand_over,
    minute,
    pleasure,
    start,
    what_changed,
    you,
)
from dashboard.survey.tab_visit import current_visit
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import show_problem
from dashboard.ui.page_ended import PageEnded

SHOWN: dict[Screen, Callable[[SurveyVisit], None]] = {
    Screen.you: you.show_you_step,
    Screen.doses: doses.show_doses_step,
    Screen.effects: effects.show_effects_step,
    Screen.effects_more: effects.show_details,
    Screen.benefit: benefit.show_benefit_step,
    Screen.pleasure: pleasure.show_pleasure_step,
    Screen.pleasure_more: pleasure.show_details,
    Screen.check: check.show_check_step,
    Screen.changes: changes.show_changes_step,
    Screen.minute: minute.show_minute,
    Screen.before_and_now: before_and_now.show_before_and_now,
    Screen.after_stopping: after_stopping.show_after_stopping,
    Screen.what_changed: what_changed.show_what_changed,
}


def show_survey_page() -> None:
    """Show the whole page."""
    st.html(style_element(STYLE, CHIP_STYLE))
    try:
        visit = current_visit()
    except StoreUnavailableError:
        show_problem(say("survey.start.store_away"))
        raise PageEnded from None
    check.hand_in_if_asked(visit)
    with st.container(key="survey"):
        if visit.resent and visit.view == "survey":
            _refill_step(visit)
        _FACES[visit.view](visit)
    show_cookie_mark(visit.to_cookie)


def _refill_step(visit: SurveyVisit) -> None:
    """Draw a step with what the browser sent again, take it as answers, and begin the run anew.

    The server was started anew while the step was on the screen. A tap on a button of it is not
    obeyed: the sentence about what happened comes first.
    """
    assert visit.resent is not None
    visit.resent.bring_back()
    with st.container(key=f"step-{visit.screen.name}", gap="medium"):
        SHOWN[visit.screen](visit)
    visit.finish_restart()
    st.rerun()


def _show_survey_step(visit: SurveyVisit) -> None:
    show_step_header(visit)
    start_browser_work(visit)
    with st.container(key=f"step-{visit.screen.name}", gap="medium"):
        SHOWN[visit.screen](visit)
    if visit.screen is Screen.check:
        check.show_hand_in_buttons(visit)
    else:
        show_step_buttons(visit)


_FACES: dict[View, Callable[[SurveyVisit], None]] = {
    "start": start.show_start_face,
    "consent": consent.show_consent,
    "survey": _show_survey_step,
    "paused": done.show_paused,
    "done": done.show_done,
    "choose": choose.show_choice,
    "hand_over": hand_over.show_hand_over,
    "come_back": come_back.show_come_back,
    "earlier": come_back.show_earlier_question,
    "code_asked": hand_over.show_code_question,
}
