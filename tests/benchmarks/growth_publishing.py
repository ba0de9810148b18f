"""One size of group, each step in a process of its own: made, published, weighed.

``python tests/benchmarks/growth_publishing.py make|publish FOLDER MEMBERS`` prints a JSON object.
"""

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.demo.course_truth import PLAIN_STORY  # noqa: E402
from dashboard.publishing import builder  # noqa: E402
from dashboard.publishing.weights import LotKey  # noqa: E402
from dashboard.stores import open_stores  # noqa: E402
from db.editions import editions  # noqa: E402
from tests.editions_of import publish_next  # noqa: E402

SEED = 1
PARTS = {
    "_count_by_chunk": builder,
    "count_chunk": builder,
    "weights": LotKey,
    "write_edition": editions,
}
"""A part of the builder, and where it is named."""
LOOK_EVERY_SECONDS = 0.02
MB = 1_000_000


def main() -> None:
    """Run one step."""
    step, folder, members = sys.argv[1:]
    steps = {"make": _make, "publish": _publish}
    print(json.dumps(steps[step](Path(folder), int(members))))


def _make(folder: Path, members: int) -> dict[str, Any]:
    began = time.perf_counter()
    with closing(open_stores(folder)) as stores:
        truth = demo.CohortTruth(story=PLAIN_STORY)  # what every way of counting knows
        demo.fill_with_members(stores.members, members, SEED, truth)
    return {"seconds": round(time.perf_counter() - began, 2)}


def _publish(folder: Path, members: int) -> dict[str, Any]:
    with closing(open_stores(folder)) as stores, own_memory() as memory, stages() as took:
        before = _peak_mb()
        began, cpu = time.perf_counter(), time.process_time()
        publish_next(stores)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {
        "members": members,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "cpu_seconds_of": {
            "reading": round(took["_count_by_chunk"] - took["count_chunk"], 2),
            "weights": round(took["weights"], 2),
            "counting": round(took["count_chunk"] - took["weights"], 2),
            "blurring": round(cpu - took["_count_by_chunk"] - took["write_edition"], 2),
            "writing": round(took["write_edition"], 2),
        },
        "peak_mb": round(_peak_mb(), 1),
        "peak_mb_before": round(before, 1),
        "peak_own_mb": round(max(memory), 1),
        "members_mb": round((folder / "members.sqlite").stat().st_size / MB, 1),
        "edition_mb": round((folder / "editions.sqlite").stat().st_size / MB, 1),
        "cells": _cells(folder),
    }


@contextmanager
def stages() -> Iterator[dict[str, float]]:
    """CPU seconds in the builder's parts; each of the first three holds the next."""
    took = dict.fromkeys(PARTS, 0.0)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                took[name] += time.process_time() - began

        return run

    with ExitStack() as stack:
        for name, place in PARTS.items():
            work = timed(name, getattr(place, name))
            stack.enter_context(patch.object(place, name, work))
        yield took


def _peak_mb() -> float:
    """The most that was ever in memory, the database's mapped file included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 / MB


@contextmanager
def own_memory() -> Iterator[list[float]]:
    """What the process itself held, looked at again and again; no file that is mapped."""
    found, over = [_own_mb()], Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY_SECONDS):
            found.append(_own_mb())

    thread = Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _own_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) * 1_024 / MB


def _cells(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "editions.sqlite")) as editions:
        return int(editions.execute("SELECT count(*) FROM cell").fetchone()[0])


if __name__ == "__main__":
    main()
