"""The way onto every leaders' page: ``require_leader``, and the line that says who is signed in."""

import time

import streamlit as st
from markupsafe import Markup

from dashboard.leaders.access import openid, sign_in
from dashboard.leaders.access.cookie_tickets import COOKIE, tickets
from dashboard.leaders.access.leader import Leader, leader_of_session
from dashboard.leaders.screens.accept_invitation import show_enrolment, show_way_for_invited
from dashboard.leaders.screens.desk_visit import DeskVisit, current_visit
from dashboard.leaders.screens.sign_in_form import show_sign_in_form
from dashboard.markup import paragraph_html, style_element
from dashboard.navigation import DESK, app_page
from dashboard.text import say
from dashboard.ui.language import language_query
from dashboard.ui.open_stores import process_stores
from dashboard.ui.page_ended import PageEnded

STYLE = "ui/leaders.css"
SCRIPT = '<script src="app/static/desk.js"></script>'
"""Served from this host, so that the strictest content policy lets it run."""


def require_leader() -> Leader:
    """Who is signed in; the first line of every leaders' page.

    Shows who it is, the way out and the other pages of the desk.

    Raises:
        PageEnded: nobody is; the sign-in form is shown instead of the page.
    """
    st.html(style_element(STYLE))
    visit = current_visit()
    leader = _leader_of_visit(visit)
    _show_ticket(visit)
    if leader is None:
        with st.container(key="desk"):
            if visit.invited:
                show_enrolment(visit, visit.invited)
            else:
                show_sign_in_form(visit)
                show_way_for_invited(visit)
        raise PageEnded
    _show_leader_line(visit, leader)
    return leader


def _leader_of_visit(visit: DeskVisit) -> Leader | None:
    engine = process_stores().members
    token = visit.token or _session_cookie()
    leader = leader_of_session(engine, token) if token else None
    if leader is None and (email := openid.returning_leader_email()):
        visit.begin(sign_in.sign_in_by_organisation(engine, email, int(time.time())))
        leader = leader_of_session(engine, visit.token or "")
        token = visit.token
    elif leader is None and token:
        visit.session_ended()
    if leader is not None and token:
        visit.hold_leader(token, leader.name)
    return leader


def _session_cookie() -> str | None:
    found: object = st.context.cookies.get(COOKIE)
    return found if isinstance(found, str) else None  # AppTest has no browser and hands over a mock


def _show_ticket(visit: DeskVisit) -> None:
    """Show the ticket until the script has used it: a run may be over before a browser saw it."""
    if visit.ticket and tickets.is_open(visit.ticket):
        mark = Markup('<div data-desk-ticket="{}"></div>').format(visit.ticket)
        with st.container(key="desk-ticket"):
            st.html(f"{mark}{SCRIPT}", unsafe_allow_javascript=True)
    else:
        visit.ticket = None


def _show_leader_line(visit: DeskVisit, leader: Leader) -> None:
    with st.container(key="desk-line", horizontal=True, vertical_alignment="center"):
        st.html(paragraph_html(say("leaders.line.who", name=leader.name), "desk-who"))
        if st.button(say("leaders.line.sign_out"), type="tertiary", key="desk-sign-out"):
            sign_in.sign_out(process_stores().members, leader)
            visit.signed_out()
            openid.end_streamlit_sign_in()
            st.rerun()
    if DESK:
        with st.container(key="desk-pages", horizontal=True, gap="small"):
            for name in ("leaders", *DESK):
                st.page_link(
                    app_page(name), label=say(f"pages.short_{name}"), query_params=language_query()
                )
