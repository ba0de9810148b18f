"""The survey page: which face is shown, and which step."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.frame import browser_works, buttons, header
from dashboard.survey.steps import benefit, check, done, doses, effects, pleasure, start, you
from dashboard.survey.visit import View, Visit, current
from dashboard.ui.code_box import code_box

SHEET = Path(__file__).parents[1] / "ui" / "survey.css"

SHOWN: dict[Screen, Callable[[Visit], None]] = {
    Screen.you: you.show,
    Screen.doses: doses.show,
    Screen.effects: effects.show,
    Screen.effects_more: effects.show_details,
    Screen.benefit: benefit.show,
    Screen.pleasure: pleasure.show,
    Screen.pleasure_more: pleasure.show_details,
    Screen.check: check.show,
}


def show() -> None:
    """The whole page."""
    st.html(style())
    visit = current()
    check.hand_in_if_asked(visit)
    with st.container(key="survey"):
        _FACES[visit.view](visit)


@cache
def style() -> str:
    """The survey's style sheet, also for the record's screens."""
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def _survey(visit: Visit) -> None:
    header(visit)
    browser_works(visit)
    with st.container(key=f"step-{visit.screen.name}", gap="medium"):
        SHOWN[visit.screen](visit)
    if visit.screen is Screen.check:
        check.hand_in_buttons(visit)
    else:
        buttons(visit)
    if visit.code:
        code_box(visit.code)


_FACES: dict[View, Callable[[Visit], None]] = {
    "start": start.show,
    "survey": _survey,
    "paused": done.show_paused,
    "done": done.show_done,
}
