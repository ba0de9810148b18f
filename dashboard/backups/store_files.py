"""Single files of a store: read without room, written to the disk, and whether they are open."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from dashboard.backups.copies import BackupProblem
from db.store.engine import BUSY_MS


def source_connection(file: Path) -> sqlite3.Connection:
    """A connection that reads a store and needs no room for that.

    Where nobody has the store open, its index in shared memory is made first, and a full disk has
    no room even for that. Then, and where there is no log beside it, the file alone is read.
    """
    source = f"file:{quote(str(file.resolve()))}"
    connection = sqlite3.connect(f"{source}?mode=ro", uri=True)
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        log = file.with_name(f"{file.name}-wal")
        if log.exists() and log.stat().st_size:
            raise
        return sqlite3.connect(f"{source}?mode=ro&immutable=1", uri=True)
    return connection


def write_store_file(file: Path, parts: Mapping[str, bytes]) -> None:
    """Write the part of a backup that bears the file's name; it is on the disk afterwards.

    Raises:
        BackupProblem: ``backup.damaged``: there is no such part.
        OSError: there is no room, or it is there already.
    """
    if file.name not in parts:
        raise BackupProblem("backup.damaged")
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(parts[file.name])
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the new names to the disk, before the mark is taken away."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_open_elsewhere(file: Path) -> bool:
    """Whoever closes a store last takes its log away; where it stays, somebody has it open."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError:
        return False  # damaged: all the more reason to replace it
    return file.with_name(f"{file.name}-wal").exists()
