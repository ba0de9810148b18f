"""The leaders' cookie: a script sends a ticket in a request's body, the answer sets the cookie.

So the token is in no address, no log and no script, and a reload finds its leader signed in.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.leaders.access.cookie_tickets import COOKIE, GOOD_FOR_SECONDS, tickets
from db.desk.sessions import LONGEST_SECONDS

PATH = "/desk/cookie"
LONGEST_BODY = 200
"""Bytes; a ticket has 32."""
COOKIE_SECONDS = LONGEST_SECONDS - GOOD_FOR_SECONDS
"""However late its ticket was used, no cookie outlives its session."""


async def set_cookie(request: Request) -> Response:
    """204 with the cookie, or with its end; 403 for a ticket that is not good."""
    ticket = await _body_text(request)
    token = None if ticket is None else tickets.use(ticket)
    response = Response(status_code=403 if token is None else 204)
    response.headers["Cache-Control"] = "no-store"
    if token is not None:
        response.set_cookie(
            COOKIE,
            token,
            max_age=COOKIE_SECONDS if token else 0,
            path="/",
            secure=_came_by_https(request),
            httponly=True,
            samesite="strict",
        )
    return response


def cookie_route() -> Route:
    """For the served application's list of routes."""
    return Route(PATH, set_cookie, methods=["POST"])


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
