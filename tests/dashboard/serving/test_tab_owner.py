"""A tab is its browser's: the mark comes from the cookie, never from what a visitor writes."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from dashboard.serving.tab_owner import COOKIE, HEADER, TabOwner, browser_mark


def mark_of(cookie: str, **headers: str) -> str | None:
    """What Streamlit is told about a browser with this cookie."""
    seen: list[str | None] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(Headers(scope=scope).get(HEADER))
        assert len(Headers(scope=scope).getlist(HEADER)) == 1

    raw = [(b"cookie", cookie.encode()), *((k.encode(), v.encode()) for k, v in headers.items())]
    asyncio.run(TabOwner(app)({"type": "websocket", "headers": raw}, None, None))  # type: ignore[arg-type]
    return seen[0]


def test_the_same_browser_has_the_same_mark_however_its_cookie_is_masked() -> None:
    """Streamlit writes one token anew under another mask."""
    one = [f"{COOKIE}={generate_xsrf_token_string(b'a' * 16)}" for _ in range(2)]
    other = f"{COOKIE}={generate_xsrf_token_string(b'b' * 16)}"
    assert one[0] != one[1]
    assert mark_of(one[0]) == mark_of(one[1]) != mark_of(other)


def test_a_visitor_cannot_write_the_mark() -> None:
    """A header of that name is replaced."""
    token = generate_xsrf_token_string(b"a" * 16)
    theirs = mark_of(f"{COOKIE}={token}")
    assert theirs
    assert mark_of("", **{HEADER: theirs}) == ""


def test_the_mark_does_not_tell_the_cookie_and_bad_cookies_have_none() -> None:
    """A hash; "" for none, for half a one and for one that is no token."""
    token = generate_xsrf_token_string(b"a" * 16)
    assert b"a" * 16 not in browser_mark(Headers({"cookie": f"{COOKIE}={token}"})).encode()
    for cookie in ("", COOKIE, f"{COOKIE}=2|x", f"{COOKIE}=zz", "\x00=\x01", "a=b; c"):
        assert browser_mark(Headers({"cookie": cookie})) == ""
