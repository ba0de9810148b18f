"""A script sends a ticket in a request's body, the answer sets a cookie that no script can read.

So what the cookie holds is in no address, no log and no script.
"""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

LONGEST_BODY = 200
"""Bytes; a ticket has 32."""


@dataclass(frozen=True)
class CookieValue:
    """What a cookie shall hold.

    Attributes:
        value: empty where the cookie is to be taken away.
        seconds: how long it lives; None for as long as the browser is open.
    """

    value: str
    seconds: int | None


async def exchange_ticket(
    request: Request, cookie: str, use: Callable[[str], CookieValue | None]
) -> Response:
    """204 with the cookie, or with its end; 403 for a ticket that is not good.

    Args:
        request: with a ticket as its body.
        cookie: the cookie's name.
        use: ticket -> what it is traded for, once; None for one that is not good.
    """
    ticket = await _body_text(request)
    traded = None if ticket is None else use(ticket)
    response = Response(status_code=403 if traded is None else 204)
    response.headers["Cache-Control"] = "no-store"
    if traded is not None:
        response.set_cookie(
            cookie,
            traded.value,
            max_age=traded.seconds if traded.value else 0,
            path="/",
            secure=_came_by_https(request),
            httponly=True,
            samesite="strict",
        )
    return response


async def _body_text(request: Request) -> str | None:
    """The body as text; None where it is longer than any ticket, however long it says it is."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return body.decode("ascii", errors="replace")


def _came_by_https(request: Request) -> bool:
    """Also where a proxy took the encryption off. Whoever forges this hits their own cookie."""
    said = request.headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return request.url.scheme == "https" or said == "https"
