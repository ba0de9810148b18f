"""The two stores, opened once a process for every page."""

import time

import streamlit as st

from dashboard.settings import settings
from dashboard.stores import Stores, load_pepper, open_configured
from db.store.patience import VISITOR_SECONDS

AWAY_SECONDS = 15
"""So long a database that did not answer is not asked by what can do without it: charts and the
group's settings. Each try may take seconds; a member who hands in always tries."""
KEPT_MOMENTS = 2
"""This one, and the one before, which a run may still be asking for."""


@st.cache_resource(show_spinner=False)
def process_stores() -> Stores:
    """The stores of this process; whoever looks at a page waits seconds for them, and no longer.

    Raises:
        StoreError: they cannot be opened; the next call tries again.
    """
    return open_configured(VISITOR_SECONDS)


def process_pepper() -> bytes:
    """The secret that the codes of this process's store are hashed with; in memory once read.

    Raises:
        StoreError, OSError: as ``load_pepper``; the stores cannot be opened.
    """
    held = settings().pepper_in_memory()
    return held or load_pepper(settings(), process_stores().members)


def is_database_away() -> bool:
    """Whether the database did not answer a moment ago."""
    return time.monotonic() < _away_state()["until"]


def note_database_away() -> None:
    """Note that it did not answer now."""
    _away_state()["until"] = time.monotonic() + AWAY_SECONDS


@st.cache_resource(show_spinner=False)
def _away_state() -> dict[str, float]:
    return {"until": 0.0}


def cache_moment(seconds: float) -> int:
    """Which stretch of so many seconds it is: an argument by which a cache forgets.

    Not by Streamlit's ``ttl``: 1.67 asks whether an entry is there, and then for the entry. One
    that expires in between is a KeyError, and the page of whoever asked fails: once in 21,000 runs.
    """
    return int(time.monotonic() // seconds)
