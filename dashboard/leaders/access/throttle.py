"""Slows guessing down: by the name that is tried, and by the household that tries.

A name's wait doubles with each failure. What a household does is counted against nobody else, and
a name that some leader has waits for its own failures alone: no crowd keeps a leader out. So that
nobody learns from it which names those are, who is wrong hears of the household's wait either way.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from dashboard.admission.rate_limits import LimitKind, RateAllowance, RateLimits


@dataclass(frozen=True)
class WaitGrowth:
    """How the wait grows.

    Attributes:
        free: failures in a row without a wait.
        first_wait: seconds after one more; it doubles with each.
        longest_wait: seconds.
        forgotten_after: seconds without a failure after which the row ends.
    """

    free: int
    first_wait: float
    longest_wait: float
    forgotten_after: float


FOR_A_NAME = WaitGrowth(free=3, first_wait=5, longest_wait=300, forgotten_after=3600)
"""Twelve guesses an hour in the long run; a leader whom a stranger keeps out waits 5 minutes."""
FOR_A_HOUSEHOLD = RateAllowance(at_once=20, seconds=10)
"""Failures under whatever names, and one more every ten seconds: a check takes 64 MiB."""
MOST_NAMES = 1_000
"""Names of nobody that are remembered; strangers can make up more than memory holds."""
_SIGN_IN = "sign_in"
LONGEST_NAME = 100
"""Characters of a name that are remembered; no leader's is longer than 40."""


@dataclass
class _FailureCount:
    failures: int = 0
    last: float = 0.0

    def wait(self, pace: WaitGrowth, now: float) -> float:
        if now - self.last >= pace.forgotten_after:
            self.failures = 0
        if self.failures < pace.free:
            return 0.0
        doubled: float = pace.first_wait * 2.0 ** min(self.failures - pace.free, 30)
        return max(0.0, self.last + min(pace.longest_wait, doubled) - now)


@dataclass(frozen=True)
class TryWaits:
    """Whole seconds to wait; 0 for none.

    Attributes:
        for_name: nothing may be checked before.
        for_household: nothing may be checked under a name that nobody has.
    """

    for_name: int = 0
    for_household: int = 0


@dataclass
class SignInThrottle:
    """One a process. Names count whether anyone has them or not.

    Attributes:
        clock: seconds, from any start.
    """

    clock: Callable[[], float] = time.monotonic
    _leaders: dict[str, _FailureCount] = field(default_factory=dict)
    _nobodys: dict[str, _FailureCount] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        kinds = {_SIGN_IN: LimitKind(each=FOR_A_HOUSEHOLD, everyone=None)}
        self._households = RateLimits(kinds, self.clock)

    def begin(self, name: str, household: str | None, *, is_known: bool) -> TryWaits:
        """Ask for one try under a name; it counts as failed until ``note_success``.

        So a hundred tries at once are a hundred failures, however slow checking is. A try that has
        to wait for its name does not count.

        Args:
            name: as it was typed.
            household: the visitor's address; None for a leader who is signed in.
            is_known: whether a leader has this name.
        """
        with self._lock:
            rows, now = self._rows(is_known=is_known), self.clock()
            row = rows.get(_name_key(name)) or _FailureCount()
            wait = row.wait(FOR_A_NAME, now)
            if wait > 0:
                return TryWaits(for_name=ceil(wait))
            row.failures += 1
            row.last = now
            rows[_name_key(name)] = row
            if len(self._nobodys) > MOST_NAMES:
                del self._nobodys[min(self._nobodys, key=lambda n: self._nobodys[n].last)]
        goes_on = household is None or self._households.may_go_on(_SIGN_IN, household)
        return TryWaits(for_household=0 if goes_on else ceil(FOR_A_HOUSEHOLD.seconds))

    def note_success(self, name: str, household: str | None) -> None:
        """Note that a leader's try was no guess: the row ends, the household has one more."""
        with self._lock:
            self._leaders.pop(_name_key(name), None)
        if household is not None:
            self._households.give_back(_SIGN_IN, household)

    def _rows(self, *, is_known: bool) -> dict[str, _FailureCount]:
        # Apart, so that made-up names push no leader's row out.
        return self._leaders if is_known else self._nobodys


def _name_key(name: str) -> str:
    return name[:LONGEST_NAME].casefold()


throttle = SignInThrottle()
"""Of this process."""
