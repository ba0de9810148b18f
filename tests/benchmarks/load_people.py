"""Who visits under load: people who look at charts, and members who fill in a whole survey.

A visitor taps what is on the screen, as the server sent it: no id of a widget is known
beforehand, and no address of a page but the survey's.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import load_survey
from load_tab import Run, Tab, chosen, opened, options_of
from websockets.exceptions import WebSocketException

from dashboard.survey.visit import DOUBLE_TAP_SECONDS

LEAST_THOUGHT = DOUBLE_TAP_SECONDS + 0.1
"""Seconds before a step; a tap that comes sooner is taken for a slip."""
HASTE = 1.5
"""Mean seconds a tap while a survey is brought to where its member is when measuring begins."""
MOST_TAPS = 400
"""Of one survey; it takes about 45."""
CHOICES = ("selectbox", "button_group")


class AllGo(Exception):
    """The crowd goes home."""


@dataclass(frozen=True)
class Thought:
    """Mean seconds between an answer and the next tap; the times are exponential.

    Attributes:
        charts: of people who look at charts.
        survey: of members who fill in the survey: 45 taps in about four minutes.
    """

    charts: float = 10.0
    survey: float = 5.0


@dataclass
class Crowd:
    """Everyone who visits one server, and what came of it.

    Attributes:
        ports: of the server.
        pages: addresses of chart pages.
        thought: think times.
        chance: what everyone taps, and when.
        runs: every run of every visitor.
        handed_in: surveys of which a member was told that they arrived.
        dropped: connections that broke or could not be opened.
        waiting: visitor -> since when they wait for an answer.
        failures: what else went wrong; kinds, no words of a page.
    """

    ports: tuple[int, ...]
    pages: tuple[str, ...]
    thought: Thought
    chance: random.Random
    runs: list[Run] = field(default_factory=list)
    handed_in: int = 0
    dropped: int = 0
    waiting: dict[int, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    came: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def reader(self) -> None:
        """Looks at charts until all go: another page, or another choice on this one."""
        with self.noted():
            async with Visitor(self) as visitor:
                await visitor.does(visitor.tab.open(self.pages[0]))
                while True:
                    await visitor.thinks(self.thought.charts)
                    await visitor.does(self._look_on(visitor.tab))

    async def member(self, head_start: int = 0) -> None:
        """Fills in survey after survey until all go, each in a new tab.

        Args:
            head_start: taps of the first survey that are made in haste, so that not everyone is
                at its beginning when measuring begins.
        """
        with self.noted():
            while True:
                async with Visitor(self) as visitor:
                    await self._fill_in(visitor, head_start)
                    await visitor.thinks(self.thought.charts)
                head_start = 0

    async def one_of_each(self, *, survey: bool) -> None:
        """One visitor opens every page once.

        Raises:
            WebSocketException, OSError: the server does not answer.
        """
        async with Visitor(self) as visitor:
            await visitor.does(visitor.tab.open(self.pages[0]))
            for page in (*self.pages[1:], *((load_survey.PAGE,) if survey else ())):
                await visitor.does(visitor.tab.go(page))

    def go(self) -> None:
        """Nobody asks for anything any more."""
        self.over.set()

    @contextmanager
    def noted(self) -> Iterator[None]:
        """A visit that went wrong ends, and is counted."""
        try:
            yield
        except AllGo:
            return
        except (OSError, WebSocketException):
            self.dropped += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the run has to say so
            self.failures.append(type(error).__name__)

    async def _look_on(self, tab: Tab) -> Run:
        """Half of the time another page; else another choice, every list and option alike.

        A page that offers nothing, as the empty one, is asked for again.
        """
        widgets = list(tab.widgets_of(*CHOICES))
        if len(self.pages) == 1 and not widgets:
            return await tab.open(self.pages[0])
        if not widgets or (len(self.pages) > 1 and self.chance.random() < 0.5):
            others = [page for page in self.pages if tab.pages[page] != tab.page]
            return await tab.go(self.chance.choice(others))
        widget = self.chance.choice(widgets)
        return await tab.tap("choice", chosen(widget, self.chance.choice(options_of(widget))))

    async def _fill_in(self, visitor: "Visitor", head_start: int) -> None:
        filling = load_survey.Filling(visitor.tab, self.chance)
        await visitor.does(visitor.tab.open(load_survey.PAGE))
        for taps in range(MOST_TAPS):
            kind, state = filling.next_tap()
            mean = HASTE if taps < head_start else self.thought.survey
            await visitor.thinks(mean, 0.0 if kind == "tap" else LEAST_THOUGHT)
            if kind == "hand_in":
                tap = visitor.tab.tap(kind, state, load_survey.THANKS)
                self.handed_in += (await visitor.does(tap)).told is not None
                return
            await visitor.does(visitor.tab.tap(kind, state))
        self.failures.append("a survey without an end")


class Visitor:
    """One visit: a tab, and its place in the crowd."""

    tab: Tab

    def __init__(self, crowd: Crowd) -> None:
        crowd.came += 1
        self.crowd, self.number = crowd, crowd.came

    async def __aenter__(self) -> Self:
        ports = self.crowd.ports
        self.tab = await opened(ports[self.number % len(ports)], self.number)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.tab.socket.transport.abort()  # as a tab that is closed: without a word

    async def does(self, tap: Awaitable[Run]) -> Run:
        """One run, noted."""
        self.crowd.waiting[self.number] = time.perf_counter()
        run = await tap
        del self.crowd.waiting[self.number]
        self.crowd.runs.append(run)
        return run

    async def thinks(self, mean: float, least: float = 0.0) -> None:
        """A while, at random, in seconds.

        Raises:
            AllGo: the crowd goes home.
        """
        seconds = max(least, self.crowd.chance.expovariate(1 / mean))
        with suppress(TimeoutError):
            await asyncio.wait_for(self.crowd.over.wait(), seconds)
            raise AllGo
