"""How often a tab may have its page run: nobody taps faster, and no household takes every turn.

Python runs one thread at a time, so whoever has ten pages run at once leaves others an eleventh.
What comes faster waits its turn, unread: nothing of it is lost, and nobody else waits for it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from weakref import WeakValueDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.admission.rate_limits import RateAllowance
from dashboard.admission.visitor_address import address_of_connection
from dashboard.settings import settings

USUAL_RUNS_A_SECOND = 4.0
OF_A_TAB = RateAllowance(at_once=20, seconds=1 / USUAL_RUNS_A_SECOND)
"""A person taps under five times a second, and not for long."""
OF_A_HOUSEHOLD = RateAllowance(at_once=100, seconds=0.2 / USUAL_RUNS_A_SECOND)
"""A hospital's 50 people who tap every three seconds need 17 a second."""
RUNNING_AT_ONCE = 1
"""Of one household. A page takes 10 to 50 ms, so that is 20 pages a second and more."""
LONGEST_TURN_SECONDS = 0.3
"""A run that takes longer, such as a PDF's, gives its turn away after that and goes on."""
LONGEST_END = 128
"""Bytes; the message that ends a run has about 50."""


@dataclass
class Pace:
    """A token bucket that is waited for.

    Attributes:
        allowance: how fast.
        full_at: when it is full again.
    """

    allowance: RateAllowance
    full_at: float = 0.0

    def seconds_used(self, now: float) -> float:
        """What was taken of late, in seconds until it is full again."""
        return max(0.0, self.full_at - now)

    def seconds_to_wait(self, now: float) -> float:
        """Until one may be taken; 0 for now."""
        after = self.seconds_used(now) + self.allowance.seconds
        return max(0.0, after - self.allowance.seconds_to_refill)

    def take_one(self, now: float) -> None:
        """Note that one was taken."""
        self.full_at = max(self.full_at, now) + self.allowance.seconds


def allowance_as_set(usual: RateAllowance) -> RateAllowance:
    """As fast as the operator set it."""
    times = settings().runs_a_second / USUAL_RUNS_A_SECOND
    return RateAllowance(usual.at_once, usual.seconds / times)


@dataclass
class HouseholdTurns:
    """Who of a household is next: the tab that had the fewest runs of late, so a new one is first.

    Attributes:
        pace: of all its tabs together.
    """

    pace: Pace = field(default_factory=lambda: Pace(allowance_as_set(OF_A_HOUSEHOLD)))
    _free: int = RUNNING_AT_ONCE
    _waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _asked: int = 0
    _next_look: asyncio.TimerHandle | None = None

    async def begin(self, seconds_used: float) -> None:
        """Wait for a turn.

        Args:
            seconds_used: by the tab, of its own pace.
        """
        turn = asyncio.get_running_loop().create_future()
        self._asked += 1
        heappush(self._waiting, (seconds_used, self._asked, turn))
        self._serve_next()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.end()
            raise

    def end(self) -> None:
        """Give a turn to the next."""
        self._free += 1
        self._serve_next()

    def _serve_next(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting and self._free:
            seconds = self.pace.seconds_to_wait(loop.time())
            if seconds > 0:
                if self._next_look is None:
                    self._next_look = loop.call_later(seconds, self._look_again)
                return
            turn = heappop(self._waiting)[-1]
            if not turn.done():
                self._free -= 1
                self.pace.take_one(loop.time())
                turn.set_result(None)

    def _look_again(self) -> None:
        self._next_look = None
        self._serve_next()


class _TabTurn:
    """The turn that a tab has, if it has one; a tab has one at a time."""

    def __init__(self, household: HouseholdTurns) -> None:
        self._household, self._pace = household, Pace(allowance_as_set(OF_A_TAB))
        self._over = asyncio.Event()
        self._over.set()
        self._ends: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        """Wait as long as the tab's pace asks for, until its last run is over, and for a turn."""
        loop = asyncio.get_running_loop()
        if (seconds := self._pace.seconds_to_wait(loop.time())) > 0:
            await asyncio.sleep(seconds)
        await self._over.wait()
        await self._household.begin(self._pace.seconds_used(loop.time()))
        self._pace.take_one(loop.time())
        self._over.clear()
        self._ends = loop.call_later(LONGEST_TURN_SECONDS, self.end)

    def end(self) -> None:
        """Give the turn to the next."""
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None
            self._over.set()
            self._household.end()


class RunPacing:
    """Middleware over what a tab sends, behind the filter of what no page sends.

    Args:
        app: what answers.
        household_of: the key that a connection is counted under.
    """

    def __init__(
        self, app: ASGIApp, household_of: Callable[[Scope], str] = address_of_connection
    ) -> None:
        self.app = app
        self._household_of = household_of
        self._households: WeakValueDictionary[str, HouseholdTurns] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what a tab sends, as fast as it may."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        household = self._households.setdefault(self._household_of(scope), HouseholdTurns())
        turn = _TabTurn(household)

        async def receive_paced() -> Message:
            message = await receive()
            if is_rerun(message):
                await turn.begin()
            return message

        async def send_watched(message: Message) -> None:
            await send(message)
            if is_end_of_run(message):
                turn.end()

        try:
            await self.app(scope, receive_paced, send_watched)
        finally:
            turn.end()


def is_rerun(message: Message) -> bool:
    """Whether a message asks for a run of the page."""
    content = message.get("bytes")
    return bool(content) and BackMsg.FromString(content).WhichOneof("type") == "rerun_script"


def is_end_of_run(message: Message) -> bool:
    """Whether a message to the browser says that a run has ended."""
    content = message.get("bytes")
    if not content or len(content) > LONGEST_END:
        return False
    return bool(ForwardMsg.FromString(content).WhichOneof("type") == "script_finished")
