"""My record: locked until a return code opens it; then my weeks, and every way on from them."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.navigation import page
from dashboard.record import record_file
from dashboard.survey.fields.code_field import ask_code
from dashboard.survey.fields.frame import heading
from dashboard.survey.member_store import Kept, StoreUnavailableError
from dashboard.survey.open_record import Face, Opened, opened
from dashboard.survey.page import style
from dashboard.survey.record import check_in_form, erase_form
from dashboard.survey.visit import amend, current
from dashboard.text import say, table
from dashboard.ui.form import echo, wrong
from dashboard.ui.language import carried
from dashboard.ui.look import card
from dashboard.ui.own.illness_cards import show_illness, show_patterns
from dashboard.ui.own.own_file import own_file_button
from dashboard.ui.own.own_weeks_card import show_my_weeks
from dashboard.ui.own.take_along_cards import show_reminder, show_take_along
from db.members.record import Record


def show() -> None:
    """The whole page."""
    st.html(style())
    record = opened()
    with st.container(key="survey" if record.face != "record" else "own-record"):
        _FACES[record.face](record)


def questions() -> None:
    """What members ask at this point, answered in place."""
    for name in table("my_record.questions"):
        with st.expander(say(f"my_record.questions.{name}.asked")):
            st.markdown(say(f"my_record.questions.{name}.answer"))


def _locked(record: Opened) -> None:
    heading(say("my_record.heading"), say("my_record.lead"))
    with st.container(key="panel-have-code"):
        found = ask_code(record.token, "my_record")
    if found is not None:
        _open(record, *found)
    questions()


def _open(record: Opened, code: str, kept: Kept) -> None:
    """Open the record; a survey that is not handed in yet is gone on with."""
    try:
        if record.open(code):
            st.rerun()
    except StoreUnavailableError:
        wrong(say("survey.start.store_away"))
        return
    current().resume(code, kept)
    st.switch_page(page("share"), query_params=carried())


def _record(opened_record: Opened) -> None:
    found = opened_record.record
    assert found is not None
    heading(say("my_record.opened.heading"), say("my_record.opened.lead"))
    if opened_record.told:
        echo(say(f"my_record.told.{opened_record.told}"))
    _ways_on(opened_record)
    show_my_weeks(found.survey, found.reports)
    show_illness(found.survey, found.reports)
    show_patterns(found.survey, found.reports)
    show_take_along(found.survey, found.reports)
    show_reminder()
    _files(found)
    _last(opened_record)
    questions()


def _ways_on(record: Opened) -> None:
    """The check-in first: it is what most come back for."""
    key = record.token
    label = say("my_record.opened.check_in")
    if st.button(label, type="primary", width="stretch", key=f"{key}-check-in"):
        record.begin_check_in()
        st.rerun()
    with st.container(horizontal=True, key="record-ways"):
        if st.button(say("my_record.opened.change"), key=f"{key}-change"):
            _change(record)
        if not _has_stopped(record) and st.button(say("my_record.opened.stop"), key=f"{key}-stop"):
            record.begin_check_in(stopping=True)
            st.rerun()
        st.page_link(page("peers"), label=say("my_record.opened.peers"), query_params=carried())


def _has_stopped(record: Opened) -> bool:
    return record.record is not None and record.record.survey.stop is not None


def _change(record: Opened) -> None:
    """Through the survey's own screens, from its check."""
    if record.record and record.code:
        amend(record.code, record.record)
        st.switch_page(page("share"), query_params=carried())


def _files(record: Record) -> None:
    with card("my-files"):
        st.html(f"<h2 class='ss-sentence'>{say('my_record.files.title')}</h2>")
        st.html(f"<p class='ss-body'>{say('my_record.files.lead')}</p>")
        for kind, write, mime in _KINDS:
            label = say(f"my_record.files.{kind}")
            own_file_button(label, partial(write, record), f"my-record.{kind}", mime)


def _last(record: Opened) -> None:
    """Let go, or erase."""
    with st.container(horizontal=True, key="record-last"):
        if st.button(say("my_record.opened.close"), key=f"{record.token}-close"):
            record.close()
            st.rerun()
        if st.button(say("my_record.opened.erase"), type="tertiary", key=f"{record.token}-erase"):
            record.show("erase")
            st.rerun()


_KINDS = (
    ("json", record_file.as_json, "application/json"),
    ("csv", record_file.as_csv, "text/csv"),
)

_FACES: dict[Face, Callable[[Opened], None]] = {
    "locked": _locked,
    "record": _record,
    "check_in": check_in_form.show,
    "erase": erase_form.show,
    "erased": erase_form.show_erased,
}
