"""The newest edition, as pages may open it, and the designed states where there is none."""

import time

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings.edition_slice import Asked
from dashboard.ui.empty_states import no_edition, unavailable
from dashboard.ui.open_stores import KEPT_MOMENTS, is_away, moment, note_away, stores
from dashboard.ui.page_ended import PageEnded
from db.editions import editions
from db.editions.copies import Copies
from db.editions.editions import Edition, EditionDamaged, Filters
from db.store.errors import StoreError

_log = get_logger("dashboard")
_CLOSED = (SQLAlchemyError, StoreError, EditionDamaged)
SEEN_AFTER_SECONDS = 2
"""A page asks three times a run; a new edition may wait this long to be seen."""
LOOKED_AT_AGAIN_AFTER_SECONDS = 15
"""A damaged edition is read whole to find that out, 0.2 s and more: not by every run."""


def newest() -> Edition | None:
    """The newest edition; None before the first. Looked up every few seconds, for everyone.

    While a PostgreSQL is away it is the newest that this process has seen.

    Raises:
        SQLAlchemyError, StoreError: the editions cannot be opened.
        EditionDamaged: the newest is not what was published.
    """
    return _newest(moment(SEEN_AFTER_SECONDS))


@st.cache_resource(max_entries=KEPT_MOMENTS, show_spinner=False)
def _newest(now: int) -> Edition | None:  # noqa: ARG001 - what the cache forgets by
    seen = _copies().newest()
    if seen is not None and is_away():
        return seen
    try:
        found = editions.latest(stores().editions)
        if found is not None:
            _check(found)
    except (SQLAlchemyError, StoreError):
        if seen is None:
            raise
        note_away()
        return seen
    return found


def reader_of(edition: Edition) -> Engine:
    """Where an edition is read: a copy of this process's own, or else the store."""
    return _copies().reader_of(edition) or stores().editions


def _check(edition: Edition) -> None:
    if _damaged_until().get(edition, 0.0) > time.monotonic():
        raise EditionDamaged(edition.number)
    try:
        _verified(edition)
    except EditionDamaged:
        _damaged_until()[edition] = time.monotonic() + LOOKED_AT_AGAIN_AFTER_SECONDS
        raise


@st.cache_resource(show_spinner=False)
def _damaged_until() -> dict[Edition, float]:
    return {}


@st.cache_resource(max_entries=1, show_spinner=False)
def _verified(edition: Edition) -> bool:
    """Held against its checksum once a process and edition, in a fifth of a second."""
    source = stores().editions
    if source.dialect.name == "postgresql":
        _copies().take(source, edition)
    else:
        editions.verify(source, edition)
    return True


@st.cache_resource(show_spinner=False)
def _copies() -> Copies:
    return Copies()


def newest_or_none() -> Edition | None:
    """The newest edition; None where there is none or it cannot be opened."""
    try:
        return newest()
    except _CLOSED:
        return None


def newest_or_end() -> Edition:
    """The newest edition; where there is none, or none can be opened, say so and end the page."""
    try:
        edition = newest()
        waiting = editions.progress(stores().editions) if edition is None else None
    except _CLOSED as error:
        _log.error("editions cannot be opened: %s", type(error).__name__)
        unavailable()
        raise PageEnded from error
    if edition is None:
        no_edition(waiting.members if waiting else 0)
        raise PageEnded
    return edition


def is_invented() -> bool:
    """Whether what is shown was invented; False where that cannot be known."""
    try:
        edition = newest()
        return edition.invented if edition else editions.progress(stores().editions).invented
    except _CLOSED:
        return False


def ask(filters: Filters | None = None) -> Asked:
    """The newest edition with filters set, or a designed state and the end of the page."""
    edition = newest_or_end()
    return Asked(reader_of(edition), edition, filters or {})
