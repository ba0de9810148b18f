"""``sweetspot verify``: a backup is tried out and compared, and every change is found."""

import sqlite3
import stat
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.backups import archive, files, keys
from dashboard.backups.copies import BackupCopy
from dashboard.backups.files import SqliteFolder
from dashboard.commands.backup_marks import backup_marks
from dashboard.stores import Stores
from dashboard.text import say
from tests.dashboard.backups.backing_up import FAILED, Key, problem, sweetspot
from tests.dashboard.backups.forged import changed_inside, packed_again, with_true_manifest

pytestmark = pytest.mark.sqlite


def test_verify_says_equal_and_then_changed(
    backed_up: Path, key: Key, stores: Stores, folder: Path, hand_in: Callable[..., None]
) -> None:
    """Both end with 0: the backup is good; and nothing of the trial is left in the store."""
    day = str(backup_marks(folder)[0].day)
    arguments = ("verify", backed_up, "--identity", key.identity)
    assert sweetspot(*arguments) == (0, say("command.verify.equal", date=day), "")
    hand_in(1)
    assert sweetspot(*arguments) == (0, say("command.verify.changed", date=day), "")
    assert not [file for file in folder.iterdir() if file.is_dir()]


def test_a_trial_stays_in_the_stores_folder_where_memory_has_no_room(
    backed_up: Path, key: Key, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is closed to others, and gone afterwards."""
    monkeypatch.setattr(files, "MEMORY", folder / "none")
    tried: list[Path] = []
    fill = SqliteFolder.filled

    def looking(self: SqliteFolder, copy: BackupCopy) -> object:
        tried.append(self.path)
        assert stat.S_IMODE(self.path.stat().st_mode) == 0o700
        return fill(self, copy)

    monkeypatch.setattr(SqliteFolder, "filled", looking)
    assert sweetspot("verify", backed_up, "--identity", key.identity)[0] == 0
    (there,) = tried
    assert there.parent == folder and not there.exists()


@pytest.mark.parametrize("honest_manifest", [False, True])
def test_verify_finds_a_changed_cell_by_the_manifest_and_by_the_editions_checksum(
    backed_up: Path, key: Key, tmp_path: Path, honest_manifest: bool
) -> None:
    """Even where somebody changed the manifest, too."""
    copy = archive.unpack_archive(backed_up, keys.identity_keys(key.identity))
    forged = changed_inside(copy, "editions", "UPDATE cell SET cases = cases + 5")
    if honest_manifest:
        forged = with_true_manifest(forged, tmp_path / "forged")
    file = packed_again(forged, tmp_path / "forged.age", key)
    told = sweetspot("verify", file, "--identity", key.identity)
    assert told == (FAILED, "", problem("damaged"))


def test_verify_finds_a_lost_row(backed_up: Path, key: Key, tmp_path: Path) -> None:
    """One return code of forty."""
    copy = archive.unpack_archive(backed_up, keys.identity_keys(key.identity))
    lose = "DELETE FROM report WHERE member_key = (SELECT min(member_key) FROM member)"
    file = packed_again(changed_inside(copy, "members", lose), tmp_path / "lost.age", key)
    told = sweetspot("verify", file, "--identity", key.identity)
    assert told == (FAILED, "", problem("damaged"))


def test_a_digest_is_the_same_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    """And another where a row stands twice: 1 + 2 + 2 is not 1 + 2."""
    states = []
    for name, rows in {"a": [1, 2], "b": [2, 1], "c": [2, 1, 2]}.items():
        (tmp_path / name).mkdir()
        for store in files.COPIED_IN_TURN:
            with closing(sqlite3.connect(files.store_file(tmp_path / name, store))) as connection:
                connection.execute("CREATE TABLE it (number INTEGER)")
                connection.executemany("INSERT INTO it VALUES (?)", [(row,) for row in rows])
                connection.commit()
        states.append(SqliteFolder(tmp_path / name).state())
    assert states[0] == states[1] != states[2]


def test_a_file_that_was_made_to_fill_the_memory_is_refused_before_it_is_unpacked(
    backed_up: Path, key: Key, tmp_path: Path
) -> None:
    """50 MB of zeros pack to a thousandth; a store packs to a 46th at the best."""
    copy = archive.unpack_archive(backed_up, keys.identity_keys(key.identity))
    bomb = replace(copy, parts={**copy.parts, "more": bytes(50_000_000)})
    file = packed_again(bomb, tmp_path / "bomb.age", key)
    tracemalloc.start()
    told = sweetspot("verify", file, "--identity", key.identity)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == (FAILED, "", problem("damaged"))
    assert most < 25_000_000
