"""A tab belongs to the browser that opened it, not to whoever knows its session's name.

Streamlit gives a session back to whoever names it while reconnecting, and its log writes the name
down. It also compares what ``server.trustedUserHeaders`` names (in .streamlit/config.toml): so a
header of ours says which browser it is, by the random cookie that Streamlit gives each.
"""

import hashlib
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

HEADER = "x-sweetspot-browser"
COOKIE = "_streamlit_xsrf"


def browser_mark(headers: Headers) -> str:
    """A hash of the browser's random cookie; "" for a browser that takes none."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    token = decode_xsrf_token_string(cookies[COOKIE].value)[0] if COOKIE in cookies else None
    return hashlib.sha256(token).hexdigest() if token else ""


class TabOwner:
    """Middleware: every WebSocket carries the mark of its browser, whatever it says itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "websocket":
            headers = MutableHeaders(raw=list(scope["headers"]))
            headers[HEADER] = browser_mark(headers)
            scope = {**scope, "headers": headers.raw}
        await self.app(scope, receive, send)
