"""The leaders' cookie: its name, and the one-time tickets that are traded for it."""

from dashboard.admission.cookie_tickets import CookieTickets

COOKIE = "sweetspot_desk"
tickets: CookieTickets[str] = CookieTickets()
"""Of this process, each for a session's token; for the empty one, it takes the cookie away."""
