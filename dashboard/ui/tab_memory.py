"""What a tab holds of one member, and when it lets go: another page, or nobody tapping for long.

Session state lives as long as the tab. What opens a member's record, or shows their code, must
not: somebody else may sit down at it.
"""

import time
from dataclasses import dataclass, field

import streamlit as st
from markupsafe import Markup

IDLE_SECONDS = 20 * 60
SCRIPT = '<script src="app/static/idle.js"></script>'
"""Served from this host, so that the strictest content policy lets it run."""
_MEMORY = "tab_memory"


@dataclass
class TabMemory:
    """Which keys of the session state end when.

    Attributes:
        page_of: key -> the page with which it ends.
        until_idle: keys that end when nobody taps.
        seen_at: when a page was last run, by the process's own clock.
    """

    page_of: dict[str, str] = field(default_factory=dict)
    until_idle: set[str] = field(default_factory=set)
    seen_at: float = field(default_factory=time.monotonic)


def forget_with_page(key: str, page: str) -> None:
    """Let go of a key as soon as another page than ``page`` is opened."""
    _tab_memory().page_of[key] = page


def forget_when_idle(*keys: str) -> None:
    """Let go of keys after 20 minutes without a tap."""
    _tab_memory().until_idle.update(keys)


def forget_what_ended(page: str) -> None:
    """Let go of what has ended; first thing of every run, before ``page`` is drawn."""
    memory = _tab_memory()
    ended = {key for key, its_page in memory.page_of.items() if its_page != page}
    if time.monotonic() - memory.seen_at > IDLE_SECONDS:
        ended |= memory.until_idle
    for key in ended:
        st.session_state.pop(key, None)
        memory.page_of.pop(key, None)
    memory.until_idle -= ended
    memory.seen_at = time.monotonic()


def show_idle_clock() -> None:
    """Set the browser's own clock while something is open that ends by itself."""
    if any(key in st.session_state for key in _tab_memory().until_idle):
        mark = Markup('<div data-idle-seconds="{}"></div>').format(IDLE_SECONDS)
        with st.container(key="idle-clock"):
            st.html(f"{mark}{SCRIPT}", unsafe_allow_javascript=True)


def _tab_memory() -> TabMemory:
    found = st.session_state.setdefault(_MEMORY, TabMemory())
    assert isinstance(found, TabMemory)
    return found
