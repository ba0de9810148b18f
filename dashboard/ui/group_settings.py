"""What leaders set for their group, as every page reads it: no member's answer is in it."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.ui.open_stores import (
    KEPT_MOMENTS,
    cache_moment,
    is_database_away,
    note_database_away,
    process_stores,
)
from db.desk.group import GroupSettings, load_group
from db.store.errors import StoreError

SEEN_AFTER_SECONDS = 5
"""A page asks several times a run; a new setting may wait this long to be seen."""


def settings_of_group() -> GroupSettings:
    """The group's settings.

    While the members' database cannot be opened they are those that this process read last: a
    filter that was switched off stays off. Before that, the defaults.
    """
    return _settings_at_moment(cache_moment(SEEN_AFTER_SECONDS))


@st.cache_resource(max_entries=KEPT_MOMENTS, show_spinner=False)
def _settings_at_moment(now: int) -> GroupSettings:  # noqa: ARG001 - what the cache forgets by
    last = _last_settings()
    if not (last and is_database_away()):
        try:
            last["group"] = load_group(process_stores().members)
        except (SQLAlchemyError, StoreError):
            note_database_away()
    return last.get("group", GroupSettings())


@st.cache_resource(show_spinner=False)
def _last_settings() -> dict[str, GroupSettings]:
    return {}


def forget_group_settings() -> None:
    """Let this process read them anew at once."""
    _settings_at_moment.clear()
