"""The last look: what was told, what needs another look, and handing in."""

from html import escape

import streamlit as st

from dashboard.questionnaire.draft_summary import Line, told
from dashboard.questionnaire.questions import Screen
from dashboard.survey.fields.frame import nobody_reads, trouble, ways_out
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import lead, wrong
from db.members import codes

SECTIONS = (Screen.you, Screen.doses, Screen.effects, Screen.benefit, Screen.pleasure)


def show(visit: Visit) -> None:
    """Every step in a few lines, each with a way to change it."""
    for problem in visit.problems:
        wrong(problem.sentence())
    for screen in SECTIONS:
        _section(visit, screen)
    if not visit.amends:
        _invite(visit)
    nobody_reads()
    lead(say("survey.check.after_change" if visit.amends else "survey.check.after"))


def _invite(visit: Visit) -> None:
    """A code that many share; a survey without one is welcome, too."""
    with st.container(key="panel-invite", gap="small"):
        st.text_input(
            say("survey.check.invite"),
            value=visit.answers.get("invite") or "",
            max_chars=codes.LONGEST_INPUT,
            key=f"{visit.token}-invite",
            autocomplete="off",
        )
        _keep_invite(visit)
        lead(say("survey.check.invite_hint"))


def _keep_invite(visit: Visit) -> None:
    written = st.session_state.get(f"{visit.token}-invite")
    if written or (written is not None and "invite" in visit.answers):
        visit.answers["invite"] = written


def hand_in_if_asked(visit: Visit) -> None:
    """Hand in before anything is drawn, where that was tapped.

    Drawing the check first and the thanks after it took twice as long.
    """
    if visit.view == "survey" and st.session_state.get(_button(visit)):
        _keep_invite(visit)
        visit.hand_in()


def hand_in_buttons(visit: Visit) -> None:
    """Hand in, stop here, back."""
    trouble(visit)
    send = say("survey.check.save" if visit.amends else "survey.check.hand_in")
    st.button(send, type="primary", width="stretch", key=_button(visit))  # hand_in_if_asked
    ways_out(visit)


def _button(visit: Visit) -> str:
    return f"{visit.token}-hand-in"


def _section(visit: Visit, screen: Screen) -> None:
    with st.container(key=f"panel-told-{screen.name}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.html(f"<h2>{escape(say(f'survey.check.of_{screen.name}'))}</h2>")
            key = f"{visit.token}-change-{screen.name}"
            if st.button(say("survey.check.change"), key=key, type="tertiary"):
                if not visit.is_double_tap():
                    visit.change(screen)
                st.rerun()
        rows = "".join(_row(line) for line in told(visit.answers, screen))
        st.html(f'<dl class="told">{rows}</dl>')


def _row(line: Line) -> str:
    return f"<div><dt>{escape(line.asked)}</dt><dd>{escape(line.said)}</dd></div>"
