"""The newest edition, as pages may open it, and the designed states where there is none."""

import time

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings.edition_slice import EditionSlice
from dashboard.ui.empty_states import show_no_edition, show_unavailable
from dashboard.ui.open_stores import (
    KEPT_MOMENTS,
    cache_moment,
    is_database_away,
    note_database_away,
    process_stores,
)
from dashboard.ui.page_ended import PageEnded
from db.editions import cells, editions
from db.editions.copies import EditionCopies
from db.editions.editions import Edition, EditionDamaged, Filters
from db.store.errors import StoreError

_log = get_logger("dashboard")
_CLOSED = (SQLAlchemyError, StoreError, EditionDamaged)
SEEN_AFTER_SECONDS = 2
"""A page asks three times a run; a new edition may wait this long to be seen."""
LOOKED_AT_AGAIN_AFTER_SECONDS = 15
"""A damaged edition is read whole to find that out, 0.2 s and more: not by every run."""


def newest_edition() -> Edition | None:
    """The newest edition of this rule; None before the first. Looked up every few seconds.

    While a PostgreSQL is away it is the newest that this process has seen.

    Raises:
        SQLAlchemyError, StoreError: the editions cannot be opened.
        EditionDamaged: the newest is not what was published.
    """
    return _newest_at_moment(cache_moment(SEEN_AFTER_SECONDS))


@st.cache_resource(max_entries=KEPT_MOMENTS, show_spinner=False)
def _newest_at_moment(now: int) -> Edition | None:  # noqa: ARG001 - what the cache forgets by
    seen = _process_copies().newest()
    if seen is not None and is_database_away():
        return seen
    try:
        found = editions.latest_edition(process_stores().editions)
        if found is not None and not found.is_of_this_rule:
            found = None  # one of an earlier rule: the next look of the publisher writes another
        if found is not None:
            _check_for_damage(found)
    except (SQLAlchemyError, StoreError):
        if seen is None:
            raise
        note_database_away()
        return seen
    return found


def reader_of_edition(edition: Edition) -> Engine:
    """Where an edition is read: a copy of this process's own, or else the store."""
    return _process_copies().reader_of(edition) or process_stores().editions


def _check_for_damage(edition: Edition) -> None:
    if _damage_recheck_times().get(edition, 0.0) > time.monotonic():
        raise EditionDamaged(edition.number)
    try:
        _verify_once(edition)
    except EditionDamaged:
        _damage_recheck_times()[edition] = time.monotonic() + LOOKED_AT_AGAIN_AFTER_SECONDS
        raise


@st.cache_resource(show_spinner=False)
def _damage_recheck_times() -> dict[Edition, float]:
    return {}


@st.cache_resource(max_entries=1, show_spinner=False)
def _verify_once(edition: Edition) -> bool:
    """Held against its checksum once a process and edition, in a fifth of a second."""
    source = process_stores().editions
    if source.dialect.name == "postgresql":
        _process_copies().take(source, edition)
    else:
        for head in cells.editions_read(source, edition):
            editions.verify_edition(source, head)
    return True


@st.cache_resource(show_spinner=False)
def _process_copies() -> EditionCopies:
    return EditionCopies()


def newest_edition_or_none() -> Edition | None:
    """The newest edition; None where there is none or it cannot be opened."""
    try:
        return newest_edition()
    except _CLOSED:
        return None


def newest_member_count() -> int | None:
    """Members of the newest edition, in steps; None where there is none, or none can be opened."""
    edition = newest_edition_or_none()
    return edition.members if edition else None


def newest_edition_or_end() -> Edition:
    """The newest edition; where there is none, or none can be opened, say so and end the page."""
    try:
        edition = newest_edition()
        waiting = editions.load_progress(process_stores().editions) if edition is None else None
    except _CLOSED as error:
        _log.error("editions cannot be opened: %s", type(error).__name__)
        show_unavailable()
        raise PageEnded from error
    if edition is None:
        show_no_edition(waiting.members if waiting else 0)
        raise PageEnded
    return edition


def is_invented() -> bool:
    """Whether what is shown was invented; False where that cannot be known."""
    try:
        edition = newest_edition()
        return (
            edition.invented
            if edition
            else editions.load_progress(process_stores().editions).invented
        )
    except _CLOSED:
        return False


def newest_slice(filters: Filters | None = None) -> EditionSlice:
    """The newest edition with filters set, or a designed state and the end of the page."""
    edition = newest_edition_or_end()
    return EditionSlice(reader_of_edition(edition), edition).among(filters or {})
