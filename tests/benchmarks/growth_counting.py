"""Counting beside its floor, pandas, DuckDB and Datasette: the same cells, digit for digit.

``python tests/benchmarks/growth_counting.py FOLDER`` prints a JSON object. What is counted is one
measure, ``effect_by_week``, under everything under which the builder counts it: everyone, each of
six filters; 240 places in each, people and cases. Everybody weighs one here, since the others know
of no lot: drawing it is timed by growth_publishing.py. Reading from the store is timed apart.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

import growth_pandas  # noqa: E402
import growth_sql  # noqa: E402
from growth_pandas import Cells  # noqa: E402

from dashboard.publishing import counting  # noqa: E402
from dashboard.publishing.chunks import count_chunk  # noqa: E402
from dashboard.publishing.measures import TALLIES  # noqa: E402
from dashboard.publishing.weights import LotKey  # noqa: E402
from dashboard.stores import open_stores  # noqa: E402
from db import catalogue  # noqa: E402
from db.counting import cohort  # noqa: E402
from db.counting.cohort import CohortChunk  # noqa: E402
from db.store.engine import reading_transaction  # noqa: E402

MEASURE = "effect_by_week"
SPEC = catalogue.MEASURES[MEASURE]
SWEPT_BYTES = 400_000_000
RUNS = 7
FACTS = ("record_key", "observed_week", "stopped_week")
SPELLS = ("member", "effect", "before", "began_week", "still_there", "ended_week")
"""What the measure reads, besides the six filters."""
NARROWEST = {"record_key": 4, "observed_week": 2, "stopped_week": 2, "member": 4, "effect": 1}
NARROWEST |= {"before": 1, "began_week": 2, "still_there": 1, "ended_week": 2}
"""Bytes that each column would need at the least; a filter's word needs one."""
Found = TypeVar("Found")


def main() -> None:
    """Count five ways and compare."""
    folder = Path(sys.argv[1])
    with closing(open_stores(folder)) as stores, reading_transaction(stores.members) as connection:
        chunk, read = timed(lambda: next(cohort.load_chunks(connection)), 1)
        (members, episodes), pandas_read = timed(lambda: growth_pandas.read(connection), 1)
    tables, duckdb_read = timed(lambda: growth_sql.in_duckdb(folder), 1)
    lot = LotKey.draw()
    ours, seconds = timed(lambda: counted(chunk), RUNS)
    every, every_seconds = timed(lambda: count_chunk(chunk, lot), RUNS)
    by_pandas, pandas = timed(lambda: growth_pandas.count(members, episodes), 2)
    by_duckdb, duckdb = timed(lambda: growth_sql.by_duckdb(tables), RUNS)
    by_datasette, datasette = timed(lambda: growth_sql.by_datasette(folder), 1)
    same = {
        "pandas": growth_pandas.cells(by_pandas) == cells(ours),
        "duckdb": growth_sql.cells(by_duckdb) == cells(ours),
        "datasette": growth_sql.cells(by_datasette) == cells(ours),
    }
    assert all(same.values()), same
    bandwidth = bytes_a_second()
    floor = floors(chunk, bandwidth)
    print(
        json.dumps(
            {
                "members": chunk.members,
                "measure": MEASURE,
                "cells": len(cells(ours)),
                "same_cells": same,
                "bandwidth_gb_s": round(bandwidth / 1e9, 1),
                "floor_ms": {name: round(1_000 * value, 3) for name, value in floor.items()},
                "counting_ms": round(1_000 * seconds, 1),
                "every_measure_ms": round(1_000 * every_seconds, 1),
                "measures": len(every.cells),
                "pandas_ms": round(1_000 * pandas, 1),
                "duckdb_ms": round(1_000 * duckdb, 1),
                "datasette_ms": round(1_000 * datasette, 1),
                "reading_ms": {
                    "counting": round(1_000 * read, 1),
                    "pandas": round(1_000 * pandas_read, 1),
                    "duckdb": round(1_000 * duckdb_read, 1),
                },
                "ratios": {
                    "counting_to_floor": round(seconds / floor["columns"], 1),
                    "counting_to_narrowest_floor": round(seconds / floor["narrowest"], 1),
                    "every_measure_to_floor_of_all_columns": round(
                        every_seconds / floor["all_columns"], 1
                    ),
                    "counting_to_pandas": round(seconds / pandas, 4),
                    "counting_to_duckdb": round(seconds / duckdb, 4),
                    "counting_to_datasette": round(seconds / datasette, 5),
                },
            }
        )
    )


def timed(work: Callable[[], Found], runs: int) -> tuple[Found, float]:
    """What came of it, and the shortest of several runs in seconds."""
    shortest = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        found = work()
        shortest = min(shortest, time.perf_counter() - began)
    return found, shortest


def counted(chunk: CohortChunk) -> counting.WeightedCounts:
    """As the builder counts the measure, everybody once."""
    weights = np.ones(chunk.members, dtype=np.int64)
    return counting.count_cells(chunk, SPEC, TALLIES[MEASURE](chunk), weights)


def cells(counts: counting.WeightedCounts) -> Cells:
    """Cells that hold anybody."""
    slices = counting.slices_of_measure(SPEC)
    filters = [f"{name}={word}" if name else "" for name, word in slices]
    words = counting.axis_words(SPEC)
    people, cases = counts.people.tolist(), counts.cases.tolist()
    return {
        (filters[s], words[p]): (people[s][p], cases[s][p]) for s, p in np.argwhere(counts.people)
    }


def bytes_a_second() -> float:
    """What one core reads of memory: the sum of an array that no cache holds, the best of seven."""
    swept = np.ones(SWEPT_BYTES // 8, dtype=np.int64)
    _, seconds = timed(swept.sum, RUNS)
    return swept.nbytes / seconds


def floors(chunk: CohortChunk, bandwidth: float) -> dict[str, float]:
    """Seconds in which the columns could be read once, as wide as they are and at the narrowest."""
    members, spells = chunk.members, len(chunk.episodes.member)
    columns = [*chunk.facts.values(), *(getattr(chunk, name) for name in FACTS)]
    columns += [getattr(chunk.episodes, name) for name in SPELLS]
    narrowest = members * (len(chunk.facts) + sum(NARROWEST[name] for name in FACTS))
    narrowest += spells * sum(NARROWEST[name] for name in SPELLS)
    return {
        "columns": sum(column.nbytes for column in columns) / bandwidth,
        "narrowest": narrowest / bandwidth,
        "all_columns": _bytes_of(chunk) / bandwidth,
    }


def _bytes_of(part: Any) -> int:
    """Bytes of every column of a cohort, each once."""
    if isinstance(part, np.ndarray):
        return part.nbytes
    return sum(_bytes_of(column) for column in getattr(part, "__dict__", part).values())


if __name__ == "__main__":
    main()
