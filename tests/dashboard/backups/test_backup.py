"""``sweetspot backup``: what was acknowledged is in it, sealed."""

import io
import re
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage
import pytest

from dashboard import demo
from dashboard.backups import archive, files, keys
from dashboard.commands import backup
from dashboard.commands.backup_marks import backup_marks
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import has_text, say
from db.answers import Survey
from db.desk import invites
from db.editions import editions
from tests.dashboard.backups.backing_up import (
    CANARY,
    FAILED,
    Key,
    closed,
    codes,
    let_go,
    problem,
    sweetspot,
)
from tests.editions_of import publish_next
from tests.visitor import ROOT

pytestmark = pytest.mark.sqlite
HANDS_IN = """
import secrets, sys
from pathlib import Path
from dashboard.stores import open_stores
from db.answers import Survey
from db.members import hand_in
stores = open_stores(Path(sys.argv[1]))
survey = Survey.model_validate_json(sys.argv[2])
while True:
    code = secrets.token_bytes(32)
    hand_in.hand_in(stores.members, code, survey)
    print(code.hex(), flush=True)
"""


def test_a_backup_holds_every_survey_that_was_acknowledged_before_it_began(
    folder: Path, stores: Stores, key: Key, tmp_path: Path, a_survey: Callable[..., Survey]
) -> None:
    """Another process hands in without a pause; what the backup holds is a moment of that."""
    command = [sys.executable, "-c", HANDS_IN, str(folder), a_survey().model_dump_json()]
    acknowledged: list[str] = []
    enough = threading.Event()

    def listen(process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged.append(line.strip())
            if len(acknowledged) >= 20:
                enough.set()

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        listener = threading.Thread(target=listen, args=[other])
        listener.start()
        assert enough.wait(60)
        before = set(acknowledged)
        done = sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)
        other.kill()
        listener.join()
    assert done[0] == 0
    restored = tmp_path / "restored"
    assert (
        sweetspot("restore", tmp_path / "b.age", "--identity", key.identity, "--to", restored)[0]
        == 0
    )
    with closed(restored) as again:
        assert before <= codes(again) <= codes(stores)


def test_an_edition_that_appears_between_the_two_copies_is_not_in_the_backup(
    stores: Stores, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out, and the restored store draws an edition of its own under that number."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    copy_of = files._memory_copy
    seen = []

    @contextmanager
    def publishing_in_between(file: Path) -> Iterator[sqlite3.Connection]:
        with copy_of(file) as made:
            seen.append(file.stem)
            if len(seen) == 1:
                publish_next(stores)
            yield made

    monkeypatch.setattr(files, "_memory_copy", publishing_in_between)
    assert sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)[0] == 0
    restored = tmp_path / "restored"
    sweetspot("restore", tmp_path / "b.age", "--identity", key.identity, "--to", restored)
    first = editions.latest_edition(stores.editions)
    assert first is not None
    with closed(restored) as again:
        assert editions.latest_edition(again.editions) is None
        publish_next(again)
        second = editions.latest_edition(again.editions)
        assert second is not None
        assert second.number == first.number == 1
        editions.verify_edition(again.editions, second)


def test_a_backup_is_for_its_owner_and_the_day_is_remembered(backed_up: Path, folder: Path) -> None:
    """0600 under its name, nothing beside it, and the day where the doctor looks."""
    assert stat.S_IMODE(backed_up.stat().st_mode) == 0o600
    assert not list(backed_up.parent.glob(".sweetspot-*"))
    assert backup_marks(folder)


def test_no_plain_byte_of_a_row_is_in_a_backup_nor_on_a_disk_while_it_is_made(
    folder: Path, stores: Stores, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label in the members' database is in its file, and in no file outside the store."""
    invites.create_invite(stores.members, CANARY, 50, None)
    let_go(stores)
    seal, holds = pyrage.encrypt_io, CANARY.encode()
    plain: list[bytes] = []
    outside: list[bytes] = []

    def looking(reader: io.BytesIO, *others: Any) -> None:
        plain.append(reader.getvalue())
        everything = [file for file in tmp_path.rglob("*") if file.is_file()]
        outside.extend(f.read_bytes() for f in everything if not f.is_relative_to(folder))
        seal(reader, *others)

    monkeypatch.setattr(pyrage, "encrypt_io", looking)
    file = tmp_path / "b.age"
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[0] == 0
    copy = archive.unpack_archive(file, keys.identity_keys(key.identity))
    assert holds in copy.parts["members.sqlite"]
    assert holds in (folder / "members.sqlite").read_bytes()
    assert not any(holds in content for content in (*outside, file.read_bytes()))
    kept_files = {file.name.removesuffix("-wal").removesuffix("-shm") for file in folder.iterdir()}
    assert kept_files == {"editions.sqlite", "last-backup", "members.sqlite"}
    pepper = settings().pepper_bytes()
    assert not any(pepper in content for content in (*copy.parts.values(), *plain))


def test_a_backup_that_cannot_be_written_leaves_the_last_one_and_nothing_else(
    backed_up: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full half way."""

    def fails(_reader: object, writer: io.BytesIO, _to: object) -> None:
        writer.write(b"half")
        raise pyrage.EncryptError("OSError: [Errno 28]")

    monkeypatch.setattr(pyrage, "encrypt_io", fails)
    before = {file.name: file.read_bytes() for file in backed_up.parent.iterdir() if file.is_file()}
    told = sweetspot("backup", "--to", backed_up, "--recipient", key.recipient)
    assert told == (FAILED, "", problem("unwritable"))
    after = {file.name: file.read_bytes() for file in backed_up.parent.iterdir() if file.is_file()}
    assert after == before


def test_a_backup_of_a_damaged_store_is_one_sentence(
    folder: Path, stores: Stores, key: Key, tmp_path: Path
) -> None:
    """The file is no database any more."""
    let_go(stores)
    (folder / "members.sqlite").write_bytes(b"no database" * 1000)
    told = sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)
    assert told == (FAILED, "", say("command.problem.store_damaged"))


def test_every_problem_of_a_backup_has_a_sentence() -> None:
    """Each key that stands in the code, with what an f-string puts into it."""
    sources = [*Path(files.__file__).parent.glob("*.py"), Path(backup.__file__)]
    written = [source.read_text(encoding="utf-8") for source in sources]
    named = {key for code in written for key in re.findall(r"\"backup\.(\w+)\"", code)}
    assert len(named) > 15
    named |= {"is_of_sqlite", "is_of_postgresql", "pg_dump_failed", "pg_restore_failed"}
    assert not [key for key in named if not has_text(f"command.problem.backup.{key}")]
