"""How many tabs may be open: by household, and all together, so that the next visitor gets in.

A tab is a lasting connection. What is counted is open now; nothing of it is stored or logged but
that a limit was reached.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.admission.visitor_address import address_of_connection
from dashboard.markup import fill_template, style_element
from dashboard.serving.line_words import STYLE, words_by_language

OF_A_HOUSEHOLD = 200
"""Tabs; a hospital may well have 50 people behind one address, and a meeting as many again."""
TRY_AGAIN_SECONDS = 60
LOG_EVERY_SECONDS = 60.0
_TRY_AGAIN_LATER = 1013
_log = logging.getLogger(__name__)


class ConnectionLimits:
    """Middleware: beyond a limit a tab's connection is refused, and a page says so with status 503.

    Args:
        app: what answers for everything else.
        pages: the addresses of pages, with a slash.
        most: tabs of all households together.
        household_of: the key that a connection is counted under.
    """

    def __init__(
        self,
        app: ASGIApp,
        pages: Collection[str],
        most: int,
        household_of: Callable[[Scope], str] = address_of_connection,
    ) -> None:
        self.app = app
        self._pages, self._most, self._household_of = frozenset(pages), most, household_of
        self._open: Counter[str] = Counter()
        self._logged_at = -LOG_EVERY_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        is_page = scope["type"] == "http" and scope["path"] in self._pages
        if scope["type"] != "websocket" and not is_page:
            await self.app(scope, receive, send)
            return
        household = self._household_of(scope)
        if self._is_full(household):
            self._log_refusal(household)
            await _refuse_connection(scope, receive, send)
        elif is_page:
            await self.app(scope, receive, send)
        else:
            await self._count_connection(household, scope, receive, send)

    async def _count_connection(
        self, household: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._open[household] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[household] -= 1
            if not self._open[household]:
                del self._open[household]

    def _is_full(self, household: str) -> bool:
        return self._open[household] >= OF_A_HOUSEHOLD or self._open.total() >= self._most

    def _log_refusal(self, household: str) -> None:
        now = time.monotonic()
        if now - self._logged_at < LOG_EVERY_SECONDS:
            return
        self._logged_at = now
        of_one = self._open[household] >= OF_A_HOUSEHOLD
        _log.warning(
            "Tabs are refused: %s",
            f"one household has {OF_A_HOUSEHOLD}" if of_one else f"{self._most} are open in all",
        )


async def _refuse_connection(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await _crowded_page(scope)(scope, receive, send)
    else:  # before the handshake: uvicorn answers it with 403
        await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})


def _crowded_page(scope: Scope) -> HTMLResponse:
    html = fill_template(
        "crowded_page",
        by_language=words_by_language(),
        root=f"{scope.get('root_path', '')}/",
        style=style_element(STYLE),
    )
    headers = {"Cache-Control": "no-store", "Retry-After": str(TRY_AGAIN_SECONDS)}
    return HTMLResponse(html, status_code=503, headers=headers)
