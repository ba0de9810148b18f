"""Fills a field of the desk when it comes onto the screen, never over what was written in it."""

from typing import Any

import streamlit as st


def seed_field(key: str, value: Any) -> str:
    """Fill a field that comes onto the screen, unless what was written in it is there; its key."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key
