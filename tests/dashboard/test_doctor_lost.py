"""What the start refuses, the doctor says in the same words; what it does not, is no damage."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from dashboard import demo
from dashboard.commands.checks import store
from dashboard.commands.failures import failure_sentence
from dashboard.stores import open_stores
from dashboard.text import say
from db.store.errors import StoreError, trouble_key
from db.store.folder import open_store_error
from tests.dashboard.doctor_called import INTERVAL_DAYS, NOBODY, NOON, doctor, keys
from tests.editions_of import publish_next

pytestmark = pytest.mark.sqlite


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A store with an edition, closed."""
    with closing(open_stores(tmp_path / "group")) as stores:
        demo.fill_with_members(stores.members, members=40, seed=1)
        publish_next(stores)
    return tmp_path / "group"


def put_other_members(group: Path) -> None:
    """Of another group, or of a backup of another one."""
    other = group.parent / "other"
    open_stores(other).close()
    shutil.copy(other / "members.sqlite", group / "members.sqlite")


def empty_members(group: Path) -> None:
    """As a full disk or a broken copy leaves them."""
    (group / "members.sqlite").write_bytes(b"")


def lose_members(group: Path) -> None:
    (group / "members.sqlite").unlink()


def cut_off_restore(group: Path) -> None:
    """Everything is moved aside, and then the power went."""
    (group / "restore-under-way").touch()
    for file in group.glob("*.sqlite"):
        file.unlink()


@pytest.mark.parametrize("harm", [put_other_members, empty_members, lose_members, cut_off_restore])
def test_the_doctor_says_of_a_store_what_the_start_says(group: Path, harm: object) -> None:
    """Word for word, and nothing is made by looking."""
    assert callable(harm)
    harm(group)
    before = sorted((file.name, file.stat().st_size) for file in group.glob("*.sqlite"))
    code, told = doctor("--store", group, "--address", NOBODY)
    assert before == sorted((file.name, file.stat().st_size) for file in group.glob("*.sqlite"))
    with pytest.raises(StoreError) as refused:
        open_stores(group)
    assert (code, failure_sentence(refused.value) in told) == (1, True)
    assert say("command.doctor.store.whole") not in told


@pytest.mark.parametrize("is_empty", [False, True])
def test_lost_editions_are_told_and_the_answers_with_them_are_whole(
    group: Path, is_empty: bool
) -> None:
    """No word of damage; the start makes new ones, after which nothing is wrong."""
    (group / "editions.sqlite").unlink()
    if is_empty:
        (group / "editions.sqlite").touch()
    found = keys(store.contents_verdicts(group, None, INTERVAL_DAYS, NOON))
    assert found == {"store.editions_lost"}
    open_stores(group).close()
    found = keys(store.contents_verdicts(group, None, INTERVAL_DAYS, NOON))
    assert "store.version" in found and "store.editions_lost" not in found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR_SHMSIZE", "disk_full"),
        ("SQLITE_CANTOPEN", "store_unwritable"),
        ("SQLITE_READONLY_CANTINIT", "store_unwritable"),
        ("SQLITE_IOERR_SHMOPEN", "store_unwritable"),
        ("SQLITE_BUSY", "store_busy"),
        ("SQLITE_CORRUPT", "store_damaged"),
        ("SQLITE_IOERR_READ", "store_damaged"),
    ],
)
def test_only_damage_is_told_as_damage(name: str, key: str) -> None:
    """Once all of these said: put back your last backup."""
    error = sqlite3.OperationalError("words")
    error.sqlite_errorname = name
    wrapped = OperationalError("SELECT", {}, error)
    assert trouble_key(wrapped) == key
    assert failure_sentence(wrapped) == say(f"command.problem.{key}")


def test_a_folder_of_somebody_else_is_mended_by_who_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours: chmod. Files alone ours: those. Neither: the administrator. Blanks are quoted."""
    folder = tmp_path / "our group"
    open_stores(folder).close()
    folder.chmod(0o755)
    (folder / "members.sqlite").chmod(0o644)
    quoted = f"'{folder}'"
    assert open_store_error(folder).values == {"command": f"chmod 700 {quoted}"}

    monkeypatch.setattr(os, "geteuid", lambda: 4_321)
    foreign = open_store_error(folder)
    assert foreign.args[0] == "store_open_foreign"
    mend = f"chown -R 4321 {quoted} && chmod 700 {quoted}"
    assert failure_sentence(foreign).endswith(mend)
    if os.getuid() == 0:
        os.chown(folder / "members.sqlite", 4_321, -1)
        assert open_store_error(folder).values == {"command": f"chmod 600 {quoted}/*.sqlite*"}
