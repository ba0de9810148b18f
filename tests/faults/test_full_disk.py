"""A disk that is really full: reading needs no room, and it is told apart from a closed door."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import demo
from dashboard.backups.files import SqliteFolder
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.desk.audit import LeaderAction
from db.store.errors import StoreError
from tests.dashboard.backups.backing_up import sweetspot
from tests.editions_of import publish_next

pytestmark = pytest.mark.sqlite
DISK_BYTES = 6_000_000
FEW = 60


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; only root may make one."""
    where = tmp_path / "disk"
    where.mkdir(mode=0o700)
    options = f"size={DISK_BYTES},mode=700"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", where], check=False)
    if made.returncode:
        pytest.skip("a disk of its own needs root: mount -t tmpfs")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", where], check=True)


@pytest.fixture
def group(disk: Path) -> Path:
    """A group with an edition on that disk, closed."""
    with closing(open_stores(disk / "store")) as stores:
        demo.fill_with_members(stores.members, FEW, 1)
        publish_next(stores)
    return disk / "store"


def fill(disk: Path) -> None:
    """Until not one more byte fits."""
    with (disk / "filler").open("ab", buffering=0) as filler:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    filler.write(b"\0" * size)
            except OSError:
                continue
    assert shutil.disk_usage(disk).free == 0


def a_key(tmp_path: Path) -> str:
    """The public half of a new key."""
    return sweetspot("backup", "--make-key", tmp_path / "key")[1].split()[-1]


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_a_backup_onto_another_disk_needs_no_room_where_the_store_is(
    group: Path, disk: Path, tmp_path: Path, is_open: bool
) -> None:
    """Whether the app runs or not; the backup is whole, and the log is told where it can be."""
    recipient, file = a_key(tmp_path), tmp_path / "whole.age"
    opened: Stores | None = open_stores(group) if is_open else None
    fill(disk)
    if not opened:
        with pytest.raises(StoreError) as refused:  # the control: once this came before the copy
            SqliteFolder(group).note(LeaderAction.backup_made)
        assert refused.value.args[0] == "disk_full"
    code, told, warned = sweetspot(
        "backup", "--to", file, "--recipient", recipient, "--store", group
    )
    assert code == 0, warned
    assert say("command.backup.done", file=file).split(".")[0] in told
    if opened:
        opened.close()
    restored = tmp_path / "restored"
    back = ("restore", file, "--identity", tmp_path / "key", "--to", restored)
    assert sweetspot(*back)[0] == 0


@pytest.mark.parametrize("command", ["backup", "restore", "publish", "export", "first start"])
def test_every_command_says_that_the_disk_is_full_and_never_speaks_of_permissions(
    group: Path, disk: Path, tmp_path: Path, command: str
) -> None:
    """Whatever it writes: the store, a backup, a file."""
    recipient, file = a_key(tmp_path), tmp_path / "whole.age"
    whole = ("--to", file, "--recipient", recipient, "--store", group)
    assert sweetspot("backup", *whole)[0] == 0
    fill(disk)
    words: dict[str, tuple[object, ...]] = {
        "backup": ("backup", "--to", disk / "b.age", "--recipient", recipient, "--store", group),
        "restore": ("restore", file, "--identity", tmp_path / "key", "--to", disk / "new"),
        "publish": ("publish", "--store", group),
        "export": ("export", "--to", disk / "edition.csv", "--store", group),
        "first start": ("publish", "--store", disk / "first"),
    }
    code, _, problem = sweetspot(*words[command])
    assert (code, problem) == (1, say("command.problem.disk_full"))


def test_the_doctor_says_that_the_disk_is_full(group: Path, disk: Path) -> None:
    """And nothing of who may write there."""
    fill(disk)
    _, told, _ = sweetspot("doctor", "--store", group, "--address", "http://127.0.0.1:9")
    assert say("command.doctor.disk.low", folder=group) in told
    assert say("command.doctor.store.unwritable", folder=group) not in told
