"""What surrounds every step: where you are, the way on, the way out, and the return code."""

import streamlit as st
from markupsafe import Markup

from dashboard.admission import proof_of_work
from dashboard.markup import fill_template
from dashboard.navigation import app_page
from dashboard.questionnaire.labels import question_text
from dashboard.questionnaire.questions import EXTRAS, MINUTES_LEFT, STEP_OF, STEPS, Screen
from dashboard.settings import settings
from dashboard.survey.browser_work import work_task_html
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import SCRIPT, go_to_first_problem, show_note, show_problem
from dashboard.ui.language import language_query

STYLE = "ui/survey.css"
CHIP_STYLE = "ui/survey_chips.css"


def show_step_header(visit: SurveyVisit) -> None:
    """Show the step, the time left, the heading and its lead."""
    screen = visit.screen.name
    lead = "lead_correcting" if visit.amends and visit.screen is Screen.check else "lead"
    heading = question_text(visit.answers, f"survey.{screen}.heading")
    under = question_text(visit.answers, f"survey.{screen}.{lead}")
    show_heading(heading, under, _step_line(visit), arrival=visit.told or "")
    if visit.told:
        show_note(say(f"survey.{visit.told}"))


def show_heading(text: str, lead: str, above: Markup | str = "", *, arrival: str = "") -> None:
    """Show a screen's heading; ``above`` is markup of our own, the rest is escaped.

    A change of it, or of ``arrival``, takes the page to its top, and a screen reader there.
    """
    heading = fill_template("step_heading", heading=text, lead=lead, above=above, arrival=arrival)
    st.html(f"{heading}{SCRIPT}", unsafe_allow_javascript=True)


def show_step_buttons(visit: SurveyVisit) -> None:
    """Go on, stop here, back."""
    words = "back_to_check" if visit.from_check else "save_extra" if visit.extra else "go_on"
    key = f"{visit.token}-{visit.screen.name}"
    show_trouble(visit)
    if st.button(say(f"survey.{words}"), type="primary", width="stretch", key=f"{key}-go-on"):
        visit.go_on()
        st.rerun()
    show_ways_out(visit)


def show_ways_out(visit: SurveyVisit) -> None:
    """Show the two quiet ways away from a screen."""
    key = f"{visit.token}-{visit.screen.name}"
    is_first_of_extra = visit.extra is not None and visit.screen is EXTRAS[visit.extra][0]
    with st.container(horizontal=True, horizontal_alignment="distribute", key="ways-out"):
        if is_first_of_extra:
            if st.button(say("survey.extra.not_now"), type="tertiary", key=f"{key}-not-now"):
                st.switch_page(app_page("record"), query_params=language_query())
        elif st.button(say("survey.back"), type="tertiary", key=f"{key}-back"):
            visit.go_back()
            st.rerun()
        # A correction is kept nowhere before it is saved: there is no stopping for now.
        if not visit.amends and st.button(
            say("survey.stop_here"), type="tertiary", key=f"{key}-stop"
        ):
            visit.pause_survey()
            st.rerun()


def show_trouble(visit: SurveyVisit) -> None:
    """Show what the last tap could not do, near the button that was tapped."""
    if visit.trouble:
        show_problem(say(f"survey.{visit.trouble}"))
    elif visit.problems_to_mark:
        show_problem(say("survey.put_right", count=len(visit.problems_to_mark)))
        go_to_first_problem(f"{visit.token}-{visit.screen.name}-{visit.tries}")


def start_browser_work(visit: SurveyVisit) -> None:
    """Set the browser's proof of work, where one is asked for: it runs beside the survey."""
    if not settings().proof_of_work:
        return
    visit.task = visit.task or proof_of_work.new_challenge(visit.token)
    st.html(str(work_task_html(visit.task)), unsafe_allow_javascript=True)


def show_safety_sentence() -> None:
    """Show the safety sentence before the extra on pleasure and before handing in."""
    show_note(say("survey.nobody_reads"))


def _step_line(visit: SurveyVisit) -> Markup | str:
    """The step and the time left; what is asked beside the story is no step."""
    screen = visit.screen
    if screen not in (*STEP_OF, Screen.check):
        return ""
    name = say(f"survey.{screen.name}.name")
    number = STEP_OF.get(screen, STEPS)
    if screen in STEP_OF:
        where = say("survey.step", number=number, of=STEPS, name=name)
        left = say("survey.minutes_left", count=MINUTES_LEFT[number])
    else:
        where, left = say("survey.last_step", name=name), say("survey.nearly_done")
    return fill_template(
        "step_line",
        where=where,
        left=left,
        number=number,
        steps=STEPS,
        kept_steps=_kept_steps(visit),
    )


def _kept_steps(visit: SurveyVisit) -> int:
    """Up to which step the answers are stored; 0 before any is, and in a correction."""
    if visit.key is None or visit.amends:
        return 0
    return STEP_OF.get(visit.screen, STEPS + 1) - 1
