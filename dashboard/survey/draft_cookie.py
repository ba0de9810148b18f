"""The draft's cookie: its name, and the one-time tickets that are traded for it."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.admission.cookie_tickets import CookieTickets

COOKIE = "sweetspot_draft"
MOST = 10_000
"""One-time tickets at a time: members who leave a step within the same minute."""
SCRIPT = '<script src="app/static/ticket.js"></script>'
"""Served from this host, so that the strictest content policy lets it run."""


@dataclass(frozen=True)
class DraftCookie:
    """What the cookie shall be like.

    Attributes:
        token: of the draft's ticket; the empty one takes the cookie away.
        for_a_week: whether it outlives the browser.
    """

    token: str
    for_a_week: bool = False


cookie_tickets: CookieTickets[DraftCookie] = CookieTickets(most=MOST)
"""Of this process."""


def token_of_browser() -> str | None:
    """What the cookie said when this tab connected."""
    found: object = st.context.cookies.get(COOKIE)
    return found if isinstance(found, str) and found else None  # AppTest hands over a mock


def show_cookie_mark(ticket: str | None) -> None:
    """Show a one-time ticket until the script has used it: a browser may miss a run."""
    if ticket and cookie_tickets.is_open(ticket):
        mark = Markup('<div data-draft-ticket="{}"></div>').format(ticket)
        with st.container(key="draft-ticket"):
            st.html(f"{mark}{SCRIPT}", unsafe_allow_javascript=True)
