"""A leader's own new sign-in: another passphrase, another telephone, fresh recovery codes.

Nothing is stored until a code of the new secret was typed: whoever could not read the picture can
still sign in as before.
"""

import time

import streamlit as st

from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.access.sign_in import SignInRefused, TooSoon
from dashboard.leaders.screens.desk_visit import DeskVisit, PendingRenewal, current_visit
from dashboard.leaders.screens.secret_picture import show_secret
from dashboard.leaders.screens.sign_in_form import (
    leaders_sign_in,
    show_problem,
    show_quiet_sentence,
    show_status,
    wait_in_words,
)
from dashboard.markup import fill_template
from dashboard.text import say
from dashboard.ui.open_stores import process_pepper, process_stores
from db import codes
from db.desk import leaders, sessions
from db.store.engine import writing_transaction


def show_renewal(leader: Leader) -> None:
    """Three faces: ask for the passphrases, show the picture and ask for a code, hand over."""
    visit = current_visit()
    st.header(say("leaders.renewal.heading"), anchor=False)
    if visit.renewed is not None:
        _show_recovery_codes(visit, visit.renewed)
    elif visit.renewal is not None:
        _ask_for_code(visit, leader, visit.renewal)
    else:
        show_quiet_sentence(say("leaders.renewal.lead"))
        with st.expander(say("leaders.renewal.open"), expanded=visit.problem is not None):
            _ask_passphrases(visit, leader)


def _ask_passphrases(visit: DeskVisit, leader: Leader) -> None:
    if visit.problem:
        show_problem(visit.problem)
    with st.form("desk-renew", border=False):
        now = _passphrase_field(visit, "now", "current-password")
        show_quiet_sentence(say("leaders.passphrase.rule", count=passphrases.LEAST))
        new = _passphrase_field(visit, "new", "new-password")
        again = _passphrase_field(visit, "again", "new-password")
        sent = st.form_submit_button(say("leaders.renewal.go"), width="stretch")
    if sent:
        _begin_renewal(visit, leader, now, (new, again))
        st.rerun()


def _passphrase_field(visit: DeskVisit, name: str, autocomplete: str) -> str:
    return st.text_input(
        say(f"leaders.renewal.{name}"),
        type="password",
        autocomplete=autocomplete,
        max_chars=passphrases.LONGEST,
        key=f"desk-renew-{name}-{visit.tries}",
    )


def _begin_renewal(visit: DeskVisit, leader: Leader, now: str, new: tuple[str, str]) -> None:
    passphrase, again = new
    trouble = passphrases.passphrase_problem(passphrase, leader.name)
    if passphrase != again:
        trouble = "differ"
    if trouble:
        visit.fail(say(f"leaders.passphrase.{trouble}", count=passphrases.LEAST))
        return
    try:
        leaders_sign_in().confirm_passphrase(leader, now)
    except SignInRefused:
        visit.fail(say("leaders.renewal.refused"))
    except TooSoon as wait:
        visit.fail(wait_in_words(wait.args[0]))
    else:
        handed = enrolment.new_credentials(leader.name)
        visit.renewal, visit.problem = (
            PendingRenewal(handed, passphrases.hash_passphrase(passphrase)),
            None,
        )


def _ask_for_code(visit: DeskVisit, leader: Leader, begun: PendingRenewal) -> None:
    show_secret(begun.handed)
    if visit.problem:
        show_problem(visit.problem)
    with st.form("desk-prove", border=False):
        code = st.text_input(
            say("leaders.renewal.code"),
            autocomplete="one-time-code",
            max_chars=codes.LONGEST_INPUT,
            key=f"desk-prove-code-{visit.tries}",
        )
        sent = st.form_submit_button(say("leaders.renewal.store"), type="primary", width="stretch")
    if sent:
        _store_renewal(visit, leader, begun, code)
        st.rerun()
    if st.button(say("leaders.renewal.cancel"), type="tertiary", key="desk-renew-cancel"):
        visit.renewal = visit.problem = None
        st.rerun()


def _store_renewal(visit: DeskVisit, leader: Leader, begun: PendingRenewal, code: str) -> None:
    """All at once: the old passphrase, telephone and codes end, and all other sessions."""
    step = one_time_codes.matching_step(begun.handed.secret, code, time.time())
    if step is None:
        visit.fail(say("leaders.renewal.code_wrong"))
        return
    pepper = process_pepper()
    sealed = enrolment.seal_credentials(begun.handed, begun.passphrase_hash, pepper, step)
    with writing_transaction(process_stores().members) as connection:
        leaders.replace_credentials(connection, leader.name, sealed)
        sessions.end_all_sessions(connection, leader.name, but=leader.session)
        log_leader_act(connection, leader, LeaderAction.sign_in_renewed)
    visit.renewed, visit.renewal = begun.handed, None
    visit.problem = visit.recovery_left = None


def _show_recovery_codes(visit: DeskVisit, handed: enrolment.NewCredentials) -> None:
    show_status(say("leaders.renewal.done"))
    show_quiet_sentence(say("leaders.renewal.recovery", count=len(handed.recovery_codes)))
    st.html(fill_template("desk_codes", codes=handed.recovery_codes))
    if st.button(say("leaders.renewal.kept"), type="primary", key="desk-renew-kept"):
        visit.renewed = None
        st.rerun()
