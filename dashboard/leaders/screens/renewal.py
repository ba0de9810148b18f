"""A leader's own new sign-in: another passphrase, another telephone, fresh recovery codes.

Nothing is stored until a code of the new secret was typed: whoever could not read the picture can
still sign in as before.
"""

import base64
import time
from html import escape

import streamlit as st

from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.leaders.access.leader import Action, Leader, audit
from dashboard.leaders.access.sign_in import Refused, TooSoon
from dashboard.leaders.screens.desk_visit import Renewal, Visit, current
from dashboard.leaders.screens.sign_in_form import door, quiet, told, too_soon, wrong
from dashboard.settings import settings
from dashboard.text import say
from dashboard.ui.open_stores import stores
from db.desk import leaders, sessions
from db.members import codes
from db.store.engine import writing


def renewal(leader: Leader) -> None:
    """Three faces: ask for the passphrases, show the picture and ask for a code, hand over."""
    visit = current()
    st.header(say("leaders.renewal.heading"), anchor=False)
    if visit.renewed is not None:
        _hand_over(visit, visit.renewed)
    elif visit.renewal is not None:
        _prove(visit, leader, visit.renewal)
    else:
        quiet(say("leaders.renewal.lead"))
        with st.expander(say("leaders.renewal.open"), expanded=visit.problem is not None):
            _ask(visit, leader)


def _ask(visit: Visit, leader: Leader) -> None:
    if visit.problem:
        wrong(visit.problem)
    with st.form("desk-renew", border=False):
        now = _field(visit, "now", "current-password")
        quiet(say("leaders.passphrase.rule", count=passphrases.LEAST))
        new = _field(visit, "new", "new-password")
        again = _field(visit, "again", "new-password")
        sent = st.form_submit_button(say("leaders.renewal.go"), width="stretch")
    if sent:
        _begin(visit, leader, now, (new, again))
        st.rerun()


def _field(visit: Visit, name: str, autocomplete: str) -> str:
    return st.text_input(
        say(f"leaders.renewal.{name}"),
        type="password",
        autocomplete=autocomplete,
        max_chars=passphrases.LONGEST,
        key=f"desk-renew-{name}-{visit.tries}",
    )


def _begin(visit: Visit, leader: Leader, now: str, new: tuple[str, str]) -> None:
    passphrase, again = new
    trouble = passphrases.what_is_wrong(passphrase, leader.name)
    if passphrase != again:
        trouble = "differ"
    if trouble:
        visit.fail(say(f"leaders.passphrase.{trouble}", count=passphrases.LEAST))
        return
    try:
        door().confirm(leader, now)
    except Refused:
        visit.fail(say("leaders.renewal.refused"))
    except TooSoon as wait:
        visit.fail(too_soon(wait.args[0]))
    else:
        handed = enrolment.draw(leader.name)
        visit.renewal, visit.problem = Renewal(handed, passphrases.hashed(passphrase)), None


def _prove(visit: Visit, leader: Leader, begun: Renewal) -> None:
    _show_secret(begun.handed)
    if visit.problem:
        wrong(visit.problem)
    with st.form("desk-prove", border=False):
        code = st.text_input(
            say("leaders.renewal.code"),
            autocomplete="one-time-code",
            max_chars=codes.LONGEST_INPUT,
            key=f"desk-prove-code-{visit.tries}",
        )
        sent = st.form_submit_button(say("leaders.renewal.store"), type="primary", width="stretch")
    if sent:
        _store(visit, leader, begun, code)
        st.rerun()
    if st.button(say("leaders.renewal.cancel"), type="tertiary", key="desk-renew-cancel"):
        visit.renewal = visit.problem = None
        st.rerun()


def _show_secret(handed: enrolment.Handed) -> None:
    # In the page itself: a picture of Streamlit's own has an address that anyone could open.
    picture = base64.b64encode(one_time_codes.qr_picture(handed.secret, handed.name)).decode()
    quiet(say("leaders.renewal.picture"))
    st.html(
        f'<img class="desk-qr" src="data:image/png;base64,{picture}" '
        f'alt="{escape(say("leaders.renewal.alt"))}">'
        f'<p class="desk-quiet">{escape(say("leaders.renewal.typed"))}</p>'
        f'<p class="desk-secret" translate="no">{one_time_codes.in_groups(handed.secret)}</p>',
    )


def _store(visit: Visit, leader: Leader, begun: Renewal, code: str) -> None:
    """All at once: the old passphrase, telephone and codes end, and all other sessions."""
    step = one_time_codes.matching_step(begun.handed.secret, code, time.time())
    if step is None:
        visit.fail(say("leaders.renewal.code_wrong"))
        return
    pepper = settings().pepper_bytes()
    sealed = enrolment.sealed(begun.handed, begun.passphrase_hash, pepper, step)
    with writing(stores().members) as connection:
        leaders.replace(connection, leader.name, sealed)
        sessions.end_all(connection, leader.name, but=leader.session)
        audit(connection, leader, Action.sign_in_renewed)
    visit.renewed, visit.renewal = begun.handed, None
    visit.problem = visit.recovery_left = None


def _hand_over(visit: Visit, handed: enrolment.Handed) -> None:
    told(say("leaders.renewal.done"))
    quiet(say("leaders.renewal.recovery", count=len(handed.recovery_codes)))
    items = "".join(f"<li>{code}</li>" for code in handed.recovery_codes)
    st.html(f'<ol class="desk-codes" translate="no">{items}</ol>')
    if st.button(say("leaders.renewal.kept"), type="primary", key="desk-renew-kept"):
        visit.renewed = None
        st.rerun()
