"""Backups of a group on PostgreSQL."""

import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from dashboard import demo
from dashboard.backups import archive, dumps, keys
from dashboard.backups.copies import BackupProblem
from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql
from dashboard.text import say
from db.answers import Survey
from db.editions import editions
from db.members import hand_in
from db.store.engine import reading_transaction
from tests.dashboard.backups.backing_up import (
    CANARY,
    FAILED,
    Key,
    codes,
    let_go,
    problem,
    sweetspot,
)
from tests.dashboard.backups.forged import packed_again
from tests.editions_of import publish_next
from tests.postgresql import Cluster

pytestmark = pytest.mark.sqlite


@pytest.fixture
def database(
    postgres: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Stores]]:
    """Takes a new PostgreSQL into the settings, with a password in its address, and opens it."""
    opened: list[Stores] = []

    def new() -> Stores:
        url = postgres.new().replace("postgres@", f"postgres:{CANARY}@")
        monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
        settings.cache_clear()
        opened.append(open_postgresql(url))
        return opened[-1]

    yield new
    for stores in opened:
        let_go(stores)


def test_a_backup_of_a_postgresql_goes_back_into_another(
    database: Callable[[], Stores],
    key: Key,
    tmp_path: Path,
    a_survey: Callable[..., Survey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Equal, changed, refused, moved aside; the password is on no command line."""
    lines: list[str] = []
    run = subprocess.run

    def looking(command: list[str], **named: Any) -> Any:
        lines.extend(command)
        return run(command, **named)

    monkeypatch.setattr(dumps.subprocess, "run", looking)
    first = database()
    demo.fill_with_members(first.members, members=40, seed=1)
    publish_next(first)
    at_backup = codes(first)
    file, key_of = tmp_path / "b.age", ("--identity", key.identity)
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[::2] == (0, "")
    assert say("command.verify.equal", date="")[-20:] in sweetspot("verify", file, *key_of)[1]
    hand_in.hand_in(first.members, secrets.token_bytes(32), a_survey())
    assert sweetspot("restore", file, *key_of) == (FAILED, "", problem("not_empty"))
    assert sweetspot("restore", file, *key_of, "--to", tmp_path / "x")[2] == problem(
        "needs_database"
    )
    told = sweetspot("verify", file, *key_of)
    assert told[0] == 0 and say("command.verify.changed", date="")[-20:] in told[1]

    assert sweetspot("restore", file, *key_of, "--force")[::2] == (0, "")
    assert codes(first) == at_backup
    second = database()
    assert sweetspot("restore", file, *key_of)[::2] == (0, "")
    assert codes(second) == at_backup
    edition = editions.latest_edition(second.editions)
    assert edition is not None and edition.number == 1
    assert lines and not [line for line in lines if CANARY in line]


def test_a_damaged_dump_leaves_the_database_as_it_was(
    database: Callable[[], Stores], key: Key, tmp_path: Path, a_survey: Callable[..., Survey]
) -> None:
    """pg_restore stops half way; the schemas bear their names again, with their rows."""
    stores = database()
    hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    file = tmp_path / "b.age"
    sweetspot("backup", "--to", file, "--recipient", key.recipient)
    copy = archive.unpack_archive(file, keys.identity_keys(key.identity))
    dump = copy.parts[dumps.DUMP]
    cut = replace(copy, parts={dumps.DUMP: dump[: len(dump) // 2]})
    packed_again(cut, file, key)
    before = codes(stores)
    told = sweetspot("restore", file, "--identity", key.identity, "--force")
    assert told == (FAILED, "", problem("pg_restore_failed"))
    assert codes(stores) == before
    with reading_transaction(stores.members) as connection:
        names = connection.execute(text("SELECT nspname FROM pg_namespace")).scalars()
        assert not [name for name in names if "before" in name]


def test_without_the_programs_of_postgresql_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither in Debian's folder nor on the path."""
    monkeypatch.setattr(dumps, "DEBIAN", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(BackupProblem, match="no_pg_tools"):
        dumps._program_path("pg_dump")
