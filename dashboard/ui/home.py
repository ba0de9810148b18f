"""How many have answered, roughly."""

import streamlit as st

from dashboard.text import say
from dashboard.ui.edition import newest_or_none


def answered() -> None:
    """One line: the edition, and its blurred and rounded number of members; nothing before it."""
    edition = newest_or_none()
    if edition is None:
        return
    st.markdown(
        say(
            "home.answered",
            members=edition.members,
            edition=edition.number,
            month=say(f"app.months.m{edition.published_on.month}"),
            year=edition.published_on.year,
        ),
    )
