"""The draft's cookie: a reload, a discarded tab or a new server finds the survey where it was."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.serving.cookie_exchange import CookieValue, exchange_ticket
from dashboard.survey.draft_cookie import COOKIE, cookie_tickets
from db.members.draft_tickets import A_WEEK

PATH = "/draft/cookie"
WEEK_SECONDS = A_WEEK * 24 * 60 * 60


async def set_cookie(request: Request) -> Response:
    """As ``exchange_ticket``; without the week's tick the cookie ends with the browser."""
    return await exchange_ticket(request, COOKIE, _use_ticket)


def cookie_route() -> Route:
    """For the served application's list of routes."""
    return Route(PATH, set_cookie, methods=["POST"])


def _use_ticket(ticket: str) -> CookieValue | None:
    found = cookie_tickets.use(ticket)
    if found is None:
        return None
    return CookieValue(found.token, WEEK_SECONDS if found.for_a_week else None)
