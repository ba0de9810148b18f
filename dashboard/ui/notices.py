"""What every page says: whether answers are invented, of which edition, and no advice."""

import streamlit as st

from dashboard.text import say
from dashboard.ui.newest_edition import is_invented, newest_edition_or_none


def show_invented_notice() -> None:
    """One slim line at the top of every page of a store whose members are invented."""
    if is_invented():
        with st.container(key="invented"):
            st.text(say("app.invented"))


def show_edition_notice() -> None:
    """Once a page: the edition, how many members, and why numbers move a little."""
    edition = newest_edition_or_none()
    if edition is None:
        return
    words = [
        say("card.edition", number=edition.number),
        say("card.members", members=edition.members),
        say("card.blurred"),
    ]
    with st.container(key="edition"):
        st.text(say("card.between").join(words))


def show_medical_notice() -> None:
    """Say that a group told this, and that doses are for a prescriber to change."""
    with st.container(key="medical"):
        st.text(say("app.medical"))
