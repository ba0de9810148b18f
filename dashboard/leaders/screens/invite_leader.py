"""Inviting another leader: asked for one's own passphrase; the code is on the screen once."""

import streamlit as st

from dashboard.leaders.access.enrolment import LONGEST_NAME
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.access.passphrases import LONGEST
from dashboard.leaders.access.sign_in import SignInRefused, TooSoon
from dashboard.leaders.acts.leader_invitations import (
    OPEN_DAYS,
    InvitationProblem,
    invite_leader,
    names_invited,
    take_back_invitation,
)
from dashboard.leaders.screens.confirm import button_confirmed, show_outcome
from dashboard.leaders.screens.desk_visit import DeskPageState, current_visit
from dashboard.leaders.screens.sign_in_form import (
    leaders_sign_in,
    show_quiet_sentence,
    show_status,
    wait_in_words,
)
from dashboard.text import say
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.open_stores import process_pepper, process_stores
from dashboard.ui.site_address import site_in_browser

_MADE = "leader invitation"
_PAGE = "leaders-invited"


def show_leader_invitations(leader: Leader) -> None:
    """Show who is invited, and the way to invite somebody; after it, the code."""
    doing = current_visit().invitations.on(_PAGE)
    st.header(say("leaders.invite_leader.heading"), anchor=False)
    show_outcome(doing)
    if _MADE in doing.made:
        _show_code(doing, *doing.made[_MADE])
        return
    show_quiet_sentence(say("leaders.invite_leader.lead", days=OPEN_DAYS))
    _show_open_invitations(doing, leader)
    with st.expander(say("leaders.invite_leader.open"), expanded=bool(doing.wrong)):
        _show_invitation_form(doing, leader)


def _show_code(doing: DeskPageState, name: str, code: str) -> None:
    show_status(say("leaders.invite_leader.made", name=name))
    site = site_in_browser()
    link = f"{site}/leaders" if site else say("pages.leaders")
    show_quiet_sentence(say("leaders.invite_leader.apart"))
    st.code(say("leaders.invite_leader.words", name=name, link=link), language=None)
    st.code(code, language=None)
    if st.button(say("leaders.invite_leader.kept"), type="primary", key="desk-invited-kept"):
        doing.made.clear()
        st.rerun()


def _show_open_invitations(doing: DeskPageState, leader: Leader) -> None:
    engine, today = process_stores().members, today_of_group()
    for number, name in enumerate(names_invited(engine, today)):
        show_quiet_sentence(say("leaders.invite_leader.waiting", name=name))
        warning = say("leaders.invite_leader.take_back.warning", name=name)
        what = f"invitation-{number}"
        if button_confirmed(doing, what, "leaders.invite_leader.take_back", warning):
            take_back_invitation(engine, leader, name, today)
            doing.report_success(say("leaders.invite_leader.taken_back", name=name))
            st.rerun()


def _show_invitation_form(doing: DeskPageState, leader: Leader) -> None:
    with st.form("desk-invite-leader", border=False):
        key = f"desk-invite-leader-{doing.acts}"
        name = st.text_input(
            say("leaders.invite_leader.name"), max_chars=LONGEST_NAME, key=f"{key}-name"
        )
        passphrase = st.text_input(
            say("leaders.invite_leader.passphrase"),
            type="password",
            autocomplete="current-password",
            max_chars=LONGEST,
            key=f"{key}-passphrase",
        )
        sent = st.form_submit_button(say("leaders.invite_leader.go"), width="stretch")
    if sent:
        _make_invitation(doing, leader, name, passphrase)
        st.rerun()


def _make_invitation(doing: DeskPageState, leader: Leader, name: str, passphrase: str) -> None:
    members, pepper = process_stores().members, process_pepper()
    try:
        leaders_sign_in().confirm_passphrase(leader, passphrase)
        code = invite_leader(members, leader, name, pepper, today_of_group())
    except SignInRefused:
        doing.report_failure(say("leaders.renewal.refused"))
    except TooSoon as wait:
        doing.report_failure(wait_in_words(wait.args[0]))
    except InvitationProblem as problem:
        doing.report_failure(say(f"leaders.invite_leader.problem.{problem}"))
    else:
        doing.report_success("")
        doing.made[_MADE] = (" ".join(name.split()), code)
