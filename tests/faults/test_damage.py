"""What a power cut, a full disk or a bad sector leaves behind on SQLite."""

import random
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.commands.failures import failure_sentence
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.answers import Survey
from db.editions import editions
from db.members import drafts, hand_in, record
from db.store.engine import MEMBERS, core_table, reading_transaction, sqlite_url
from db.tables import ReturnCodeRow
from tests.faults.dying import HASH_BYTES, ended_by_itself, survey_of
from tests.pages.conftest import OpenPage, filled, no_caches, open_page

__all__ = ["filled", "no_caches", "open_page"]

SEED = 8
HANDED_IN = 30
CUTS = 25
ROOM_BYTES = 8_192
"""How much a full disk still takes: less than one draft of 1 MB."""
LARGE = drafts.Draft(2, '{"weeks": "' + "x" * 1_000_000 + '"}')


def test_a_torn_log_recovers_to_whole_surveys_in_the_order_of_their_arrival(
    tmp_path: Path,
) -> None:
    """The write-ahead log cut at random bytes: the first surveys are there whole, then none."""
    rng = random.Random(SEED)
    given = [rng.randbytes(HASH_BYTES) for _ in range(HANDED_IN)]
    live = tmp_path / "live"
    with closing(open_stores(live)) as stores:
        for code_hash in given:
            hand_in.hand_in(stores.members, code_hash, survey_of(code_hash))
        log = live / "members.sqlite-wal"
        length = log.stat().st_size
        left = [
            _recovered(live, tmp_path / str(i), rng.randrange(length), given) for i in range(CUTS)
        ]
    print(f"log of {length} bytes; surveys left after {CUTS} cuts: {sorted(left)}")
    assert len(set(left)) > 5


def _recovered(live: Path, folder: Path, cut_at: int, given: list[bytes]) -> int:
    """How many surveys are left of a copy whose log was cut off there."""
    shutil.copytree(live, folder)
    (folder / "members.sqlite-shm").unlink()
    with (folder / "members.sqlite-wal").open("r+b") as log:
        log.truncate(cut_at)
    with closing(open_stores(folder)) as stores:
        with reading_transaction(stores.members) as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            there = set(connection.execute(select(core_table(ReturnCodeRow).c.code_hash)).scalars())
        assert there == set(given[: len(there)])
        for code_hash in there:
            found = record.load_record(stores.members, code_hash)
            assert found is not None
            assert found.survey == survey_of(code_hash)
    return len(there)


def test_a_full_disk_says_so_and_keeps_the_draft(
    tmp_path: Path,
    a_survey: Callable[..., Survey],
) -> None:
    """The draft of before is still there; once there is room, the same code hands in."""
    folder, code_hash = tmp_path / "store", b"c" * HASH_BYTES
    small = drafts.Draft(1, '{"weeks": 4}')
    with closing(open_stores(folder)) as stores:
        kept = drafts.save_draft(stores.members, code_hash, small)
    assert ended_by_itself(lambda _: _meet_the_end_of_the_disk(folder, code_hash)) == 0
    with closing(open_stores(folder)) as stores:
        assert (tmp_path / "told").read_text() == say("command.problem.disk_full")
        assert drafts.load_draft(stores.members, code_hash) == small
        assert hand_in.hand_in(stores.members, code_hash, a_survey(), draft_read_with=kept)


def _meet_the_end_of_the_disk(folder: Path, code_hash: bytes) -> None:
    stores = open_stores(folder)
    read = drafts.read_draft(stores.members, code_hash)
    assert read is not None
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    largest = max(file.stat().st_size for file in folder.iterdir()) + ROOM_BYTES
    told = (folder.parent / "told").open("w")
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        drafts.save_draft(stores.members, code_hash, LARGE, read.revision)
    except OperationalError as error:
        told.write(failure_sentence(error))
        told.close()


@pytest.mark.parametrize("size", [0, 100, 5_000])
def test_a_store_whose_pages_were_overwritten_is_told_in_a_sentence(
    tmp_path: Path,
    size: int,
) -> None:
    """Neither a trace nor a path: the last backup is asked for."""
    folder = tmp_path / "store"
    with closing(open_stores(folder)) as stores:
        hand_in.hand_in(stores.members, b"c" * HASH_BYTES, survey_of(b"c" * HASH_BYTES))
    file = Path(str(sqlite_url(folder, MEMBERS).database))
    with file.open("r+b") as damaged:
        damaged.seek(size)
        damaged.write(b"\xde\xad" * 20_000)
    with pytest.raises(DatabaseError) as seen, closing(open_stores(folder)) as stores:
        record.load_record(stores.members, b"c" * HASH_BYTES)
    assert failure_sentence(seen.value) == say("command.problem.store_damaged")


@pytest.mark.sqlite
def test_an_edition_that_was_changed_is_found_by_its_checksum_and_not_shown(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """One published number, five higher than what was published; the page says so: in the file."""
    file = str(filled.edition_writer.url.database)
    with closing(sqlite3.connect(file)) as edition:
        edition.execute("UPDATE cell SET people = people + 5 WHERE measure = 'who_answered'")
        edition.commit()
    newest = editions.latest_edition(filled.editions)
    assert newest is not None
    with pytest.raises(editions.EditionDamaged) as damaged:
        editions.verify_edition(filled.editions, newest)
    page = open_page("doses")
    assert not page.exception
    shown = " ".join(element.proto.body for element in page.get("html"))
    assert say("empty.unavailable") in shown
    assert not page.get("plotly_chart")
    assert str(damaged.value) == "1"
