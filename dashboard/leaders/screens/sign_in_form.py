"""The form that leaders sign in with, and the sentences for what goes wrong with it."""

import streamlit as st

from dashboard.admission.visitor_address import address_of_visitor
from dashboard.leaders.access import openid
from dashboard.leaders.access.passphrases import LONGEST
from dashboard.leaders.access.sign_in import SignIn, SignInInput, SignInRefused, TooSoon
from dashboard.leaders.screens.desk_visit import DeskVisit
from dashboard.markup import paragraph_html
from dashboard.text import say
from dashboard.ui.open_stores import process_pepper, process_stores
from db import codes
from db.desk import leaders
from db.store.engine import reading_transaction
from db.store.errors import StoreError

SECONDS_A_MINUTE = 60


def leaders_sign_in() -> SignIn:
    """Where leaders of this process's store sign in."""
    return SignIn(process_stores().members, process_pepper())


def show_problem(sentence: str) -> None:
    """Show a sentence that says what to put right."""
    st.html(paragraph_html(sentence, "desk-wrong", role="alert"))


def show_quiet_sentence(sentence: str) -> None:
    """Show a sentence beside a field, or under a heading."""
    st.html(paragraph_html(sentence, "desk-quiet"))


def show_status(sentence: str) -> None:
    """Show a sentence about what has just happened."""
    st.html(paragraph_html(sentence, "desk-told", role="status"))


def wait_in_words(seconds: int) -> str:
    """How long to wait, in seconds or in whole minutes."""
    if seconds <= SECONDS_A_MINUTE:
        return say("leaders.sign_in.too_soon", count=seconds)
    return say("leaders.sign_in.too_soon_minutes", count=-(-seconds // SECONDS_A_MINUTE))


def show_sign_in_form(visit: DeskVisit) -> None:
    """Name, passphrase and code; the other way in where it is set up."""
    st.title(say("leaders.sign_in.title"), anchor=False)
    show_quiet_sentence(say("leaders.sign_in.lead"))
    if _nobody_yet():
        show_quiet_sentence(say("leaders.sign_in.nobody_yet"))
    if visit.problem:
        show_problem(visit.problem)
    elif visit.told:
        show_status(visit.told)
    _show_sign_in_fields(visit)
    if openid.is_open():
        show_quiet_sentence(say("leaders.sign_in.or"))
        if st.button(say("leaders.sign_in.organisation"), width="stretch", key="desk-oidc"):
            st.login()


def _show_sign_in_fields(visit: DeskVisit) -> None:
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
        show_quiet_sentence(say("leaders.sign_in.code_hint"))
        sent = st.form_submit_button(say("leaders.sign_in.go"), type="primary", width="stretch")
    if sent:
        _try_sign_in(visit, SignInInput(name, passphrase, code))
        st.rerun()


def _try_sign_in(visit: DeskVisit, given: SignInInput) -> None:
    """One sentence for all that may be wrong; empty fields are nobody's secret."""
    if not all(part.strip() for part in (given.name, given.passphrase, given.code)):
        visit.fail(say("leaders.sign_in.empty"))
        return
    try:
        visit.begin(leaders_sign_in().sign_in(given, address_of_visitor()))
    except SignInRefused:
        visit.fail(say("leaders.sign_in.refused"))
    except TooSoon as wait:
        visit.fail(wait_in_words(wait.args[0]))
    except (StoreError, OSError):
        visit.fail(say("leaders.sign_in.no_secret"))


def _nobody_yet() -> bool:
    with reading_transaction(process_stores().members) as connection:
        return not leaders.leader_names(connection) and not openid.is_open()
