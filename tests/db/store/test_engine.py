import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dashboard.stores import open_stores
from db.editions.tables import editions_metadata
from db.store import engine as engines
from db.store.engine import (
    EDITIONS,
    MEMBERS,
    migrate_store,
    open_engine,
    sqlite_url,
    writing_transaction,
)
from db.store.errors import StoreError
from db.tables import members_metadata

STORES = {MEMBERS: members_metadata, EDITIONS: editions_metadata}


def versions(store: str) -> list[str]:
    """Every version that a store ever had, oldest first."""
    scripts = ScriptDirectory.from_config(engines._alembic_config(store))
    return [script.revision for script in scripts.walk_revisions()][::-1]


@pytest.mark.parametrize(
    ("store", "start"),
    [(store, start) for store in STORES for start in [None, *versions(store)]],
)
def test_every_version_migrates_to_what_the_tables_say(
    store: str,
    start: str | None,
    tmp_path: Path,
) -> None:
    """From an empty store and from each earlier version: afterwards nothing is left to change."""
    engine = open_engine(sqlite_url(tmp_path, store))
    if start:
        migrate_store(engine, store, to=start)
    migrate_store(engine, store)
    with engine.connect() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), STORES[store])
        assert engines.store_version(connection) == versions(store)[-1]


@pytest.mark.parametrize("store", STORES)
def test_a_store_from_a_newer_version_is_left_alone(store: str, tmp_path: Path) -> None:
    """It is refused with a key for a clear sentence, and not touched."""
    engine = open_engine(sqlite_url(tmp_path, store))
    migrate_store(engine, store)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    with pytest.raises(StoreError, match="store_is_newer"):
        migrate_store(engine, store)


def test_a_folder_that_cannot_be_made_is_told_by_a_key(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="store_unwritable"):
        open_stores(tmp_path / "file" / "store")


def test_a_folder_is_opened_by_many_at_the_same_moment(tmp_path: Path) -> None:
    """As by the app and ``sweetspot publish``: nobody is told that it cannot be written."""
    folder = tmp_path / "store"
    open_stores(folder).close()
    with ThreadPoolExecutor(8) as openers:
        for stores in openers.map(open_stores, [folder] * 64):
            stores.close()
    assert {file.suffix for file in folder.iterdir()} <= {".sqlite", ".sqlite-wal", ".sqlite-shm"}


@pytest.mark.parametrize(
    "table",
    [t for t in members_metadata.sorted_tables if "member_key" in t.c or "code_hash" in t.c],
    ids=lambda t: t.name,
)
def test_rows_about_a_member_have_no_row_number(table: object, tmp_path: Path) -> None:
    """WITHOUT ROWID: the order of rows cannot tell who came when."""
    engine = open_engine(sqlite_url(tmp_path, MEMBERS))
    migrate_store(engine, MEMBERS)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE name = :name"),
            {"name": table.name},
        ).scalar_one()
    assert "WITHOUT ROWID" in found


def test_no_column_can_hold_a_time_an_address_or_free_text() -> None:
    """Of a member: numbers and a hash; only a draft is text, under its code's hash."""
    about_members = [t for t in members_metadata.sorted_tables if "member_key" in t.c]
    kinds = {str(column.type) for table in about_members for column in table.c}
    assert kinds <= {"SMALLINT", "INTEGER", "BIGINT", "BOOLEAN", "BLOB"}


def test_the_store_writes_safely(tmp_path: Path) -> None:
    """Write-ahead log, full synchronisation, deleted bytes overwritten."""
    engine = open_engine(sqlite_url(tmp_path, MEMBERS))
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_errors_of_the_database_never_print_what_was_stored(tmp_path: Path) -> None:
    """Parameters are answers."""
    engine = open_engine(sqlite_url(tmp_path, MEMBERS))
    with (
        pytest.raises(Exception, match="no such table") as caught,
        writing_transaction(engine) as connection,
    ):
        connection.execute(text("INSERT INTO nowhere VALUES (:answer)"), {"answer": "CANARY"})
    assert "CANARY" not in str(caught.value)


def test_a_copied_store_opens_where_its_folder_has_odd_letters(tmp_path: Path) -> None:
    """Spaces, question marks and percent signs in a folder's name."""
    odd = tmp_path / "my store? 100% ours"
    open_stores(tmp_path / "plain")
    shutil.copytree(tmp_path / "plain", odd)
    with open_stores(odd).editions.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM edition")).scalar() == 0
