"""The publisher's clock: the running app looks now and then whether an edition is due."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

SECONDS_A_MINUTE = 60
_log = logging.getLogger(__name__)


async def keep_publishing(publish_if_due: Callable[[], int | None], minutes: float) -> None:
    """Look at once and then every ``minutes``, until cancelled; a failure waits for the next look.

    Args:
        publish_if_due: returns the number of the edition it published, or None; runs in a
            thread, so that pages stay quick while it counts.
        minutes: from the end of one look to the next.
    """
    while True:
        try:
            edition = await asyncio.to_thread(publish_if_due)
        except Exception as error:  # noqa: BLE001 - whatever it was, the next look may succeed
            _log.error("Publishing failed: %s", type(error).__name__)
        else:
            if edition is not None:
                _log.info("Edition %d is published", edition)
        await asyncio.sleep(minutes * SECONDS_A_MINUTE)


@asynccontextmanager
async def ticking(publish_if_due: Callable[[], int | None], minutes: float) -> AsyncIterator[None]:
    """Keep publishing while the block runs.

    An edition that is being written when the block ends is finished by its thread, which
    asyncio waits for.
    """
    task = asyncio.create_task(keep_publishing(publish_if_due, minutes))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
