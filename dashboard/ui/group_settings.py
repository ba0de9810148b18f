"""What leaders set for their group, as every page reads it: no member's answer is in it."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.ui.open_stores import KEPT_MOMENTS, is_away, moment, note_away, stores
from db.desk.group import Group, read
from db.store.errors import StoreError

SEEN_AFTER_SECONDS = 5
"""A page asks several times a run; a new setting may wait this long to be seen."""


def group() -> Group:
    """The group's settings.

    While the members' database cannot be opened they are those that this process read last: a
    filter that was switched off stays off. Before that, the defaults.
    """
    return _group(moment(SEEN_AFTER_SECONDS))


@st.cache_resource(max_entries=KEPT_MOMENTS, show_spinner=False)
def _group(now: int) -> Group:  # noqa: ARG001 - what the cache forgets by
    last = _last_read()
    if not (last and is_away()):
        try:
            last["group"] = read(stores().members)
        except (SQLAlchemyError, StoreError):
            note_away()
    return last.get("group", Group())


@st.cache_resource(show_spinner=False)
def _last_read() -> dict[str, Group]:
    return {}


def changed() -> None:
    """Let this process read them anew at once."""
    _group.clear()
