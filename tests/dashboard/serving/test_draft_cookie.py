"""The draft's cookie: what it is like. What sets none is tested with the leaders' (same code)."""

from http.cookies import Morsel, SimpleCookie

import pytest
from starlette.applications import Starlette

from dashboard.serving import draft_cookie
from dashboard.serving.draft_cookie import PATH, WEEK_SECONDS
from dashboard.survey.draft_cookie import COOKIE, DraftCookie, cookie_tickets
from tests.dashboard.serving.asking import ask_app

APP = Starlette(routes=[draft_cookie.cookie_route()])


def set_by(wanted: DraftCookie, **headers: str) -> "Morsel[str]":
    """The cookie that a ticket is traded for."""
    answer = ask_app(APP, PATH, cookie_tickets.issue(wanted), **headers)
    assert answer.status == 204 and answer.headers["cache-control"] == "no-store"
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


def test_by_default_it_ends_with_the_browser_and_no_script_can_read_it() -> None:
    """A session cookie: neither an age nor a day."""
    cookie = set_by(DraftCookie("the-token"))
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("the-token", "/", "strict")
    assert cookie["httponly"] is True
    assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")


def test_with_the_tick_it_stays_for_a_week() -> None:
    """Seven days of seconds."""
    assert int(set_by(DraftCookie("t", for_a_week=True))["max-age"]) == WEEK_SECONDS == 604_800


@pytest.mark.parametrize(("said", "secure"), [("http", False), ("https", True)])
def test_it_is_secure_where_the_request_came_by_https(said: str, secure: bool) -> None:
    """A proxy says so."""
    assert bool(set_by(DraftCookie("t"), x_forwarded_proto=said)["secure"]) is secure


def test_an_empty_token_takes_it_away() -> None:
    """Over at once."""
    assert set_by(DraftCookie(""))["max-age"] == "0"


def test_a_ticket_is_traded_once() -> None:
    """And one that is made up never."""
    ticket = cookie_tickets.issue(DraftCookie("t"))
    got = [ask_app(APP, PATH, body).status for body in (ticket, ticket, "made up")]
    assert got == [204, 403, 403]
