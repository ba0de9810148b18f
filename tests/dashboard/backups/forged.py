"""Backups that somebody changed and packed again."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from dashboard.backups import archive, files, keys
from dashboard.backups.copies import BackupCopy
from dashboard.backups.files import SqliteFolder
from tests.dashboard.backups.backing_up import Key


def changed_inside(copy: BackupCopy, store: str, statement: str) -> BackupCopy:
    """The copy with a statement done to one of its stores, behind the manifest's back."""
    name = files.store_file(Path(), store).name
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(copy.parts[name])
        assert connection.execute(statement).rowcount > 0
        connection.commit()
        return BackupCopy(copy.manifest, {**copy.parts, name: connection.serialize()})


def with_true_manifest(copy: BackupCopy, folder: Path) -> BackupCopy:
    """The copy with a manifest that says what is in it: what a forger would write."""
    folder.mkdir()
    for name, content in copy.parts.items():
        (folder / name).write_bytes(content)
    return replace(
        copy,
        manifest=copy.manifest.model_copy(update={"state": SqliteFolder(folder).state()}),
    )


def packed_again(copy: BackupCopy, file: Path, key: Key) -> Path:
    archive.pack_archive(copy, keys.recipient_keys([key.recipient], None), file)
    return file
