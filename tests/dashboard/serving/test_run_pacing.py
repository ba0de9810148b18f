"""Runs are counted by tab and by household: who taps as people do never waits for who does not."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.serving import run_pacing
from dashboard.serving.run_pacing import (
    LONGEST_TURN_SECONDS,
    OF_A_HOUSEHOLD,
    OF_A_TAB,
    Pace,
    RunPacing,
    is_end_of_run,
    is_rerun,
)
from dashboard.settings import settings

OpenTab = Callable[[str], Awaitable[None]]
RUDE_TABS = 10
RUN_SECONDS = 0.01


def tap() -> Message:
    """A message that asks for a run."""
    message = BackMsg()
    message.rerun_script.page_name = ""
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def finished() -> Message:
    """The message that ends a run."""
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


class Pages:
    """Pages that take a while to run; who runs, in which order, and how many at a time."""

    def __init__(self, *, never_end: bool = False) -> None:
        self.ran: list[str] = []
        self.running = self.most = 0
        self._never_end = never_end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A tab's life."""
        while (await receive())["type"] != "websocket.disconnect":
            self.ran.append(scope["tab"])
            self.running += 1
            self.most = max(self.most, self.running)
            await asyncio.sleep(RUN_SECONDS)
            self.running -= 1
            if not self._never_end:
                await send(finished())


def play(
    pages: Pages, story: Callable[[Callable[[str], Awaitable[None]]], Awaitable[None]]
) -> None:
    """Tabs of one household that tap without end; the story opens them."""
    app = RunPacing(pages, lambda _: "one household")

    async def tab(name: str) -> None:
        async def receive() -> Message:
            return tap()

        async def send(message: Message) -> None:
            pass

        await app({"type": "websocket", "tab": name}, receive, send)

    async def whole() -> None:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(story(tab), 60)

    asyncio.run(whole())


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for it."""
    while not is_so():  # noqa: ASYNC110 - what is waited for is a list of the app's
        await asyncio.sleep(0.005)


def test_ten_rude_tabs_run_one_page_at_a_time_and_a_new_tab_is_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While they wait with what they have sent too fast, the new one's first run comes at once."""
    monkeypatch.setattr(run_pacing, "LONGEST_TURN_SECONDS", 30.0)  # a busy machine ends no turn
    pages = Pages()

    async def story(tab: OpenTab) -> None:
        rude = [asyncio.ensure_future(tab("rude")) for _ in range(RUDE_TABS)]
        await until(lambda: len(pages.ran) >= OF_A_HOUSEHOLD.at_once)
        before = len(pages.ran)
        new = asyncio.ensure_future(tab("new"))
        await until(lambda: "new" in pages.ran)
        assert pages.ran.index("new") - before <= 2
        for task in (*rude, new):
            task.cancel()

    play(pages, story)
    assert pages.most == 1


def test_without_turns_all_ten_run_at_once() -> None:
    """Control: the same tabs at the app itself."""
    pages = Pages()

    async def story(tab: OpenTab) -> None:
        async def receive() -> Message:
            return tap()

        async def send(message: Message) -> None:
            pass

        scope = {"type": "websocket", "tab": "rude"}
        rude = [asyncio.ensure_future(pages(scope, receive, send)) for _ in range(RUDE_TABS)]
        await until(lambda: len(pages.ran) > RUDE_TABS)
        for task in rude:
            task.cancel()

    play(pages, story)
    assert pages.most == RUDE_TABS


def test_a_run_that_takes_long_gives_its_turn_away() -> None:
    """A page that waits for a PDF holds up its household for a third of a second, no longer."""
    pages = Pages(never_end=True)

    async def story(tab: OpenTab) -> None:
        both = [asyncio.ensure_future(tab("slow")), asyncio.ensure_future(tab("other"))]
        await until(lambda: "other" in pages.ran)
        for task in both:
            task.cancel()

    play(pages, story)
    assert pages.ran[:2] == ["slow", "other"]
    assert LONGEST_TURN_SECONDS <= 0.5


def test_a_tab_has_twenty_runs_at_once_and_then_four_a_second() -> None:
    """A person taps under five times a second, and not for long: 20 taps in 4 s never wait."""
    pace, waits = Pace(OF_A_TAB), []
    for number in range(40):
        now = number / 5
        waits.append(pace.seconds_to_wait(now))
        pace.take_one(now)
    assert waits[:20] == [0.0] * 20
    flood = Pace(OF_A_TAB)
    for _ in range(20):
        assert flood.seconds_to_wait(0.0) == 0
        flood.take_one(0.0)
    assert flood.seconds_to_wait(0.0) == OF_A_TAB.seconds == 0.25


def test_a_hospitals_fifty_people_wait_for_nothing() -> None:
    """Each taps every three seconds, for ten minutes: 10,000 runs of one household."""
    pace = Pace(OF_A_HOUSEHOLD)
    for number in range(10_000):
        now = number * 3 / 50
        assert pace.seconds_to_wait(now) == 0
        pace.take_one(now)


def test_what_is_no_run_is_not_counted() -> None:
    """A sign of life, an end of a connection; of what leaves, only the end of a run."""
    beat = BackMsg()
    beat.app_heartbeat = True
    assert not is_rerun({"type": "websocket.receive", "bytes": beat.SerializeToString()})
    assert not is_rerun({"type": "websocket.disconnect", "code": 1001})
    assert is_rerun(tap())
    assert is_end_of_run(finished())
    assert not is_end_of_run({"type": "websocket.send", "bytes": b"x" * 10_000})


def test_an_operator_may_set_how_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight runs a second of a tab: twice as fast, also of its household; as many at once."""
    monkeypatch.setenv("SWEETSPOT_RUNS_A_SECOND", "8")
    settings.cache_clear()
    try:
        faster = [run_pacing.allowance_as_set(usual) for usual in (OF_A_TAB, OF_A_HOUSEHOLD)]
    finally:
        settings.cache_clear()
    assert [(one.at_once, one.seconds) for one in faster] == [(20, 0.125), (100, 0.025)]
