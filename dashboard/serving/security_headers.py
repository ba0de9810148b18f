"""Security headers on every response, and a plain answer where a request fails."""

import base64
import hashlib
import logging
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text import say

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_DENIED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_log = logging.getLogger(__name__)


def script_hashes(html: str) -> list[str]:
    """Policy sources such as ``'sha256-...'`` for the scripts that stand in a page itself."""
    digests = (hashlib.sha256(text.encode()).digest() for text in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_policy(html: str) -> str:
    """A strict content security policy under which this page, and Plotly in it, still work."""
    scripts = " ".join(["'self'", *script_hashes(html)])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",  # the front end writes its styles at run time
            "img-src 'self' data: blob:",  # Plotly saves a picture through a blob
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ),
    )


def security_headers(index: Path) -> dict[str, str]:
    """Name -> value of the headers that every response carries.

    Args:
        index: the page that loads the front end; its inline scripts are the only ones allowed.
    """
    return {
        "Content-Security-Policy": content_policy(index.read_text(encoding="utf-8")),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


class SecurityHeaders:
    """Middleware that sets ``headers`` on every response, its own answer to a failure included."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(raw=message.setdefault("headers", [])).update(self.headers)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            # Starlette would answer this outside of every middleware, without the headers.
            if scope["type"] != "http" or started:
                raise
            _log.exception("A request failed")
            failed = PlainTextResponse(say("app.error.request"), status_code=500)
            await failed(scope, receive, send_with_headers)
