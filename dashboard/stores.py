"""Opens the two stores: the members' database, and the editions that pages may read."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from db.engine import EDITIONS, MEMBERS, StoreError, migrate, open_engine, open_reader, sqlite_url


@dataclass(frozen=True)
class Stores:
    """Engines of one store folder.

    Attributes:
        members: reads and writes the members' database.
        editions: reads editions; the database itself refuses to write through it.
        edition_writer: writes editions, for publishing alone.
    """

    members: Engine
    editions: Engine
    edition_writer: Engine


def open_stores(folder: Path) -> Stores:
    """Make the folder and its stores where they are missing, and migrate them.

    Raises:
        StoreError: ``store_unwritable`` or ``store_is_newer``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreError("store_unwritable") from error
    writers = {store: open_engine(sqlite_url(folder, store)) for store in (MEMBERS, EDITIONS)}
    for store, engine in writers.items():
        migrate(engine, store)
    return Stores(writers[MEMBERS], open_reader(folder, EDITIONS), writers[EDITIONS])
