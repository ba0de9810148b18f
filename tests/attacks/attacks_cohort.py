"""Invented members as publishing reads them."""

import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from attacks_vectors import Vectors, member_vectors

from dashboard import demo
from dashboard.stores import open_stores
from db.counting import cohort
from db.counting.cohort import CohortChunk
from db.store.engine import reading_transaction


def invented_members(members: int, seed: int) -> CohortChunk:
    """A cohort of one chunk."""
    with tempfile.TemporaryDirectory() as folder, closing(open_stores(Path(folder))) as stores:
        demo.fill_with_members(stores.members, members, seed=seed)
        with reading_transaction(stores.members) as connection:
            (chunk,) = cohort.load_chunks(connection)
    return chunk


@cache
def invented_vectors(members: int, seed: int) -> Vectors:
    """The same as vectors of counts; made once a process."""
    return member_vectors(invented_members(members, seed))
