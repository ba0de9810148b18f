"""The two stores, opened once a process for every page."""

import streamlit as st

from dashboard.stores import Stores, open_configured


@st.cache_resource(show_spinner=False)
def stores() -> Stores:
    """The stores of this process.

    Raises:
        StoreError: they cannot be opened; the next call tries again.
    """
    return open_configured()
