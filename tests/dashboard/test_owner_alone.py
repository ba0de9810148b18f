"""What a command makes is for its owner, whatever the shell would give to others."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.stores import open_stores
from tests.dashboard.backups.backing_up import sweetspot


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """What a shell gives to a command: others may read what it makes."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.sqlite
def test_whatever_a_command_makes_is_for_its_owner_alone(
    folder: Path, tmp_path: Path, usual_umask: None
) -> None:
    """In a folder that was there and that others may enter; without a command it is not so."""
    folder.mkdir(mode=0o755)
    assert sweetspot("cohort", "--members", 1, "--seed", 1, "--store", folder)[0] == 0
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert {"members.sqlite", "editions.sqlite"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    os.umask(0o022)
    open_stores(tmp_path / "by hand").close()
    assert (tmp_path / "by hand" / "members.sqlite").stat().st_mode & 0o777 == 0o644
