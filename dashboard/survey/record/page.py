"""My record: locked until a return code opens it; then my weeks, and every way on from them."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.markup import heading_html, paragraph_html, style_element
from dashboard.navigation import app_page
from dashboard.record import record_file
from dashboard.survey.extras import show_extra_offer
from dashboard.survey.fields.code_field import ask_return_code
from dashboard.survey.fields.frame import CHIP_STYLE, STYLE, show_heading
from dashboard.survey.member_store import StoredUnderCode, StoreUnavailableError
from dashboard.survey.open_record import Face, OpenRecord, current_open_record
from dashboard.survey.record import check_in_form, choose_form, erase_form
from dashboard.survey.record.divided_card import show_divided_question
from dashboard.survey.record.retention_card import (
    retention_of_open_record,
    show_retention_notice,
    show_retention_rule,
)
from dashboard.survey.tab_visit import begin_visit, open_for_correction
from dashboard.survey.ways_in import resume_under_code
from dashboard.survey.what_comes import show_record_changes
from dashboard.text import say, text_table
from dashboard.ui.form import show_echo, show_note, show_problem
from dashboard.ui.language import language_query
from dashboard.ui.look import card_container
from dashboard.ui.own.illness_cards import show_illness, show_patterns
from dashboard.ui.own.own_file import own_file_button
from dashboard.ui.own.own_weeks_card import show_my_weeks
from dashboard.ui.own.reminder_card import show_reminder, show_reminder_offer
from dashboard.ui.own.take_along_cards import show_take_along
from db.members.record import MemberRecord

_CHECKED_IN = "checked_in"
"""What the last tap did, where it was a check-in."""


def show_record_page() -> None:
    """Show the whole page."""
    st.html(style_element(STYLE, CHIP_STYLE))
    record = current_open_record()
    with st.container(key="survey" if record.face != "record" else "own-record"):
        _FACES[record.face](record)


def show_questions() -> None:
    """Show what members ask at this point, answered in place."""
    for name in text_table("my_record.questions"):
        with st.expander(say(f"my_record.questions.{name}.asked")):
            st.markdown(say(f"my_record.questions.{name}.answer"))


def _show_locked_face(record: OpenRecord) -> None:
    show_heading(say("my_record.heading"), say("my_record.lead"))
    if record.told:
        show_note(say(f"my_record.{record.told}"))
    with st.container(key="panel-have-code"):
        found = ask_return_code(record.token, "my_record")
    if found is not None:
        _open_record_or_survey(record, *found)
    show_questions()


def _open_record_or_survey(record: OpenRecord, code: str, kept: StoredUnderCode) -> None:
    """Open the record; a survey that is not handed in yet is gone on with."""
    try:
        if record.open(code):
            record.begin_resent_check_in()
            st.rerun()
    except StoreUnavailableError:
        show_problem(say("survey.start.store_away"))
        return
    resume_under_code(begin_visit(), code, kept)
    st.switch_page(app_page("share"), query_params=language_query())


def _show_open_record(opened_record: OpenRecord) -> None:
    found = opened_record.record
    assert found is not None
    show_heading(say("my_record.opened.heading"), say("my_record.opened.lead"))
    if opened_record.told:
        show_echo(say(f"my_record.told.{opened_record.told}"))
        show_record_changes(opened_record.changes)
    if opened_record.trouble:
        show_problem(say(f"my_record.problem.{opened_record.trouble}"))
    retention = retention_of_open_record(opened_record)
    show_retention_notice(opened_record, retention)
    has_checked_in = opened_record.told == _CHECKED_IN
    if has_checked_in:
        show_reminder_offer()
    show_divided_question(opened_record)
    _show_ways_on(opened_record)
    show_my_weeks(found.survey, found.reports)
    show_illness(found.survey, found.reports)
    show_patterns(found.survey, found.reports)
    show_take_along(found.survey, found.reports)
    if not has_checked_in:
        show_reminder()
    show_extra_offer(opened_record)
    _show_record_files(found)
    show_retention_rule(retention)
    _show_close_and_erase(opened_record)
    show_questions()


def _show_ways_on(record: OpenRecord) -> None:
    """Show the check-in first: it is what most come back for."""
    key = record.token
    label = say("my_record.opened.check_in")
    if st.button(label, type="primary", width="stretch", key=f"{key}-check-in"):
        record.begin_check_in()
        st.rerun()
    with st.container(horizontal=True, key="record-ways"):
        if st.button(say("my_record.opened.change"), key=f"{key}-change"):
            _correct_in_survey(record)
        if not _has_stopped(record) and st.button(say("my_record.opened.stop"), key=f"{key}-stop"):
            record.begin_check_in(stopping=True)
            st.rerun()
        st.page_link(
            app_page("peers"), label=say("my_record.opened.peers"), query_params=language_query()
        )


def _has_stopped(record: OpenRecord) -> bool:
    return record.record is not None and record.record.survey.stop is not None


def _correct_in_survey(record: OpenRecord) -> None:
    """Through the survey's own screens, from its check."""
    if record.refresh_record() and record.read:
        open_for_correction(record.key, record.read)
        st.switch_page(app_page("share"), query_params=language_query())
    st.rerun()


def _show_record_files(record: MemberRecord) -> None:
    with card_container("my-files"):
        st.html(heading_html(say("my_record.files.title")))
        st.html(paragraph_html(say("my_record.files.lead"), "ss-body"))
        for kind, write, mime in _KINDS:
            label = say(f"my_record.files.{kind}")
            own_file_button(label, partial(write, record), f"my-record.{kind}", mime)


def _show_close_and_erase(record: OpenRecord) -> None:
    """Let go, or erase."""
    with st.container(horizontal=True, key="record-last"):
        if st.button(say("my_record.opened.close"), key=f"{record.token}-close"):
            record.close()
            st.rerun()
        if st.button(say("my_record.opened.erase"), type="tertiary", key=f"{record.token}-erase"):
            record.show("erase")
            st.rerun()


_KINDS = (
    ("json", record_file.record_as_json, "application/json"),
    ("csv", record_file.record_as_csv, "text/csv"),
)

_FACES: dict[Face, Callable[[OpenRecord], None]] = {
    "locked": _show_locked_face,
    "record": _show_open_record,
    "check_in": check_in_form.show_check_in_form,
    "choose": choose_form.show_choice,
    "erase": erase_form.show_erase_form,
    "erased": erase_form.show_erased,
}
