"""Fills a field of the desk when it comes onto the screen, never over what was written in it."""

from typing import Any

import streamlit as st

from dashboard.ui.resent_values import keys_sent_again


def seed_field(key: str, value: Any) -> str:
    """Fill a field that comes onto the screen, unless what was written in it is there; its key.

    It is there, too, where the server was started anew and the browser sent it again.
    """
    if key not in st.session_state and key not in keys_sent_again(key):
        st.session_state[key] = value
    return key
