"""Slows guessing down: the wait after failed sign-ins doubles, for a name and for the process."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil


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
FOR_THE_PROCESS = WaitGrowth(free=20, first_wait=1, longest_wait=10, forgotten_after=900)
"""Guesses spread over many names; ten seconds are as long as leaders may have to wait for it."""
MOST_NAMES = 1_000
"""Names that are remembered; strangers can make up more than memory holds."""
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


@dataclass
class SignInThrottle:
    """One a process. Names count whether anyone has them or not.

    Attributes:
        clock: seconds, from any start.
    """

    clock: Callable[[], float] = time.monotonic
    _all: _FailureCount = field(default_factory=_FailureCount)
    _names: dict[str, _FailureCount] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: str) -> int:
        """Ask for one try under a name; it counts as failed until ``note_success``.

        So a hundred tries at once are a hundred failures, however slow checking is.

        Returns:
            0 where the try may go on, else the whole seconds to wait; those tries do not count.
        """
        with self._lock:
            now = self.clock()
            row = self._names.get(_name_key(name)) or _FailureCount()
            wait = max(row.wait(FOR_A_NAME, now), self._all.wait(FOR_THE_PROCESS, now))
            if wait > 0:
                return ceil(wait)
            for counted in (row, self._all):
                counted.failures += 1
                counted.last = now
            self._remember_failures(_name_key(name), row)
            return 0

    def note_success(self, name: str) -> None:
        """Note that the try was no guess: the name's row ends, and the process's loses one."""
        with self._lock:
            self._names.pop(_name_key(name), None)
            self._all.failures = max(0, self._all.failures - 1)

    def _remember_failures(self, name: str, row: _FailureCount) -> None:
        # Only a try that counts gets here: what has to wait cannot push another name out.
        self._names[name] = row
        if len(self._names) > MOST_NAMES:
            del self._names[min(self._names, key=lambda known: self._names[known].last)]


def _name_key(name: str) -> str:
    return name[:LONGEST_NAME].casefold()


throttle = SignInThrottle()
"""Of this process."""
