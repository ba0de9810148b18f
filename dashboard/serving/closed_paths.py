"""Doors of the front end that this app does not need, and visitors from foreign pages: refused.

Streamlit 1.67 takes 10 MB uploads without an uploader on any page, answers its metrics to anyone,
and asks an outside host before it refuses a foreign origin.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_CLOSED = re.compile(r"(?:^|/)_stcore/(?:upload_file|metrics|agent)(?:/|$)")
_POLICY_VIOLATION = 1008


def is_closed_path(path: str) -> bool:
    """Whether a path leads to uploads, metrics or the agent API, under any prefix."""
    return _CLOSED.search(path) is not None


def is_foreign_request(headers: Headers) -> bool:
    """Whether a request says that another site's page made it.

    A browser names the page's origin in every WebSocket handshake, and its host is then the
    one that was asked. Clients that are no browser name none and are not foreign.
    """
    host = headers.get("host", "").lower()
    return any(_host_of_origin(origin) != host or not host for origin in headers.getlist("origin"))


def _host_of_origin(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


class PathAndOriginGuard:
    """Middleware: 404 for closed paths, 403 for foreign origins, before Streamlit sees either."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif is_foreign_request(Headers(scope=scope)):
            await _refuse_request(scope, receive, send)
        elif scope["type"] == "http" and is_closed_path(scope["path"]):
            await Response(status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def _refuse_request(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await Response(status_code=403)(scope, receive, send)
    else:
        # uvicorn answers a close before the handshake with 403; it logs an error for each
        # response of our own.
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
