"""A session takes no descriptors until something runs in its loop; the limit is the hard one."""

import asyncio
import os
import resource
from pathlib import Path

from dashboard.serving.descriptors import (
    MOST_TABS,
    OF_A_TAB,
    OF_THE_SERVER,
    SleepingLoop,
    SleepingLoops,
    raise_descriptor_limit,
    tabs_that_fit,
)


def open_descriptors() -> int:
    """Of this process."""
    return len(list(Path(f"/proc/{os.getpid()}/fd").iterdir()))


def test_a_sleeping_loop_takes_no_descriptor_and_works_when_it_is_woken() -> None:
    """A hundred take none; a usual one takes three. One that ran and closed gives all back."""
    before = open_descriptors()
    loops = [SleepingLoop() for _ in range(100)]
    assert open_descriptors() == before
    usual = asyncio.new_event_loop()
    assert open_descriptors() - before == 3
    usual.close()
    for loop in loops[:10]:
        assert loop.run_until_complete(asyncio.sleep(0, "ran")) == "ran"
    assert open_descriptors() - before == 30
    for loop in loops:
        loop.close()
    assert open_descriptors() == before


def test_a_woken_loop_hears_other_threads() -> None:
    """As a library that uses a session's loop would need it."""
    loop = SleepingLoop()
    answer = loop.run_until_complete(asyncio.wait_for(loop.run_in_executor(None, os.getpid), 10))
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    assert answer == os.getpid()


def test_only_what_is_made_inside_a_running_loop_sleeps() -> None:
    """A program that runs its own loop gets a usual one."""
    policy = SleepingLoops()
    outside = policy.new_event_loop()

    async def inside() -> asyncio.AbstractEventLoop:
        return policy.new_event_loop()

    within = asyncio.run(inside())
    assert (isinstance(outside, SleepingLoop), isinstance(within, SleepingLoop)) == (False, True)
    outside.close()
    within.close()


def test_the_soft_limit_is_raised_to_the_hard_one() -> None:
    """Set back afterwards."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
        raised = raise_descriptor_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
        assert hard in {raised, resource.RLIM_INFINITY}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_so_many_tabs_fit() -> None:
    """1,024: (1,024 - 200) / 2 = 412; never more than memory is for, never none."""
    assert (OF_THE_SERVER, OF_A_TAB) == (200, 2)
    assert tabs_that_fit(1_024) == 412
    assert tabs_that_fit(2**63 - 1) == MOST_TABS
    assert tabs_that_fit(10) == 1
