"""Counting on Dask workers from PostgreSQL: ``python tests/benchmarks/growth_cluster.py``.

What the arithmetic of docs/growth.md starts from: seconds to read and to count a chunk, bytes that
come back of it, what the combining process holds. Scheduler, workers, PostgreSQL and publisher
share one machine here, so the times say what the work costs and not how fast a real cluster is.
"""

import argparse
import json
import pickle
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from growth_publishing import own_memory  # noqa: E402
from page_cost import cpu_seconds  # noqa: E402
from sqlalchemy import text  # noqa: E402

from dashboard import demo  # noqa: E402
from dashboard.publishing import builder, chunks  # noqa: E402
from dashboard.publishing.cluster import cluster_counting  # noqa: E402
from dashboard.publishing.weights import LotKey  # noqa: E402
from dashboard.stores import Stores, open_postgresql  # noqa: E402
from db.counting import cohort  # noqa: E402
from db.counting.cohort import CohortChunk  # noqa: E402
from db.store.engine import reading_transaction  # noqa: E402
from tests import postgresql  # noqa: E402
from tests.workers import workers  # noqa: E402

MEMBERS = 400_000
WORKERS = (1, 2)
ADDED = 10
MB = 1_000_000


def main() -> None:
    """Fill, count here, count on workers; print a JSON object."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--members", type=int, default=MEMBERS)
    members = asked.parse_args().members
    with tempfile.TemporaryDirectory() as folder, postgresql.cluster(Path(folder)) as server:
        url = server.new()
        with closing(open_postgresql(url)) as stores:
            demo.fill_with_members(stores.members, members, 1)
            report = {"members": members, **one_chunk(stores), "here": here(stores)}
            for number in WORKERS:
                with tempfile.TemporaryDirectory() as place:
                    report[f"workers_{number}"] = there(stores, url, Path(place), number)
    print(json.dumps(report, indent=2))


def one_chunk(stores: Stores) -> dict[str, Any]:
    """What a task costs, and what it sends back."""
    with reading_transaction(stores.members) as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        server = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        busy, began = cpu_seconds(server), time.process_time()
        chunk = next(cohort.load_chunks(connection))
        read, busy = time.process_time() - began, cpu_seconds(server) - busy
        began = time.process_time()
        totals = chunks.count_chunk(chunk, LotKey.draw())
        count = time.process_time() - began
        began = time.process_time()
        chunks.sum_of_totals([totals] * (ADDED + 1))
        add = (time.process_time() - began) / ADDED
        sizing = cpu_seconds(server)
        cohort.count_members(connection)
        sizing = cpu_seconds(server) - sizing
    return {
        "database_mb": round(size / MB, 1),
        "chunk_members": chunk.members,
        "read_cpu_seconds": round(read, 2),
        "read_server_cpu_seconds": round(busy, 2),
        "read_mb_at_most": round(bytes_at_most(chunk) / MB, 1),
        "count_cpu_seconds": round(count, 2),
        "add_cpu_seconds": round(add, 3),
        "members_server_cpu_seconds": round(sizing, 2),
        "cells_mb": round(len(pickle.dumps(totals, protocol=5)) / MB, 2),
    }


def bytes_at_most(chunk: CohortChunk) -> int:
    """What PostgreSQL sends for a chunk at the most: numbers as text, a key in every row.

    A row is a message of 7 bytes, and 4 more with each number. Digits: a key has 19, packed columns
    18 at the most, the record key 10.
    """
    children = sum(len(part.member) for part in (chunk.steps, chunk.episodes, chunk.reports))
    return chunk.members * (7 + 4 + 19 + 4 + 10 + 4 + 18) + children * (7 + 4 + 19 + 4 + 18)


def here(stores: Stores) -> dict[str, Any]:
    """Counted by one process, chunk by chunk."""
    with reading_transaction(stores.members) as snapshot, own_memory() as memory:
        began = time.perf_counter()
        builder._count_by_chunk(snapshot, LotKey.draw())
        seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "own_mb": round(max(memory), 1)}


def there(stores: Stores, url: str, folder: Path, number: int) -> dict[str, Any]:
    """Counted by workers; the time is the second count's, when they have loaded everything."""
    with (
        workers(url, folder, number) as running,
        cluster_counting(running.address, stores.members) as count,
        reading_transaction(stores.members) as snapshot,
    ):
        count(snapshot, LotKey.draw())
        with own_memory() as memory:
            began = time.perf_counter()
            count(snapshot, LotKey.draw())
            seconds = time.perf_counter() - began
    return {
        "seconds": round(seconds, 2),
        "own_mb_before": round(memory[0], 1),
        "own_mb": round(max(memory), 1),
    }


if __name__ == "__main__":
    main()
