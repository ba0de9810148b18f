"""The publisher's clock."""

import asyncio
import contextlib
import datetime
import logging
from threading import Event
from types import SimpleNamespace

import pytest

from dashboard.serving import publish_clock


def test_the_clock_outlives_a_failed_look_and_logs_no_value(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """First look fails, second publishes edition 2, third finds nothing due."""
    looks = iter([ValueError("took 3 mg at bedtime"), 2, None])
    third_look = Event()

    def publish_if_due() -> int | None:
        look = next(looks, None)
        if isinstance(look, Exception):
            raise look
        if look is None:
            third_look.set()
        return look

    async def tick() -> None:
        async with publish_clock.publishing_clock(publish_if_due, minutes=0.0001):
            assert await asyncio.to_thread(third_look.wait, 10)

    with caplog.at_level(logging.INFO, logger="dashboard"):
        asyncio.run(tick())
    messages = [record.getMessage() for record in caplog.records if "clock" in record.name]
    assert messages == ["Publishing failed: ValueError", "Edition 2 is published"]


def test_neither_publishing_nor_a_chore_stops_the_other(caplog: pytest.LogCaptureFixture) -> None:
    """Publishing fails at every look, a chore too; the other chore is done at every look."""
    looks = []
    third_look = Event()

    def publish_if_due() -> int | None:
        raise ValueError("took 3 mg at bedtime")

    def expire_drafts() -> None:
        raise OSError("took 3 mg at bedtime")

    def count_looks() -> None:
        looks.append(1)
        if len(looks) == 3:
            third_look.set()

    async def tick() -> None:
        chores = (expire_drafts, count_looks)
        async with publish_clock.publishing_clock(publish_if_due, 0.0001, *chores):
            assert await asyncio.to_thread(third_look.wait, 10)

    with caplog.at_level(logging.INFO, logger="dashboard"):
        asyncio.run(tick())
    messages = [record.getMessage() for record in caplog.records if "clock" in record.name]
    assert messages[:4] == ["Publishing failed: ValueError", "expire_drafts failed: OSError"] * 2


def test_the_clock_stops_with_the_server() -> None:
    """After the block no look is taken, however short the pause."""
    looks = []

    async def tick() -> int:
        async with publish_clock.publishing_clock(lambda: looks.append(1), minutes=0.00001):
            await asyncio.sleep(0.05)
        seen = len(looks)
        await asyncio.sleep(0.05)
        return seen

    seen = asyncio.run(tick())
    assert seen > 0
    assert len(looks) <= seen + 1  # a look may have been under way


def test_what_is_done_once_a_day_is_done_at_the_first_look_and_after_midnight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten looks on two days; one that fails is done again by the next look."""
    done: list[int] = []
    fails = iter([True])

    @publish_clock.once_a_day
    def look() -> None:
        if next(fails, False):
            raise OSError
        done.append(day)

    for day in (1, 2):
        moment = datetime.datetime(2026, 6, day, 3, tzinfo=datetime.UTC)
        with monkeypatch.context() as patch:
            patch.setattr(publish_clock, "datetime", clock_at(moment))
            for _ in range(5):
                with contextlib.suppress(OSError):
                    look()
    assert done == [1, 2]
    assert look.__name__ == "look"  # the log names a chore that failed


def clock_at(moment: datetime.datetime) -> SimpleNamespace:
    """The module, with a clock that stands."""
    standing = SimpleNamespace(now=lambda _zone: moment)
    return SimpleNamespace(datetime=standing, UTC=datetime.UTC)
