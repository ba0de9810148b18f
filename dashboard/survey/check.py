"""The last look: what was told, what needs another look, and handing in."""

from html import escape

import streamlit as st

from dashboard.survey.frame import nobody_reads, trouble, ways_out
from dashboard.survey.questionnaire import Screen
from dashboard.survey.summary import Line, told
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import lead, wrong
from db import codes

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
        written = st.text_input(
            say("survey.check.invite"),
            value=visit.answers.get("invite") or "",
            max_chars=codes.LONGEST_INPUT,
            key=f"{visit.token}-invite",
            autocomplete="off",
        )
        if written or "invite" in visit.answers:
            visit.answers["invite"] = written
        lead(say("survey.check.invite_hint"))


def hand_in_buttons(visit: Visit) -> None:
    """Hand in, stop here, back."""
    trouble(visit)
    key = f"{visit.token}-hand-in"
    send = say("survey.check.save" if visit.amends else "survey.check.hand_in")
    if st.button(send, type="primary", width="stretch", key=key):
        visit.hand_in()
        st.rerun()
    ways_out(visit)


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
