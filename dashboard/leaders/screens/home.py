"""The desk's first page: the ways on, the leader's own sign-in, and the log."""

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.screens.audit_log import show_log
from dashboard.leaders.screens.desk_visit import current
from dashboard.leaders.screens.renewal import renewal
from dashboard.leaders.screens.sign_in_form import told
from dashboard.navigation import DESK, page
from dashboard.text import say
from dashboard.ui.language import carried
from dashboard.ui.look import card


def show(leader: Leader) -> None:
    """The whole page below its heading."""
    with st.container(key="desk"):
        _recovery_warning()
        for name in DESK:
            _door(name)
        if leader.has_passphrase:
            with card("desk-renewal"):
                renewal(leader)
        with card("desk-log"):
            show_log(leader)


def _recovery_warning() -> None:
    left = current().recovery_left
    if left is not None:
        told(say("leaders.home.recovery_left", count=left))


def _door(name: str) -> None:
    """A card with what a page is for: ``[leaders.door.NAME]`` has its title and body."""
    with card(f"desk-door-{name}"):
        st.header(say(f"leaders.door.{name}.title"), anchor=False)
        st.markdown(say(f"leaders.door.{name}.body"))
        st.page_link(
            page(name),
            label=say(f"leaders.door.{name}.link"),
            width="stretch",
            query_params=carried(),
        )
