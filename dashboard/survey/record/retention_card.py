"""For how long a record stays where a group sets a time; a year before it goes, a tap keeps it."""

import streamlit as st

from dashboard.markup import heading_html
from dashboard.survey.member_store import (
    StoreUnavailableError,
    keep_record,
    retention_under_key,
)
from dashboard.survey.open_record import OpenRecord
from dashboard.text import say
from dashboard.ui.form import show_lead, show_note
from dashboard.ui.look import card_container
from db.members.retention import RecordRetention


def retention_of_open_record(opened: OpenRecord) -> RecordRetention | None:
    """What the member is told; None where the group sets no time, or nobody can be asked now."""
    try:
        return retention_under_key(opened.key)
    except StoreUnavailableError:
        return None


def show_retention_notice(opened: OpenRecord, found: RecordRetention | None) -> None:
    """Show first of all that the record is going to be erased, and the tap that keeps it."""
    if found is None or not found.is_last_year:
        return
    with st.container(key="panel-retention", gap="small"):
        until, last = found.erased_from - 1, found.came_back_year
        show_note(say("my_record.retention.soon", until=until, last=last))
        if st.button(say("my_record.retention.keep"), width="stretch", key=f"{opened.token}-keep"):
            _keep_open_record(opened)
            st.rerun()


def show_retention_rule(found: RecordRetention | None) -> None:
    """Show the group's rule and what is kept for it, to who need not do anything."""
    if found is None or found.is_last_year:
        return
    with card_container("retention"):
        st.html(heading_html(say("my_record.retention.title")))
        until = found.erased_from - 1
        rule = {"years": found.years, "last": found.came_back_year, "until": until}
        show_lead(say("my_record.retention.rule", **rule))


def _keep_open_record(opened: OpenRecord) -> None:
    try:
        is_there = keep_record(opened.key)
    except StoreUnavailableError:
        opened.trouble = "store_away"
        return
    if is_there:
        opened.show("record", "stays")
    else:
        opened.close("erased")
