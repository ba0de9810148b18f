"""How many surveys came of late, counted in this process's memory: whether one is of a crowd.

Nothing of it is stored but why a survey is held. A process that starts anew counts from nothing.
"""

import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable

ROOM_SECONDS = 600.0
ROOM = 30
"""Surveys in ten minutes from one invite, from which on they are held: more than a room holds."""
MOST_INVITES = 1_000
DAY_HOURS = 24
HOUR_SECONDS = 3_600
MOST_A_DAY = 150
"""Without an invite. Over a newsletter's day in a small group; see ``SHARE_A_DAY``."""
SHARE_A_DAY = 1 / 3
"""And of the published members: what more than that brings could be most of a group."""


class SurveyCrowds:
    """When the latest surveys came: a handful of numbers.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._came: OrderedDict[str, deque[float]] = OrderedDict()
        self._by_hour: Counter[int] = Counter()

    def is_surge(self, invite: str, published_members: int | None) -> bool:
        """Whether one more survey belongs to a crowd; it is counted once it is stored.

        Args:
            invite: normalised; "" for none.
            published_members: of the newest edition; None before the first: then there is no
                group yet that a crowd could be measured by.
        """
        with self._lock:
            now = self._clock()
            if invite:
                came = self._came.get(invite, ())
                return 1 + sum(now - moment < ROOM_SECONDS for moment in came) > ROOM
            if published_members is None:
                return False
            came_since_yesterday = 1 + self._count_since_yesterday(now)
            return came_since_yesterday > max(MOST_A_DAY, SHARE_A_DAY * published_members)

    def count_survey(self, invite: str) -> None:
        """Count a survey that was stored. A correction brings nobody, and is not counted."""
        with self._lock:
            now = self._clock()
            if not invite:
                self._by_hour[int(now // HOUR_SECONDS)] += 1
                return
            self._came.setdefault(invite, deque(maxlen=ROOM + 1)).append(now)
            self._came.move_to_end(invite)
            if len(self._came) > MOST_INVITES:  # the latest are kept
                self._came.popitem(last=False)

    def _count_since_yesterday(self, now: float) -> int:
        """In this hour and the 24 before it."""
        hour = int(now // HOUR_SECONDS)
        for earlier in [h for h in self._by_hour if h < hour - DAY_HOURS]:
            del self._by_hour[earlier]
        return self._by_hour.total()
