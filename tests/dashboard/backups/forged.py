"""Backups that somebody changed and packed again."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from dashboard.backups import archive, files, keys
from dashboard.backups.copies import Copy
from dashboard.backups.files import Folder
from tests.dashboard.backups.backing_up import Key


def changed_inside(copy: Copy, store: str, statement: str) -> Copy:
    """The copy with a statement done to one of its stores, behind the manifest's back."""
    name = files.file_of(Path(), store).name
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(copy.parts[name])
        assert connection.execute(statement).rowcount > 0
        connection.commit()
        return Copy(copy.manifest, {**copy.parts, name: connection.serialize()})


def with_true_manifest(copy: Copy, folder: Path) -> Copy:
    """The copy with a manifest that says what is in it: what a forger would write."""
    folder.mkdir()
    for name, content in copy.parts.items():
        (folder / name).write_bytes(content)
    return replace(
        copy,
        manifest=copy.manifest.model_copy(update={"state": Folder(folder).state()}),
    )


def packed_again(copy: Copy, file: Path, key: Key) -> Path:
    archive.pack(copy, keys.recipients([key.recipient], None), file)
    return file
