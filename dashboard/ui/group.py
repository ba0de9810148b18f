"""What leaders set for their group, as every page reads it: no member's answer is in it."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.ui.stores import stores
from db.errors import StoreError
from db.group import Group, read

SEEN_AFTER_SECONDS = 5
"""A page asks several times a run; a new setting may wait this long to be seen."""


def group() -> Group:
    """The group's settings; the defaults where the members' database cannot be opened."""
    try:
        return _read()
    except (SQLAlchemyError, StoreError):
        return Group()


@st.cache_resource(ttl=SEEN_AFTER_SECONDS, show_spinner=False)
def _read() -> Group:
    return read(stores().members)


def changed() -> None:
    """Let this process read them anew at once."""
    _read.clear()
