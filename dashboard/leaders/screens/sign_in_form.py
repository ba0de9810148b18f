"""The form that leaders sign in with, and the sentences for what goes wrong with it."""

from html import escape

import streamlit as st

from dashboard.leaders.access import openid
from dashboard.leaders.access.passphrases import LONGEST
from dashboard.leaders.access.sign_in import Door, Given, Refused, TooSoon
from dashboard.leaders.screens.desk_visit import Visit
from dashboard.settings import settings
from dashboard.text import say
from dashboard.ui.open_stores import stores
from db.desk import leaders
from db.members import codes
from db.store.engine import reading

SECONDS_A_MINUTE = 60


def door() -> Door:
    """Where leaders of this process's store sign in."""
    return Door(stores().members, settings().pepper_bytes())


def wrong(sentence: str) -> None:
    """A sentence that says what to put right."""
    st.html(f'<p class="desk-wrong" role="alert">{escape(sentence)}</p>')


def quiet(sentence: str) -> None:
    """A sentence beside a field, or under a heading."""
    st.html(f'<p class="desk-quiet">{escape(sentence)}</p>')


def told(sentence: str) -> None:
    """A sentence about what has just happened."""
    st.html(f'<p class="desk-told" role="status">{escape(sentence)}</p>')


def too_soon(seconds: int) -> str:
    """How long to wait, in seconds or in whole minutes."""
    if seconds <= SECONDS_A_MINUTE:
        return say("leaders.sign_in.too_soon", count=seconds)
    return say("leaders.sign_in.too_soon_minutes", count=-(-seconds // SECONDS_A_MINUTE))


def sign_in_form(visit: Visit) -> None:
    """Name, passphrase and code; the other way in where it is set up."""
    st.title(say("leaders.sign_in.title"), anchor=False)
    quiet(say("leaders.sign_in.lead"))
    if _nobody_yet():
        quiet(say("leaders.sign_in.nobody_yet"))
    if visit.problem:
        wrong(visit.problem)
    elif visit.told:
        told(visit.told)
    _form(visit)
    if openid.is_open():
        quiet(say("leaders.sign_in.or"))
        if st.button(say("leaders.sign_in.organisation"), width="stretch", key="desk-oidc"):
            st.login()


def _form(visit: Visit) -> None:
    with st.form("desk-sign-in", border=False):
        name = st.text_input(
            say("leaders.sign_in.name"),
            autocomplete="username",
            max_chars=LONGEST,
            key="desk-name",
        )
        passphrase = st.text_input(
            say("leaders.sign_in.passphrase"),
            type="password",
            autocomplete="current-password",
            max_chars=LONGEST,
            key=f"desk-passphrase-{visit.tries}",
        )
        code = st.text_input(
            say("leaders.sign_in.code"),
            autocomplete="one-time-code",
            max_chars=codes.LONGEST_INPUT,
            key=f"desk-code-{visit.tries}",
        )
        quiet(say("leaders.sign_in.code_hint"))
        sent = st.form_submit_button(say("leaders.sign_in.go"), type="primary", width="stretch")
    if sent:
        _try(visit, Given(name, passphrase, code))
        st.rerun()


def _try(visit: Visit, given: Given) -> None:
    """One sentence for all that may be wrong; empty fields are nobody's secret."""
    if not all(part.strip() for part in (given.name, given.passphrase, given.code)):
        visit.fail(say("leaders.sign_in.empty"))
        return
    try:
        visit.begin(door().sign_in(given))
    except Refused:
        visit.fail(say("leaders.sign_in.refused"))
    except TooSoon as wait:
        visit.fail(too_soon(wait.args[0]))


def _nobody_yet() -> bool:
    with reading(stores().members) as connection:
        return not leaders.names(connection) and not openid.is_open()
