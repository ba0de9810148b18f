"""Lets a crowd come, watches the server meanwhile, and lets the crowd go."""

import asyncio
import random
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from load_people import Crowd, Thought
from load_server import Server

SECONDS_BETWEEN_LOOKS = 1.0
MOST_SECONDS_TO_SETTLE = 5.0
SECONDS_BETWEEN_TICKS = 0.05
MOST_HEAD_START = 60
"""Taps; a survey takes about 80, and some of them are spent while the crowd settles."""

IN_HASTE = Thought(charts=0.4, survey=0.1)
EARLY_MEMBERS, EARLY_READERS = 12, 6
MOST_SECONDS_BEFORE = 900


@dataclass(frozen=True)
class Plan:
    """Who comes, and for how long.

    Attributes:
        charts: people who look at charts.
        surveys: people who fill in the survey.
        seconds: that are measured.
        ramp: seconds in which everyone comes, one after the other.
        patience: seconds that are waited at the end for answers that are still to come.
        thought: think times.
        pages: addresses of chart pages.
        seed: of what is tapped, and when.
        closed_tabs: members who came and went before. Streamlit keeps their sessions for a
            while, so a memory run begins as if a day of visits had been.
    """

    charts: int
    surveys: int
    seconds: float
    ramp: float
    patience: float
    thought: Thought
    pages: tuple[str, ...]
    seed: int
    closed_tabs: int = 0


@dataclass
class Watched:
    """What was seen while the crowd was there.

    Attributes:
        crowd: it, and its runs.
        began: when measuring began, by ``time.perf_counter``.
        ended: when it ended.
        rss_mib: before anyone came; then every second that was measured.
        server_cpu: seconds of CPU that the server used meanwhile.
        own_cpu: seconds of CPU that the crowd itself used meanwhile.
        late: seconds by which the crowd's own clock was late, at each tick.
        unanswered: how long those waited who never got an answer.
    """

    crowd: Crowd
    began: float = 0.0
    ended: float = 0.0
    rss_mib: list[float] = field(default_factory=list)
    server_cpu: float = 0.0
    own_cpu: float = 0.0
    late: list[float] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)


async def watch(server: Server, plan: Plan) -> Watched:
    """The whole course: warm up, come, be measured, go."""
    chance = random.Random(plan.seed)
    watched = Watched(Crowd(server.ports, plan.pages, plan.thought, chance))
    await _warm_up(server, plan)
    watched.rss_mib.append(server.rss_mib())
    if plan.closed_tabs:
        await _come_and_go(server, plan, watched.crowd)
    tasks = await _all_come(watched.crowd, plan)
    await _measure(server, plan, watched)
    await _all_go(plan, watched, tasks)
    return watched


async def _warm_up(server: Server, plan: Plan) -> None:
    """One visitor opens every page, so that imports are not measured."""
    first = Crowd(server.ports, plan.pages, plan.thought, random.Random(plan.seed))
    await first.one_of_each(survey=plan.surveys > 0)


async def _come_and_go(server: Server, plan: Plan, later: Crowd) -> None:
    """A crowd in haste, until so many have handed in and closed their tabs.

    What it handed in, and what went wrong, counts for the crowd that comes after it.
    """
    crowd = Crowd(server.ports, plan.pages, IN_HASTE, random.Random(plan.seed))
    comers = [crowd.member] * EARLY_MEMBERS + [crowd.reader] * EARLY_READERS
    tasks = [asyncio.create_task(come()) for come in comers]
    for _ in range(MOST_SECONDS_BEFORE):
        if crowd.handed_in >= plan.closed_tabs or all(task.done() for task in tasks):
            break
        await asyncio.sleep(1)
    crowd.go()
    await asyncio.wait(tasks, timeout=plan.patience)
    later.handed_in, later.dropped = crowd.handed_in, crowd.dropped
    later.failures.extend(crowd.failures)


async def _all_come(crowd: Crowd, plan: Plan) -> list[asyncio.Task[None]]:
    comers: list[Coroutine[Any, Any, None]] = [crowd.reader() for _ in range(plan.charts)]
    for _ in range(plan.surveys):
        most = min(MOST_HEAD_START, int(plan.ramp))
        comers.append(crowd.member(crowd.chance.randrange(most + 1)))
    crowd.chance.shuffle(comers)
    tasks = []
    for comer in comers:
        tasks.append(asyncio.create_task(comer))
        await asyncio.sleep(plan.ramp / len(comers))
    await asyncio.sleep(min(plan.ramp, MOST_SECONDS_TO_SETTLE))
    return tasks


async def _measure(server: Server, plan: Plan, watched: Watched) -> None:
    ticking = asyncio.create_task(_tick(watched.late))
    watched.began = time.perf_counter()
    used, own = server.cpu_seconds(), time.process_time()
    while time.perf_counter() - watched.began < plan.seconds:
        watched.rss_mib.append(server.rss_mib())
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    watched.ended = time.perf_counter()
    watched.server_cpu = server.cpu_seconds() - used
    watched.own_cpu = time.process_time() - own
    ticking.cancel()


async def _all_go(plan: Plan, watched: Watched, tasks: list[asyncio.Task[None]]) -> None:
    """Nobody asks anew; who waits for an answer may wait for it."""
    watched.crowd.go()
    await asyncio.wait(tasks, timeout=plan.patience)
    now = time.perf_counter()
    watched.unanswered = [now - since for since in watched.crowd.waiting.values()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _tick(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + SECONDS_BETWEEN_TICKS
        await asyncio.sleep(SECONDS_BETWEEN_TICKS)
        late.append(time.perf_counter() - due)
