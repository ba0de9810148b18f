"""An invented cohort with a known truth, for demonstrations and for tests of the estimators.

The cohort holds the mechanisms that make the obvious charts wrong: who suffers takes less, moves
to the morning or stops, and effects end of themselves (docs/invented-cohort.md).
"""

import math
from collections.abc import Callable

import numpy as np
from sqlalchemy import Engine, func, select

from dashboard.demo.course import course_of_members
from dashboard.demo.people import draw_people
from dashboard.demo.rows import KEY_BITS, write_course
from dashboard.demo.truth import CohortTruth
from dashboard.demo.truth_file import describe_truth, load_truth
from db.members.hand_in import are_invented, mark_invented
from db.store.engine import reading_transaction, writing_transaction
from db.store.errors import StoreError
from db.tables import Member

__all__ = ["CHUNK", "CohortTruth", "describe_truth", "fill_with_members", "load_truth"]

CHUNK = 20_000
"""Members a transaction: about 70 MB at a time, whatever the size of the cohort."""
_KEYS_STREAM = 1
"""Beside the streams of the chunks, which are multiples of their size."""
_DEFAULT_TRUTH = CohortTruth()


def fill_with_members(
    engine: Engine,
    members: int,
    seed: int,
    truth: CohortTruth = _DEFAULT_TRUTH,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Append invented members to a migrated members' database, and mark it as invented.

    The same seed gives the same rows in an empty store; appending to a store with members draws
    others, so that no key comes twice.

    Args:
        engine: the members' database.
        members: how many to append.
        seed: 0 or more.
        truth: what is true of them.
        progress: called after each transaction with the number of members written so far.

    Raises:
        StoreError: the store holds members who were not invented.
        ValueError: a negative seed.
    """
    existing = _count_members(engine)
    if existing and not are_invented(engine):
        raise StoreError("store_has_members")
    mark_invented(engine)
    # Ascending over all chunks: pages of the tables are filled in order, and written once.
    rng = np.random.default_rng([seed, existing, _KEYS_STREAM])
    keys = np.sort(rng.integers(0, 2**KEY_BITS, members, dtype=np.int64))
    for done in range(0, members, CHUNK):
        size = min(CHUNK, members - done)
        rng = np.random.default_rng([seed, existing, done])
        began = math.ceil(size * truth.hand_in.began_per_member)
        course = course_of_members(rng, truth, draw_people(rng, truth, began))
        with writing_transaction(engine) as connection:
            write_course(connection, course, keys[done : done + size])
        if progress is not None:
            progress(done + size)


def _count_members(engine: Engine) -> int:
    with reading_transaction(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(Member)).scalar_one())
