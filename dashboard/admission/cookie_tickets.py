"""One-time tickets: how what a page holds gets into a cookie that no script can read.

A page cannot set such a cookie. It shows a ticket, a script sends it to the server in the body of
a request (dashboard/serving/cookie_exchange.py), and the answer sets the cookie.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GOOD_FOR_SECONDS = 60
"""From the page to the script's request; a phone on a slow line needs a few."""
MOST = 100
"""Tickets at a time, unless said otherwise."""
TICKET_BYTES = 24
Traded = TypeVar("Traded")


@dataclass
class CookieTickets(Generic[Traded]):
    """In memory, of one process.

    Attributes:
        clock: seconds, from any start.
        most: tickets at a time; the oldest go.
    """

    clock: Callable[[], float] = time.monotonic
    most: int = MOST
    _open: dict[str, tuple[Traded, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def issue(self, traded: Traded) -> str:
        """A ticket for what a cookie shall hold."""
        ticket = secrets.token_urlsafe(TICKET_BYTES)
        with self._lock:
            self._drop_old_tickets()
            self._open[ticket] = (traded, self.clock() + GOOD_FOR_SECONDS)
        return ticket

    def is_open(self, ticket: str) -> bool:
        """Whether a ticket can still be used."""
        with self._lock:
            self._drop_old_tickets()
            return ticket in self._open

    def use(self, ticket: str) -> Traded | None:
        """What the ticket stands for, once; None for one that is used, too old, or made up."""
        with self._lock:
            self._drop_old_tickets()
            found = self._open.pop(ticket, None)
        return None if found is None else found[0]

    def _drop_old_tickets(self) -> None:
        now = self.clock()
        for ticket in [t for t, (_, until) in self._open.items() if until <= now]:
            del self._open[ticket]
        while len(self._open) > self.most:
            del self._open[next(iter(self._open))]
