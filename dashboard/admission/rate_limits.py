"""How often a visitor may try a code, begin or hand in a survey, without storing who that is.

An address is known here only as an HMAC under a random salt. The salt lives in memory for a day
at most and is thrown away with all that was counted under it; nothing of it is ever logged.
"""

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

SALT_BYTES = 32
SALT_SECONDS = 24 * 60 * 60.0
MOST_BUCKETS = 10_000
"""Visitors of one kind that are counted at once: about 2 MB.

The longest unused is dropped first: a household that 10,000 others push out has its tries anew.
A code has 80 random bits, and surveys in numbers wait for a proof of work or are held.
"""


@dataclass(frozen=True)
class RateAllowance:
    """So many at once, and another one every so many seconds."""

    at_once: int
    seconds: float

    @property
    def seconds_to_refill(self) -> float:
        """From empty to full."""
        return self.at_once * self.seconds


@dataclass(frozen=True)
class LimitKind:
    """What one household may do, and what all together may do; None = as much as they like."""

    each: RateAllowance
    everyone: RateAllowance | None


KINDS = {
    "code": LimitKind(each=RateAllowance(10, 30.0), everyone=None),
    "survey": LimitKind(each=RateAllowance(80, 30.0), everyone=None),
    "draft": LimitKind(each=RateAllowance(80, 30.0), everyone=None),
    "drafts_of_site": LimitKind(each=RateAllowance(160, 15.0), everyone=None),
    "surveys_of_site": LimitKind(each=RateAllowance(160, 15.0), everyone=None),
    "surveys_of_all": LimitKind(each=RateAllowance(600, 1.0), everyone=None),
}
"""``code``: slips, and nothing is refused: ten slips of the finger are more than anybody needs at
once, and from then on each try of that household waits (dashboard.survey.code_wait). A code has 80
random bits: at a million guesses a second one of 10,000 codes is hit once in four million years,
so there is no limit for all together. With one, 256 vandals kept every member from their code.

``survey``: a meeting of 60 people behind one address gets through within a minute, and 200 within
an hour. ``surveys_of_site`` (of IPv6 a /48, 256 households) and ``surveys_of_all`` count what was
stored, and refuse nothing: a newsletter may bring 600 at once and 3,600 an hour, and from then on
each hand-in waits for a proof of work. With a refusal, eight households shut the door for all.

``draft`` and ``drafts_of_site``: as many drafts that are kept for the first time. Beyond them the
answers stay on the screen. There is none for all together, for the same reason.
"""


class RateLimits:
    """Token buckets in memory; safe to use from several threads.

    A bucket is one number: the time at which it is full again.

    Args:
        kinds: the allowances by name.
        clock: seconds that never go back.
        most: buckets of one kind that are kept.
    """

    def __init__(
        self,
        kinds: Mapping[str, LimitKind],
        clock: Callable[[], float] = time.monotonic,
        most: int = MOST_BUCKETS,
    ) -> None:
        self._kinds, self._clock, self._most = kinds, clock, most
        self._lock = threading.Lock()
        self._start_anew(clock())

    def may_go_on(self, kind: str, address: str) -> bool:
        """Take one of what is left; False, and nothing taken, where none is."""
        allowance = self._kinds[kind]
        with self._lock:
            now = self._time_now()
            buckets, bucket = self._full_at[kind], self._bucket_key(kind, address)
            own = _full_time_after_try(buckets.get(bucket, now), allowance.each, now)
            if own is None or not self._take_from_all(kind, now):
                return False
            buckets[bucket] = own
            buckets.move_to_end(bucket)
            if len(buckets) > self._most:
                buckets.popitem(last=False)
            return True

    def give_back(self, kind: str, address: str) -> None:
        """Undo one ``may_go_on``: what was taken for a try that did not fail."""
        allowance = self._kinds[kind]
        with self._lock:
            now = self._time_now()
            buckets, bucket = self._full_at[kind], self._bucket_key(kind, address)
            full_at = buckets.get(bucket, now) - allowance.each.seconds
            if full_at > now:
                buckets[bucket] = full_at
            else:
                buckets.pop(bucket, None)  # a full bucket says as much as none
            if allowance.everyone:
                self._everyone[kind] -= allowance.everyone.seconds

    def _take_from_all(self, kind: str, now: float) -> bool:
        """Take one of what all together may do; False where none is left."""
        allowance = self._kinds[kind].everyone
        if allowance is None:
            return True
        shared = _full_time_after_try(self._everyone[kind], allowance, now)
        if shared is not None:
            self._everyone[kind] = shared
        return shared is not None

    def _time_now(self) -> float:
        now = self._clock()
        if now >= self._salt_ends:
            self._start_anew(now)
        return now

    def _start_anew(self, now: float) -> None:
        self._salt = secrets.token_bytes(SALT_BYTES)
        self._salt_ends = now + SALT_SECONDS
        self._full_at: dict[str, OrderedDict[bytes, float]] = {
            k: OrderedDict() for k in self._kinds
        }
        self._everyone = dict.fromkeys(self._kinds, now)

    def _bucket_key(self, kind: str, address: str) -> bytes:
        return hmac.digest(self._salt, f"{kind} {address}".encode(), "sha256")


def _full_time_after_try(full_at: float, allowance: RateAllowance, now: float) -> float | None:
    """When the bucket is full again after one more is taken; None where it is empty."""
    after = max(full_at, now) + allowance.seconds
    return after if after - now <= allowance.seconds_to_refill else None


@cache
def process_limits() -> RateLimits:
    """The limits of this process."""
    return RateLimits(KINDS)


def may_go_on(kind: str, address: str) -> bool:
    """Whether a visitor may go on now; that counts as one try.

    Args:
        kind: a name in ``KINDS``.
        address: what ``dashboard.admission.visitor_address.address_of_visitor`` returned.
    """
    return process_limits().may_go_on(kind, address)


def has_room(kind: str, address: str) -> bool:
    """Whether there is one left; none is taken."""
    is_left = may_go_on(kind, address)
    if is_left:
        give_back(kind, address)
    return is_left


def give_back(kind: str, address: str) -> None:
    """Take one try back that turned out not to count."""
    process_limits().give_back(kind, address)
