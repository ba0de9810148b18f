"""``sweetspot restore``: what was backed up comes back, and nothing is overwritten."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.backups import archive, keys
from dashboard.backups.copies import FORMAT
from dashboard.stores import Stores
from dashboard.text import say
from db.desk import audit
from tests.dashboard.backups.backing_up import (
    FAILED,
    Key,
    closed,
    codes,
    let_go,
    log_of,
    problem,
    sweetspot,
)
from tests.dashboard.backups.forged import changed_inside, packed_again, with_true_manifest

pytestmark = pytest.mark.sqlite


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "cut":
        content = content[: len(content) // 2]
    elif how == "header":
        content = content[:100]
    elif how == "bit":
        content[len(content) // 2] ^= 1
    else:
        content = bytearray(b"no backup")
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut", "header", "bit", "other"])
def test_a_damaged_file_is_one_sentence_and_restores_nothing(
    backed_up: Path, key: Key, tmp_path: Path, how: str
) -> None:
    """Cut short, a single bit, another file: verify and restore say the same."""
    damage(backed_up, how)
    key_of = ("--identity", key.identity)
    assert sweetspot("verify", backed_up, *key_of) == (FAILED, "", problem("damaged"))
    told = sweetspot("restore", backed_up, *key_of, "--to", tmp_path / "new")
    assert told == (FAILED, "", problem("damaged"))
    assert not (tmp_path / "new").exists()


def test_restore_leaves_a_folder_with_answers_alone(
    backed_up: Path, key: Key, folder: Path, stores: Stores
) -> None:
    """Without --force nothing is touched, and with it neither while the app has the store open."""
    arguments = ("restore", backed_up, "--identity", key.identity, "--to", folder)
    before = codes(stores)
    assert sweetspot(*arguments) == (FAILED, "", problem("not_empty"))
    assert sweetspot(*arguments, "--force") == (FAILED, "", problem("in_use"))
    assert codes(stores) == before
    assert not [file for file in folder.iterdir() if file.is_dir()]


def test_restore_by_force_moves_the_old_store_aside(
    backed_up: Path, key: Key, folder: Path, stores: Stores, hand_in: Callable[..., None]
) -> None:
    """What was handed in after the backup is in the folder that is named."""
    at_backup = codes(stores)
    hand_in(1)
    later = codes(stores)
    let_go(stores)
    code, told, _ = sweetspot(
        "restore", backed_up, "--identity", key.identity, "--to", folder, "--force"
    )
    (aside,) = [file for file in folder.iterdir() if file.is_dir()]
    assert code == 0 and say("command.restore.aside_sqlite", where=aside) in told
    assert codes(stores) == at_backup
    let_go(stores)
    with closed(aside) as old:
        assert codes(old) == later


@pytest.mark.parametrize("newer", ["store", "format"])
def test_a_backup_of_a_newer_version_is_refused(
    backed_up: Path, key: Key, tmp_path: Path, newer: str
) -> None:
    """A migration, or a way of packing, that this version does not know."""
    copy = archive.unpack_archive(backed_up, keys.identity_keys(key.identity))
    if newer == "store":
        say_so = "UPDATE alembic_version SET version_num = 'from_the_future'"
        copy = with_true_manifest(changed_inside(copy, "members", say_so), tmp_path / "forged")
    else:
        later = copy.manifest.model_copy(update={"format": FORMAT + 1})
        copy = replace(copy, manifest=later)
    file = packed_again(copy, tmp_path / "newer.age", key)
    told = sweetspot("restore", file, "--identity", key.identity, "--to", tmp_path / "new")
    assert told == (FAILED, "", problem("newer"))
    assert not list(tmp_path.glob("new/*"))


def test_leaders_see_in_their_log_that_a_backup_was_made_and_put_back(
    backed_up: Path, key: Key, stores: Stores, tmp_path: Path
) -> None:
    """The copy is made before the line about it; the restored store says which day it is from."""
    made = (audit.SERVER, "backup_made", "")
    assert log_of(stores) == [made]
    sweetspot("restore", backed_up, "--identity", key.identity, "--to", tmp_path / "new")
    with closed(tmp_path / "new") as again:
        day = archive.unpack_archive(backed_up, keys.identity_keys(key.identity)).manifest.made_on
        assert log_of(again) == [(audit.SERVER, "backup_restored", day.isoformat())]
