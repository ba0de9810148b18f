"""The desk's first page: the ways on, the leader's own sign-in, and the log."""

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.screens.audit_log import show_log
from dashboard.leaders.screens.desk_visit import current_visit
from dashboard.leaders.screens.invite_leader import show_leader_invitations
from dashboard.leaders.screens.leave import show_way_to_leave
from dashboard.leaders.screens.renewal import show_renewal
from dashboard.leaders.screens.sign_in_form import show_status
from dashboard.navigation import DESK, app_page
from dashboard.text import say
from dashboard.ui.language import language_query
from dashboard.ui.look import card_container


def show_desk_home(leader: Leader) -> None:
    """Show the whole page below its heading."""
    with st.container(key="desk"):
        _show_recovery_warning()
        for name in DESK:
            _show_page_card(name)
        st.page_link(app_page("changes"), label=say("changes.link"), query_params=language_query())
        if leader.has_passphrase:
            with card_container("desk-renewal"):
                show_renewal(leader)
            with card_container("desk-invite-leader"):
                show_leader_invitations(leader)
            with card_container("desk-leave"):
                show_way_to_leave(leader)
        with card_container("desk-log"):
            show_log(leader)


def _show_recovery_warning() -> None:
    left = current_visit().recovery_left
    if left is not None:
        show_status(say("leaders.home.recovery_left", count=left))


def _show_page_card(name: str) -> None:
    """Show what a page is for: ``[leaders.door.NAME]`` has the card's title and body."""
    with card_container(f"desk-door-{name}"):
        st.header(say(f"leaders.door.{name}.title"), anchor=False)
        st.markdown(say(f"leaders.door.{name}.body"))
        st.page_link(
            app_page(name),
            label=say(f"leaders.door.{name}.link"),
            width="stretch",
            query_params=language_query(),
        )
