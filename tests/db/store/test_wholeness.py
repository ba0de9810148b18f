"""A store is read whole: pages, rows, and what an index says of them."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.stores import Stores
from db.answers import Survey
from db.members import hand_in
from db.store import wholeness
from db.store.engine import MEMBERS, reading_transaction
from db.store.wholeness import broken_stores

pytestmark = pytest.mark.sqlite
PAGE_BYTES = 4_096


def change_index(folder: Path, stores: Stores) -> None:
    """One bit of one entry of an index; no table loses a byte."""
    with reading_transaction(stores.members) as connection:
        query = (
            "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'return_code'"
        )
        page = connection.execute(text(query)).scalars().first()
    assert page is not None
    stores.close()
    with (folder / "members.sqlite").open("r+b") as damaged:
        damaged.seek(page * PAGE_BYTES - 1)
        last = damaged.read(1)[0]
        damaged.seek(page * PAGE_BYTES - 1)
        damaged.write(bytes([last ^ 1]))


def test_an_index_that_lost_one_bit_is_damage_though_every_row_can_be_read(
    folder: Path,
    stores: Stores,
    a_survey: Callable[..., Survey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A question by that index would miss rows without a word; reading each row shows nothing."""
    for _ in range(20):
        hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    assert broken_stores({MEMBERS: stores.members}) == []
    change_index(folder, stores)
    assert broken_stores({MEMBERS: stores.members}) == [MEMBERS]

    monkeypatch.setattr(wholeness, "_can_be_read", rows_can_be_read)
    assert broken_stores({MEMBERS: stores.members}) == []


def rows_can_be_read(connection: wholeness.Connection) -> bool:
    """The control: every row of every table, read as PostgreSQL's are."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    for name in names.scalars().all():
        connection.execute(text(f'SELECT * FROM "{name}" NOT INDEXED')).all()
    return True
