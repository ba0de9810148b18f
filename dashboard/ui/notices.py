"""What every page says: that answers are invented, if they are, and that this is no advice."""

import streamlit as st

from dashboard.text import say
from dashboard.ui.newest_edition import is_invented


def show_invented_notice() -> None:
    """One line at the top of every page of a store whose members are invented."""
    if is_invented():
        with st.container(key="invented"):
            st.text(say("app.invented"))


def show_medical_notice() -> None:
    """Say that a group told this, and that doses are for a prescriber to change."""
    with st.container(key="medical"):
        st.text(say("app.medical"))
