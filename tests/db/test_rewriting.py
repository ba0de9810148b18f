"""Writing the store anew holds writers up for one step, and does nothing where nobody wrote."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.stores import Stores
from db.members import drafts
from db.members.drafts import Draft
from db.store import engine as store_engine
from db.store.engine import forget_deleted_rows, writing_transaction

pytestmark = pytest.mark.sqlite
DRAFT = Draft(2, '{"you.sex":"female"}')


@pytest.fixture
def vacuums(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often the store was written anew so far."""
    rewrite, times = store_engine._rewrite_in_steps, [0]

    def counted(*given: object) -> bool:
        times[0] += 1
        return rewrite(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store_engine, "_rewrite_in_steps", counted)
    return lambda: times[0]


def test_a_store_that_nobody_wrote_to_is_not_written_anew(
    stores: Stores, vacuums: Callable[[], int]
) -> None:
    """A day of looks every ten minutes: not at all, since opening did it; after a draft once."""
    for _ in range(144):
        assert forget_deleted_rows(stores.members)
    assert vacuums() == 0
    drafts.save_draft(stores.members, b"c" * 32, DRAFT)
    for _ in range(144):
        assert forget_deleted_rows(stores.members)
    assert vacuums() == 1


def test_what_another_program_wrote_is_written_anew_too(
    stores: Stores, folder: Path, vacuums: Callable[[], int]
) -> None:
    """Such as an import beside the running app."""
    assert forget_deleted_rows(stores.members)
    with closing(sqlite3.connect(folder / "members.sqlite")) as other:
        other.execute("INSERT INTO setting (name, value) VALUES ('other', '1')")
        other.commit()
    assert forget_deleted_rows(stores.members)
    assert vacuums() == 1


def test_a_log_that_another_program_emptied_is_no_sign_that_nobody_wrote(
    stores: Stores, folder: Path, vacuums: Callable[[], int]
) -> None:
    """SQLite moves the log into the file as it is, copies of erased rows and all."""
    drafts.save_draft(stores.members, b"c" * 32, DRAFT)
    with closing(sqlite3.connect(folder / "members.sqlite")) as other:
        assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    assert (folder / "members.sqlite-wal").stat().st_size == 0
    assert forget_deleted_rows(stores.members)
    assert vacuums() == 1


def test_a_row_that_comes_between_the_steps_is_written_anew_by_the_next_look(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, vacuums: Callable[[], int]
) -> None:
    """It lies where it came; the look is not taken for done."""
    empty_log = store_engine._empty_log_in_steps

    def with_a_writer(*log: object) -> bool:
        drafts.save_draft(stores.members, b"c" * 32, DRAFT)
        return empty_log(*log)

    drafts.save_draft(stores.members, b"d" * 32, DRAFT)
    with monkeypatch.context() as between:
        between.setattr(store_engine, "_empty_log_in_steps", with_a_writer)
        assert forget_deleted_rows(stores.members)
    assert forget_deleted_rows(stores.members)
    assert vacuums() == 2


def test_a_writer_gets_in_while_a_reader_keeps_the_log(stores: Stores) -> None:
    """Emptying the log waits for the reader, and between its tries lets writers through.

    Before, a writer waited behind the whole of it.
    """
    drafts.save_draft(stores.members, b"c" * 32, DRAFT)
    done: list[float] = []
    with stores.members.connect() as reader, reader.begin():
        reader.exec_driver_sql("SELECT count(*) FROM draft").all()
        looks = threading.Thread(target=lambda: done.append(_look(stores)))
        looks.start()
        with writing_transaction(stores.members):
            written_at = time.monotonic()
        looks.join()
    assert written_at < done[0]


def _look(stores: Stores) -> float:
    assert not forget_deleted_rows(stores.members)
    return time.monotonic()
