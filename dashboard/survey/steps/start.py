"""The first face of the page: begin, or go on under a return code."""

from html import escape

import streamlit as st

from dashboard.navigation import page
from dashboard.survey import member_store
from dashboard.survey.fields.code_field import ask_code
from dashboard.survey.fields.frame import SCRIPT, heading
from dashboard.survey.open_record import opened
from dashboard.survey.visit import Visit
from dashboard.text import say
from dashboard.ui.form import points, wrong
from dashboard.ui.language import carried

_POINTS = ("time", "private", "needed")


def show(visit: Visit) -> None:
    """What this is, the way in, and the way back in."""
    heading(say("survey.start.heading"), say("survey.start.lead"))
    points([(say(f"survey.start.{p}"), say(f"survey.start.{p}_more")) for p in _POINTS])
    begin = say("survey.start.begin")
    if st.button(begin, type="primary", width="stretch", key=f"{visit.token}-begin"):
        visit.begin()
        st.rerun()
    stopped = say("survey.start.stopped")
    if st.button(stopped, width="stretch", key=f"{visit.token}-stopped"):
        visit.answers["doses.still"] = "stopped"
        visit.begin()
        st.rerun()
    with st.container(key="panel-have-code"):
        _code_again()
        found = ask_code(visit.token, "survey.start")
    if found is not None:
        _open(visit, *found)
    st.page_link(page("record"), label=say("survey.start.check_in"), query_params=carried())


def _code_again() -> None:
    """Hidden; the script fills it where a crash took the survey from the screen, code and all."""
    told = escape(say("survey.start.code_again"))
    box = f'<div class="code-again" hidden><p>{told}</p><p class="code" translate="no"></p></div>'
    st.html(box + SCRIPT, unsafe_allow_javascript=True)


def _open(visit: Visit, code: str, kept: member_store.Kept) -> None:
    """Go on with a draft; what was handed in opens as a record."""
    if not kept.handed_in:
        visit.resume(code, kept)
        st.rerun()
    try:
        opened().open(code)
    except member_store.StoreUnavailableError:
        wrong(say("survey.start.store_away"))
        return
    st.switch_page(page("record"), query_params=carried())
