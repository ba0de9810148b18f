"""The way out for good: a leader stops leading."""

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts.leader_exit import LastLeader, is_last_leader, leave_desk
from dashboard.leaders.screens.confirm import button_confirmed, show_outcome
from dashboard.leaders.screens.desk_visit import current_visit
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.text import say
from dashboard.ui.open_stores import process_stores


def show_way_to_leave(leader: Leader) -> None:
    """Offer to leave, at the second tap; the last leader is told why they cannot."""
    visit = current_visit()
    doing = visit.doing.on("leaders")
    st.header(say("leaders.leave.heading"), anchor=False)
    show_outcome(doing)
    engine = process_stores().members
    if is_last_leader(engine):
        show_quiet_sentence(say("leaders.leave.last"))
        return
    show_quiet_sentence(say("leaders.leave.lead"))
    if button_confirmed(doing, "leave", "leaders.leave", say("leaders.leave.warning")):
        try:
            leave_desk(engine, leader)
        except LastLeader:
            doing.report_failure(say("leaders.leave.last"))
        else:
            visit.signed_out()
            visit.told = say("leaders.leave.done")
        st.rerun()
