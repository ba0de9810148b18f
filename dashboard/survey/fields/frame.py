"""What surrounds every step: where you are, the way on, the way out, and the return code."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.admission import proof_of_work
from dashboard.questionnaire.questions import MINUTES_LEFT, STEP_OF, STEPS, Screen
from dashboard.settings import settings
from dashboard.survey.browser_work import work_task_html
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import show_note, show_problem

SHEET = Path(__file__).parents[2] / "ui" / "survey.css"
SCRIPT = '<script src="app/static/survey.js"></script>'
"""Served from this host, so that the strictest content policy lets it run."""


def show_step_header(visit: SurveyVisit) -> None:
    """Show the step, the time left, the heading and its lead."""
    screen = visit.screen.name
    show_heading(
        say(f"survey.{screen}.heading"), say(f"survey.{screen}.lead"), _step_line(visit.screen)
    )


def show_heading(text: str, lead: str, above: str = "") -> None:
    """Show a screen's heading; ``above`` is markup of our own, the rest is escaped.

    A change of it takes the page back to its top, and a screen reader to the heading.
    """
    st.html(
        f'<div class="arrive" data-arrive="{escape(text)}{escape(above)}">{above}'
        f'<h1 tabindex="-1">{escape(text)}</h1><p class="lead">{escape(lead)}</p></div>{SCRIPT}',
        unsafe_allow_javascript=True,
    )


def show_step_buttons(visit: SurveyVisit) -> None:
    """Go on, stop here, back."""
    words = "back_to_check" if visit.from_check else "go_on"
    key = f"{visit.token}-{visit.screen.name}"
    show_trouble(visit)
    if st.button(say(f"survey.{words}"), type="primary", width="stretch", key=f"{key}-go-on"):
        visit.go_on()
        st.rerun()
    show_ways_out(visit)


def show_ways_out(visit: SurveyVisit) -> None:
    """Show the two quiet ways away from a screen."""
    key = f"{visit.token}-{visit.screen.name}"
    with st.container(horizontal=True, horizontal_alignment="distribute", key="ways-out"):
        if st.button(say("survey.back"), type="tertiary", key=f"{key}-back"):
            visit.go_back()
            st.rerun()
        if st.button(say("survey.stop_here"), type="tertiary", key=f"{key}-stop"):
            visit.pause_survey()
            st.rerun()


def show_trouble(visit: SurveyVisit) -> None:
    """Show what the last tap could not do, near the button that was tapped."""
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    elif visit.problems_to_mark:
        show_problem(say("survey.put_right", count=len(visit.problems_to_mark)))
        # The script brings the first mark into sight, once a try.
        marker = f'<div class="arrive-wrong" data-arrive="{visit.tries}"></div>{SCRIPT}'
        st.html(marker, unsafe_allow_javascript=True)


def start_browser_work(visit: SurveyVisit) -> None:
    """Set the browser's proof of work, where one is asked for: it runs beside the survey."""
    if not settings().proof_of_work:
        return
    visit.task = visit.task or proof_of_work.new_challenge(visit.token)
    st.html(work_task_html(visit.task), unsafe_allow_javascript=True)


def show_safety_sentence() -> None:
    """Show the safety sentence before step 5 and before handing in."""
    show_note(say("survey.nobody_reads"))


def _step_line(screen: Screen) -> str:
    name = say(f"survey.{screen.name}.name")
    number = STEP_OF.get(screen, STEPS)
    if screen in STEP_OF:
        where = say("survey.step", number=number, of=STEPS, name=name)
        left = say("survey.minutes_left", count=MINUTES_LEFT[number])
    else:
        where, left = say("survey.last_step", name=name), say("survey.nearly_done")
    return (
        f'<div class="step-line"><span>{escape(where)}</span><span>{escape(left)}</span></div>'
        f'<div class="progress" role="progressbar" aria-label="{escape(where)}" '
        f'aria-valuemin="0" aria-valuemax="{STEPS}" aria-valuenow="{number}">'
        f'<div style="width:{100 * number // STEPS}%"></div></div>'
    )


@cache
def survey_style() -> str:
    """The survey's style sheet, also for the record's screens."""
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"
