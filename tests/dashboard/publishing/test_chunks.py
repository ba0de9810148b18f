import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Connection

from dashboard import demo
from dashboard.publishing import builder
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db.counting import cohort
from db.counting.cohort import CohortChunk
from db.store.engine import reading_transaction

CHUNK = 4_000
Chunks = Callable[[Connection], Iterator[CohortChunk]]
one_at_a_time: Chunks = partial(cohort.load_chunks, size=CHUNK)


def all_at_once(connection: Connection) -> Iterator[CohortChunk]:
    return iter(list(one_at_a_time(connection)))


def peak_mb(stores: Stores, monkeypatch: pytest.MonkeyPatch, chunks: Chunks) -> float:
    """The most that counting had in memory at once."""
    monkeypatch.setattr(builder.cohort, "load_chunks", chunks)
    with reading_transaction(stores.members) as snapshot:
        tracemalloc.start()
        builder._count_by_chunk(snapshot, LotKey.draw())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak / 1e6


def test_memory_is_flat_past_one_chunk(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six chunks need what three need; read all at once, they need a good deal more."""
    demo.fill_with_members(stores.members, 3 * CHUNK, seed=1)
    three = peak_mb(stores, monkeypatch, one_at_a_time)
    three_kept = peak_mb(stores, monkeypatch, all_at_once)
    demo.fill_with_members(stores.members, 3 * CHUNK, seed=2)
    six = peak_mb(stores, monkeypatch, one_at_a_time)
    six_kept = peak_mb(stores, monkeypatch, all_at_once)
    assert six < 1.05 * three
    assert six_kept > 1.2 * three_kept
    print(f"{three:.1f} {six:.1f} {three_kept:.1f} {six_kept:.1f} MB")
