"""The publisher's clock: the running app looks now and then whether an edition is due."""

import asyncio
import datetime
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import wraps
from typing import TypeVar

SECONDS_A_MINUTE = 60
_log = logging.getLogger(__name__)
Done = TypeVar("Done")


async def keep_publishing(
    publish_if_due: Callable[[], int | None],
    minutes: float,
    *chores: Callable[[], None],
) -> None:
    """Look at once and then every ``minutes``, until cancelled; a failure waits for the next look.

    Args:
        publish_if_due: returns the number of the edition it published, or None; runs in a
            thread, so that pages stay quick while it counts.
        minutes: from the end of one look to the next.
        chores: what else is done at every look, in threads too. None stops another.
    """
    while True:
        edition = await _run_in_thread("Publishing", publish_if_due)
        if edition is not None:
            _log.info("Edition %d is published", edition)
        for chore in chores:
            await _run_in_thread(chore.__name__, chore)
        await asyncio.sleep(minutes * SECONDS_A_MINUTE)


async def _run_in_thread(what: str, work: Callable[[], Done]) -> Done | None:
    try:
        return await asyncio.to_thread(work)
    except Exception as error:  # noqa: BLE001 - whatever it was, the next look may succeed
        _log.error("%s failed: %s", what, type(error).__name__)
        return None


def once_a_day(chore: Callable[[], None]) -> Callable[[], None]:
    """A chore that the first look of a day does: at the start, and then soon after midnight.

    One that fails is done again at the next look.
    """
    done_on: datetime.date | None = None

    @wraps(chore)
    def do_daily() -> None:
        nonlocal done_on
        today = datetime.datetime.now(datetime.UTC).date()
        if today != done_on:
            chore()
            done_on = today

    return do_daily


@asynccontextmanager
async def publishing_clock(
    publish_if_due: Callable[[], int | None],
    minutes: float,
    *chores: Callable[[], None],
) -> AsyncIterator[None]:
    """Keep publishing, and doing the chores, while the block runs.

    An edition that is being written when the block ends is finished by its thread, which
    asyncio waits for.
    """
    task = asyncio.create_task(keep_publishing(publish_if_due, minutes, *chores))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
