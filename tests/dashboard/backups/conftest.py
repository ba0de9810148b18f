"""A new key, and a backup of an invented group."""

from pathlib import Path

import pytest

from dashboard import demo
from dashboard.stores import Stores
from tests.dashboard.backups.backing_up import Key, sweetspot
from tests.editions_of import publish_next


@pytest.fixture
def key(tmp_path: Path) -> Key:
    """A new key, as the command makes it."""
    code, told, _ = sweetspot("backup", "--make-key", tmp_path / "key")
    assert code == 0
    return Key(tmp_path / "key", told.split()[-1])


@pytest.fixture
def backed_up(folder: Path, stores: Stores, key: Key, tmp_path: Path) -> Path:
    """A backup of 40 invented members and their edition."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    publish_next(stores)
    file = tmp_path / "kept.age"
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[0] == 0
    return file
