"""Tabs are counted by household and all together; who is refused is told so by a page."""

import asyncio
import logging

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from dashboard.serving import connection_limits
from dashboard.serving.connection_limits import OF_A_HOUSEHOLD, ConnectionLimits
from dashboard.text import LANGUAGES, load_language_texts
from tests.dashboard.serving.asking import ask_app

PAGES = frozenset({"/", "/share"})


class Tabs:
    """An app whose tabs stay open until they are told to close."""

    def __init__(self, most: int) -> None:
        self.close = asyncio.Event()
        self.limits = ConnectionLimits(self, PAGES, most, lambda scope: scope["household"])
        self.opened = 0
        self.tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        """Open until the test ends."""
        if scope["type"] == "websocket":
            self.opened += 1
            await self.close.wait()

    async def open(self, household: str, tabs: int) -> int:
        """How many of so many tabs are let in."""
        before = self.opened
        for _ in range(tabs):
            scope = {"type": "websocket", "household": household, "path": "/_stcore/stream"}
            self.tasks.append(asyncio.ensure_future(self.limits(scope, _receive, _send)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return self.opened - before

    async def close_all(self) -> None:
        """Every tab is closed."""
        self.close.set()
        await asyncio.gather(*self.tasks)
        self.close.clear()


async def _receive() -> Message:
    return {"type": "websocket.connect"}


async def _send(message: Message) -> None:
    assert message == {"type": "websocket.close", "code": 1013}


def test_a_household_has_two_hundred_tabs_and_takes_none_of_anothers() -> None:
    """250 from one address: 200 are let in; the 50 of a hospital elsewhere are, too."""

    async def play() -> tuple[int, int, int]:
        tabs = Tabs(most=10_000)
        rude, hospital = await tabs.open("one", 250), await tabs.open("hospital", 50)
        await tabs.close_all()
        return rude, hospital, await tabs.open("one", 250)

    assert asyncio.run(play()) == (OF_A_HOUSEHOLD, 50, OF_A_HOUSEHOLD)


def test_all_together_have_as_many_as_there_are_descriptors_for() -> None:
    """Room for 30: ten households with five each leave four out; a closed one makes room."""

    async def play() -> tuple[int, int]:
        tabs = Tabs(most=30)
        let_in = sum([await tabs.open(f"{i}", 5) for i in range(10)])
        await tabs.close_all()
        return let_in, await tabs.open("late", 5)

    assert asyncio.run(play()) == (30, 5)


def test_closed_tabs_leave_nothing_in_memory() -> None:
    """1,000 households came and went: no address is left."""

    async def play() -> int:
        tabs = Tabs(most=10_000)
        for number in range(1_000):
            await tabs.open(f"{number}", 1)
        await tabs.close_all()
        return len(tabs.limits._open)

    assert asyncio.run(play()) == 0


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> ConnectionLimits:
    """A household that has all its tabs."""
    monkeypatch.setattr(connection_limits, "OF_A_HOUSEHOLD", 0)
    return ConnectionLimits(PlainTextResponse("the page"), PAGES, 9, lambda _: "one")


def test_who_is_refused_reads_why_in_every_language(full: ConnectionLimits) -> None:
    """Status 503, when to try again, and not from a cache."""
    answer = ask_app(full, "/share", "", method="GET")
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert answer.headers["cache-control"] == "no-store"
    for language in LANGUAGES:
        assert load_language_texts(language)["line"]["crowded"]["title"] in answer.body.decode()


def test_files_and_health_are_not_refused(full: ConnectionLimits) -> None:
    """Tabs that are open go on."""
    assert ask_app(full, "/static/js/index.js", "", method="GET").status == 200
    assert ask_app(full, "/healthz", "", method="GET").status == 200


def test_the_log_says_that_a_limit_was_reached_and_not_by_whom(
    full: ConnectionLimits, caplog: pytest.LogCaptureFixture
) -> None:
    """A hundred refusals in a minute are one line."""
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            ask_app(full, "/", "", method="GET", x_forwarded_for="203.0.113.7")
    assert len(caplog.records) == 1
    assert "203.0.113.7" not in caplog.text
