"""Opens the two stores: the members' database, and the editions that pages may read."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from dashboard.settings import settings
from db.store import postgresql
from db.store.engine import EDITIONS, MEMBERS, migrate_store, open_engine, open_reader, sqlite_url
from db.store.errors import StoreError


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

    def close(self) -> None:
        """Let go of every connection."""
        for engine in (self.members, self.editions, self.edition_writer):
            engine.dispose()


def open_configured() -> Stores:
    """The stores that the settings name: a PostgreSQL where there is one, else a folder.

    Raises:
        StoreError: they cannot be opened.
    """
    url, pages = settings().database_url, settings().database_url_pages
    if not url:
        return open_stores(settings().store)
    return open_postgresql(url.get_secret_value(), pages.get_secret_value() if pages else None)


def open_postgresql(url: str, url_of_pages: str | None = None) -> Stores:
    """Make both schemas where they are missing, migrate them, and let pages read one of them.

    Args:
        url: with a login that owns the database.
        url_of_pages: with a login that was granted the pages' role and nothing else; the same
            login, in that role, where there is none.

    Raises:
        StoreError: the address is wrong, the database is away, or it is newer than this app.
    """
    address = postgresql.database_address(url)
    postgresql.prepare_schemas(address, (MEMBERS, EDITIONS))
    writers = {store: postgresql.open_schema(address, store) for store in (MEMBERS, EDITIONS)}
    for store, engine in writers.items():
        migrate_store(engine, store)
    postgresql.let_pages_read(writers[EDITIONS], EDITIONS)
    reading_as = postgresql.database_address(url_of_pages) if url_of_pages else address
    reader = postgresql.open_schema_reader(reading_as, EDITIONS)
    return Stores(writers[MEMBERS], reader, writers[EDITIONS])


def open_stores(folder: Path) -> Stores:
    """Make the folder and its stores where they are missing, and migrate them.

    Raises:
        StoreError: ``store_unwritable`` or ``store_is_newer``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tempfile.TemporaryFile(dir=folder).close()  # nameless: two who open it do not meet
    except OSError as error:
        raise StoreError("store_unwritable") from error
    writers = {store: open_engine(sqlite_url(folder, store)) for store in (MEMBERS, EDITIONS)}
    for store, engine in writers.items():
        migrate_store(engine, store)
    return Stores(writers[MEMBERS], open_reader(folder, EDITIONS), writers[EDITIONS])
