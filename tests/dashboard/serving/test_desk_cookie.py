"""The leaders' cookie: what sets it, what it is like, what does not."""

from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette

from dashboard.leaders.access.cookie_tickets import COOKIE, tickets
from dashboard.serving import desk_cookie
from dashboard.serving.closed_paths import PathAndOriginGuard
from dashboard.serving.cookie_exchange import LONGEST_BODY
from dashboard.serving.desk_cookie import PATH
from db.desk.sessions import LONGEST_SECONDS
from tests.dashboard.serving.asking import HOST, Answer, ask_app

APP = PathAndOriginGuard(Starlette(routes=[desk_cookie.cookie_route()]))
"""The route behind the doors that stand before it in the served application."""


def ask(body: bytes | str, scheme: str = "http", query: str = "", **headers: str) -> Answer:
    return ask_app(APP, PATH, body, scheme=scheme, query=query, **headers)


def morsel(header: str) -> dict[str, str]:
    found = SimpleCookie(header)[COOKIE]
    return {"value": found.value, **{k: str(v) for k, v in found.items()}}


def test_a_ticket_is_traded_for_a_cookie_that_no_script_can_read() -> None:
    """HttpOnly, Strict, the whole host, no longer than the session, kept in no cache."""
    answer = ask(tickets.issue("the-token"))
    cookie = morsel(answer.headers["set-cookie"])
    assert (answer.status, answer.body) == (204, b"")
    assert (cookie["value"], cookie["path"], cookie["samesite"]) == ("the-token", "/", "strict")
    assert cookie["httponly"] == "True"
    assert 0 < int(cookie["max-age"]) <= LONGEST_SECONDS
    assert cookie["domain"] == ""
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("scheme", "said", "secure"),
    [
        ("http", "", False),
        ("http", "http", False),
        ("http", "https", True),
        ("http", "HTTPS, http", True),
        ("https", "", True),
    ],
)
def test_the_cookie_is_secure_where_the_request_came_by_https(
    scheme: str, said: str, secure: bool
) -> None:
    """By itself, or before a proxy that says so."""
    headers = {"x_forwarded_proto": said} if said else {}
    answer = ask(tickets.issue("the-token"), scheme, **headers)
    assert ("Secure" in answer.headers["set-cookie"]) == secure


def test_the_ticket_of_a_sign_out_takes_the_cookie_away() -> None:
    """Empty, and over at once."""
    answer = ask(tickets.issue(""))
    cookie = morsel(answer.headers["set-cookie"])
    assert (answer.status, cookie["value"], cookie["max-age"]) == (204, "", "0")


@pytest.mark.parametrize("body", [b"", b"made up", b"\xff\xfe", b"x" * (LONGEST_BODY + 1)])
def test_what_is_no_ticket_sets_nothing(body: bytes) -> None:
    """Empty, made up, not even text, too long."""
    answer = ask(body)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_ticket_with_much_behind_it_is_not_even_looked_at() -> None:
    """Reading stops early; the ticket stays unused."""
    ticket = tickets.issue("the-token")
    assert ask(ticket + " " * LONGEST_BODY).status == 403
    assert tickets.is_open(ticket)


def test_a_ticket_that_was_used_sets_nothing() -> None:
    """The second request with it is refused."""
    ticket = tickets.issue("the-token")
    assert [ask(ticket).status for _ in range(2)] == [204, 403]


def test_a_ticket_in_the_address_sets_nothing() -> None:
    """Only the body is read, and only of a POST."""
    ticket = tickets.issue("the-token")
    assert ask(b"", query=f"ticket={ticket}").status == 403
    assert ask(ticket, method="GET").status == 405
    assert tickets.is_open(ticket)


def test_another_sites_page_cannot_trade_a_ticket() -> None:
    """A browser names the page that asks; the ticket stays unused."""
    ticket = tickets.issue("the-token")
    assert ask(ticket, origin="http://elsewhere.example").status == 403
    assert ask(ticket, origin=f"http://{HOST}").status == 204
