"""The thief after an erasure: what a store still counts of who is gone, and who acted when."""

import random
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from attacks_queue import a_survey, keys_of
from attacks_store import steal
from sqlalchemy import text

from dashboard.publishing import PublishReason
from dashboard.stores import Stores, open_stores
from db.members import hand_in, record
from db.store.engine import forget_deleted_rows, writing_transaction
from db.vocabulary import OverallChange
from tests.editions_of import publish_next

Gained = Callable[..., None]
Rows = set[tuple[object, ...]]
MEMBERS = 60
CONDITIONS = "SELECT condition, count(*) FROM member GROUP BY condition"


def store_with_edition(folder: Path, *, erased: bool, keeps_counts: bool) -> Stores:
    """60 members and an edition, seeded; with one more who was in it and erased everything since.

    Args:
        folder: of the store.
        erased: whether there was that member.
        keeps_counts: the control: publishing remembers the exact counts it drew from.
    """
    chance, generator = random.Random(4), np.random.default_rng(4)
    codes = [chance.randbytes(32) for _ in range(MEMBERS + 1)]
    surveys = [a_survey(generator) for _ in codes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "randbits", chance.getrandbits)
        patch.setattr(secrets, "token_bytes", lambda size=32: chance.randbytes(size))
        stores = open_stores(folder)
        for number, (code, survey) in enumerate(zip(codes, surveys, strict=True)):
            chance.seed(number)
            if number < MEMBERS or erased:
                hand_in.hand_in(stores.members, code, survey)
        chance.seed(MEMBERS + 1)
        assert publish_next(stores).reason is PublishReason.published
        if keeps_counts:
            with writing_transaction(stores.members) as connection:
                connection.execute(text(f"CREATE TABLE last_draw AS {CONDITIONS}"))
        if erased:
            assert record.erase_member(stores.members, codes[-1])
        forget_deleted_rows(stores.members)
    return stores


def stolen_rows(stores: Stores) -> Rows:
    """Every row of every table of the members' database, as a thief reads it."""
    stolen = steal(Path(str(stores.members.url.database)))
    with closing(stolen.opened()) as store:
        return {(table, *row) for table in _tables(store) for row in _rows(store, table)}


def _tables(store: sqlite3.Connection) -> list[str]:
    return [
        name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]


def _rows(store: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return store.execute(f"SELECT * FROM {table}").fetchall()


def told_of_erased(folder: Path, *, keeps_counts: bool) -> int:
    """Rows by which a store that somebody was erased from differs from one they were never in."""
    rows = []
    for erased in (False, True):
        stores = store_with_edition(
            folder / f"{erased}-{keeps_counts}", erased=erased, keeps_counts=keeps_counts
        )
        rows.append(stolen_rows(stores))
        stores.close()
    return len(rows[0] ^ rows[1])


def test_nothing_in_the_store_counts_a_member_who_was_erased(
    tmp_path: Path, gained: Gained
) -> None:
    """Published with her, erased since: row by row the store is one that she was never in.

    The control remembers the exact counts of the last draw: less the rows that are left, it is her.
    """
    ours = told_of_erased(tmp_path, keeps_counts=False)
    control = told_of_erased(tmp_path, keeps_counts=True)
    gained("stolen_counts", ours, "0", control, f"1 of {MEMBERS + 1} erased after an edition")
    assert ours == 0
    assert control > 0


def test_no_column_tells_who_acted_since_the_last_edition(tmp_path: Path, gained: Gained) -> None:
    """Every other member corrects an answer after an edition, and the thief does not know which.

    Figure: the largest correlation of a column with having acted, answers that moved left out; of
    120 members one by chance is under 0.3. The control marks who changed, as the old rule did.
    """
    stores, generator = open_stores(tmp_path / "store"), np.random.default_rng(6)
    codes = [secrets.token_bytes(32) for _ in range(2 * MEMBERS)]
    for code in codes:
        hand_in.hand_in(stores.members, code, a_survey(generator))
    assert publish_next(stores).reason is PublishReason.published
    for code in codes[::2]:
        check_in(stores, code)
    forget_deleted_rows(stores.members)
    acted = {key for key, _ in zip(keys_of(stores.members, codes)[::2], codes[::2], strict=True)}
    columns = columns_of_members(stores)
    did = np.array([key.to_bytes(8, "big") in acted for key in columns["member_key"]])
    told = {name: _correlation(values, did) for name, values in columns.items()}
    worst = max(told.values())
    gained("stolen_last_act", worst, "< 0.4", _correlation(did, did), f"{len(did)} members")
    assert did.sum() == MEMBERS
    assert worst < 0.4


def check_in(stores: Stores, code: bytes) -> None:
    """A check-in of the same week, with another answer."""
    read = record.read_record(stores.members, code)
    assert read is not None
    survey = read.value.survey.model_copy(update={"overall_change": OverallChange.no_change})
    amended = record.MemberRecord.of(survey, read.value.reports)
    record.amend_record(stores.members, code, amended, read.revision)


def columns_of_members(stores: Stores) -> dict[str, list[int]]:
    """Whole numbers of the member table by column; an empty one is -1."""
    stolen = steal(Path(str(stores.members.url.database)))
    with closing(stolen.opened()) as store:
        found = store.execute("SELECT * FROM member ORDER BY member_key")
        names = [about[0] for about in found.description]
        rows = found.fetchall()
    columns = zip(*rows, strict=True)
    return {
        name: [-1 if value is None else int(value) for value in column]
        for name, column in zip(names, columns, strict=True)
    }


def _correlation(values: object, did: np.ndarray) -> float:
    column = np.array(values, dtype=float)
    return float(abs(np.corrcoef(column, did)[0, 1])) if column.std() else 0.0
