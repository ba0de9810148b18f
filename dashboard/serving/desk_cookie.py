"""The leaders' cookie: a reload finds its leader signed in."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.admission.cookie_tickets import GOOD_FOR_SECONDS
from dashboard.leaders.access.cookie_tickets import COOKIE, tickets
from dashboard.serving.cookie_exchange import CookieValue, exchange_ticket
from db.desk.sessions import LONGEST_SECONDS

PATH = "/desk/cookie"
COOKIE_SECONDS = LONGEST_SECONDS - GOOD_FOR_SECONDS
"""However late its ticket was used, no cookie outlives its session."""


async def set_cookie(request: Request) -> Response:
    """As ``exchange_ticket``."""
    return await exchange_ticket(request, COOKIE, _use_ticket)


def cookie_route() -> Route:
    """For the served application's list of routes."""
    return Route(PATH, set_cookie, methods=["POST"])


def _use_ticket(ticket: str) -> CookieValue | None:
    token = tickets.use(ticket)
    return None if token is None else CookieValue(token, COOKIE_SECONDS)
