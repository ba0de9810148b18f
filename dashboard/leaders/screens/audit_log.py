"""The audit log, newest first, for every leader to read."""

import datetime as dt

import streamlit as st
from markupsafe import Markup

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.screens.desk_visit import DeskVisit, current_visit
from dashboard.markup import fill_template, paragraph_html
from dashboard.text import has_text, say
from dashboard.ui.open_stores import process_stores
from db.desk import audit
from db.desk.audit import NOBODY, SERVER, AuditEntry
from db.store.engine import reading_transaction

ENTRIES = 10
"""Lines a page; on a phone each takes three rows."""
COLUMNS = ("when", "who", "what", "object")


def show_log(_leader: Leader) -> None:
    """Show the heading, one page of lines, and the ways to older and newer ones.

    Args:
        _leader: asked for, so that nobody else gets here.
    """
    visit = current_visit()
    with reading_transaction(process_stores().members) as connection:
        lines = audit.count_entries(connection)
        entries = audit.load_entries(connection, ENTRIES, visit.page * ENTRIES)
    st.header(say("leaders.log.heading"), anchor=False)
    st.html(paragraph_html(say("leaders.log.lead"), "desk-quiet") + _entries_table(entries))
    _show_paging(visit, lines)


def _show_paging(visit: DeskVisit, lines: int) -> None:
    pages = max(1, -(-lines // ENTRIES))
    if pages == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", key="desk-log-ways"):
        step = 0
        if st.button(say("leaders.log.newer"), disabled=visit.page == 0, key="desk-newer"):
            step = -1
        st.html(paragraph_html(_page_in_words(visit, pages), "desk-quiet"), width="content")
        if st.button(say("leaders.log.older"), disabled=visit.page >= pages - 1, key="desk-older"):
            step = 1
    if step:
        visit.page = min(max(visit.page + step, 0), pages - 1)
        st.rerun()


def _page_in_words(visit: DeskVisit, pages: int) -> str:
    return say("leaders.log.page", number=visit.page + 1, of=pages)


def _entries_table(entries: list[AuditEntry]) -> Markup:
    columns = [say(f"leaders.log.{column}") for column in COLUMNS]
    return fill_template("audit_log", columns=columns, rows=map(_entry_cells, entries))


def _entry_cells(entry: AuditEntry) -> tuple[str, str, str, str]:
    return (
        _moment_in_words(entry.happened_at),
        _leader_in_words(entry.leader),
        _action_in_words(entry.action),
        entry.object,
    )


def _moment_in_words(happened_at: str) -> str:
    moment = dt.datetime.fromisoformat(happened_at)
    month = say(f"app.months.m{moment.month}")
    return say("leaders.log.moment", day=moment.day, month=month, year=moment.year, at=moment)


def _leader_in_words(leader: str) -> str:
    named = {SERVER: "server", NOBODY: "nobody"}
    return say(f"leaders.log.{named[leader]}") if leader in named else leader


def _action_in_words(action: str) -> str:
    # A newer version may have written a word that this one does not know.
    key = f"leaders.log.action.{action}"
    return say(key) if has_text(key) else action
