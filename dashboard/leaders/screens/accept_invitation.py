"""The way in for who was invited to lead: a code, an own passphrase, an own telephone.

Nothing is stored until a code of the telephone was typed.
"""

import time

import streamlit as st

from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.leaders.acts.leader_invitations import accept_invitation, name_of_invitation
from dashboard.leaders.screens.desk_visit import DeskVisit, PendingInvitation
from dashboard.leaders.screens.secret_picture import show_secret
from dashboard.leaders.screens.sign_in_form import show_problem, show_quiet_sentence
from dashboard.text import say
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.open_stores import process_pepper, process_stores
from db import codes


def show_way_for_invited(visit: DeskVisit) -> None:
    """Ask for the code of the invitation, closed, below the form of those who lead already."""
    with st.expander(say("leaders.invited.open"), expanded=visit.invited_problem is not None):
        if visit.invited_problem:
            show_problem(visit.invited_problem)
        with st.form("desk-invited", border=False):
            code = st.text_input(
                say("leaders.invited.code"),
                autocomplete="off",
                max_chars=codes.LONGEST_INPUT,
                key=f"desk-invited-code-{visit.tries}",
            )
            sent = st.form_submit_button(say("leaders.invited.go"), width="stretch")
    if sent:
        _open_invitation(visit, code)
        st.rerun()


def show_enrolment(visit: DeskVisit, invited: PendingInvitation) -> None:
    """Show what stands in the place of the form: a passphrase, then the telephone."""
    st.title(say("leaders.invited.title", name=invited.handed.name), anchor=False)
    if visit.invited_problem:
        show_problem(visit.invited_problem)
    if invited.passphrase_hash:
        _ask_for_code(visit, invited)
    else:
        _ask_passphrase(visit, invited)
    if st.button(say("leaders.renewal.cancel"), type="tertiary", key="desk-invited-cancel"):
        visit.invited = visit.invited_problem = None
        st.rerun()


def _open_invitation(visit: DeskVisit, written: str) -> None:
    visit.tries += 1
    engine, pepper = process_stores().members, process_pepper()
    name = name_of_invitation(engine, written, pepper, today_of_group())
    if name is None:
        visit.invited_problem = say("leaders.invited.refused")
        return
    visit.invited = PendingInvitation(enrolment.new_credentials(name), written)
    visit.invited_problem = visit.told = None


def _ask_passphrase(visit: DeskVisit, invited: PendingInvitation) -> None:
    show_quiet_sentence(say("leaders.passphrase.rule", count=passphrases.LEAST))
    with st.form("desk-invited-passphrase", border=False):
        new, again = (
            st.text_input(
                say(f"leaders.renewal.{name}"),
                type="password",
                autocomplete="new-password",
                max_chars=passphrases.LONGEST,
                key=f"desk-invited-{name}-{visit.tries}",
            )
            for name in ("new", "again")
        )
        sent = st.form_submit_button(say("leaders.renewal.go"), type="primary", width="stretch")
    if not sent:
        return
    visit.tries += 1
    trouble = passphrases.passphrase_problem(new, invited.handed.name)
    trouble = "differ" if new != again else trouble
    if trouble:
        visit.invited_problem = say(f"leaders.passphrase.{trouble}", count=passphrases.LEAST)
    else:
        invited.passphrase_hash = passphrases.hash_passphrase(new)
        visit.invited_problem = None
    st.rerun()


def _ask_for_code(visit: DeskVisit, invited: PendingInvitation) -> None:
    show_secret(invited.handed)
    with st.form("desk-invited-prove", border=False):
        code = st.text_input(
            say("leaders.renewal.code"),
            autocomplete="one-time-code",
            max_chars=codes.LONGEST_INPUT,
            key=f"desk-invited-prove-{visit.tries}",
        )
        sent = st.form_submit_button(say("leaders.renewal.store"), type="primary", width="stretch")
    if sent:
        _become_leader(visit, invited, code)
        st.rerun()


def _become_leader(visit: DeskVisit, invited: PendingInvitation, code: str) -> None:
    """All at once: the invitation is used up, the leader is there, and signed in."""
    visit.tries += 1
    step = one_time_codes.matching_step(invited.handed.secret, code, time.time())
    if step is None:
        visit.invited_problem = say("leaders.renewal.code_wrong")
        return
    pepper = process_pepper()
    sealed = enrolment.seal_credentials(invited.handed, invited.passphrase_hash, pepper, step)
    engine = process_stores().members
    session = accept_invitation(engine, invited.written, sealed, pepper, today_of_group())
    visit.invited = None
    if session is None:
        visit.invited_problem = say("leaders.invited.refused")
        return
    visit.begin(session)
    visit.renewed, visit.invited_problem = invited.handed, None
