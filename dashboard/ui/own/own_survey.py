"""A member's own survey, held for this browser session alone.

It is gone with a reload, with closing the tab, and with ``let_survey_go``. Only session_state
holds it: no address, no shared cache, no log.
"""

import streamlit as st

from db.answers import Survey

KEY = "own_survey"


def hold_survey(survey: Survey) -> None:
    """Hold my survey for this session; call it after handing in, and after opening a record."""
    st.session_state[KEY] = survey


def session_survey() -> Survey | None:
    """My survey, or None where this session has none."""
    found = st.session_state.get(KEY)
    return found if isinstance(found, Survey) else None


def let_survey_go() -> None:
    """Let go of my survey; call it after erasing, and before another member's code."""
    st.session_state.pop(KEY, None)
