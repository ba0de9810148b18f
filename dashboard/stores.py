"""Opens the two stores, the members' database and the editions that pages may read."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from dashboard.settings import PepperReadings, Settings, settings
from db.members.code_hashes import holds_code_hashes
from db.store import postgresql
from db.store.engine import EDITIONS, MEMBERS, migrate_store, open_engine, open_reader, sqlite_url
from db.store.errors import StoreError
from db.store.fingerprint import find_fitting, store_fingerprint, stored_fingerprint
from db.store.folder import has_bytes, prepare_folder
from db.store.house import check_tie, tie_stores


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


def open_configured(wait_seconds: float | None = None) -> Stores:
    """The stores that the settings name: a PostgreSQL where there is one, else a folder.

    Args:
        wait_seconds: for a lock or an answer, as ``limit_patience``.

    Raises:
        StoreError: they cannot be opened.
    """
    url, pages = settings().database_url, settings().database_url_pages
    if not url:
        return open_stores(settings().store, wait_seconds)
    reading_as = pages.get_secret_value() if pages else None
    return open_postgresql(url.get_secret_value(), reading_as, wait_seconds)


def open_postgresql(
    url: str, url_of_pages: str | None = None, wait_seconds: float | None = None
) -> Stores:
    """Make both schemas where they are missing, migrate them, and let pages read one of them.

    Args:
        url: with a login that owns the database.
        url_of_pages: with a login that was granted the pages' role and nothing else; the same
            login, in that role, where there is none.
        wait_seconds: as ``open_configured``; making and migrating take as long as they take.

    Raises:
        StoreError: the address is wrong, the database is away, or it is newer than this app;
            as ``tie_stores``.
    """
    address = postgresql.database_address(url)
    postgresql.prepare_schemas(address, (MEMBERS, EDITIONS))
    makers = {store: postgresql.open_schema(address, store) for store in (MEMBERS, EDITIONS)}
    try:
        check_tie(makers[MEMBERS], makers[EDITIONS])
        for store, engine in makers.items():
            migrate_store(engine, store)
        tie_stores(makers[MEMBERS], makers[EDITIONS])
        postgresql.let_pages_read(makers[EDITIONS], EDITIONS)
    finally:
        for engine in makers.values():
            engine.dispose()
    reading_as = postgresql.database_address(url_of_pages) if url_of_pages else address
    return Stores(
        postgresql.open_schema(address, MEMBERS, wait_seconds),
        postgresql.open_schema_reader(reading_as, EDITIONS, wait_seconds),
        postgresql.open_schema(address, EDITIONS, wait_seconds),
    )


def open_stores(folder: Path, wait_seconds: float | None = None) -> Stores:
    """Make the folder and its stores where they are missing, and migrate them.

    Args:
        folder: of the two files.
        wait_seconds: as ``open_configured``.

    Raises:
        StoreError: as ``prepare_folder`` and ``tie_stores``; ``store_is_newer``.
    """
    prepare_folder(folder)
    writers = {
        store: open_engine(sqlite_url(folder, store), wait_seconds) for store in (MEMBERS, EDITIONS)
    }
    if has_bytes(folder / f"{EDITIONS}.sqlite"):  # before a migration fills what is refused
        check_tie(writers[MEMBERS], writers[EDITIONS])
    for store, engine in writers.items():
        migrate_store(engine, store)
    tie_stores(writers[MEMBERS], writers[EDITIONS])
    return Stores(writers[MEMBERS], open_reader(folder, EDITIONS), writers[EDITIONS])


def load_pepper(found: Settings, members: Engine) -> bytes:
    """The pepper of a store: made at the first start, and never in the place of a lost one.

    A store notes a fingerprint of the pepper that it is used with first. One that held codes
    before there were fingerprints takes the pepper as it is written; a new one as it was meant.

    Args:
        found: settings that name it; they have it in memory once it was read.
        members: reads and writes the members' database.

    Raises:
        StoreError: ``pepper_missing``: its file is gone, and this store was used with one;
            ``pepper_other``: this is not the one that the store was used with.
        OSError: its file can neither be read nor made, or holds no secret.
    """
    fingerprint = stored_fingerprint(members)
    in_use = fingerprint is not None or holds_code_hashes(members)
    readings = _readings_or_new(found, may_make=not in_use)
    pepper = readings.exact if in_use else readings.plain
    if fingerprint is None:
        if pepper is None:
            raise OSError("pepper_unusable")
        with suppress(OperationalError):  # no room: what is stored can be read all the same
            fingerprint = store_fingerprint(members, pepper)
    if fingerprint is not None:
        pepper = fitting_pepper(found, fingerprint)
    assert pepper is not None
    found.hold_pepper(pepper)
    return pepper


def fitting_pepper(found: Settings, fingerprint: str) -> bytes:
    """The reading of the pepper that a store was used with.

    Args:
        found: settings that name it.
        fingerprint: of the store, or of a backup.

    Raises:
        StoreError: ``pepper_other``: none is; the sentence names the file or the variable.
        FileNotFoundError: there is no pepper yet.
        OSError: its file cannot be read, or holds no secret.
    """
    readings = dict.fromkeys(each for each in found.pepper_readings() if each)
    pepper = find_fitting(fingerprint, readings)
    if pepper is None:
        raise StoreError("pepper_other", place=found.pepper_place())
    return pepper


def _readings_or_new(found: Settings, *, may_make: bool) -> PepperReadings:
    with suppress(FileNotFoundError):
        return found.pepper_readings()
    if not may_make:
        raise StoreError("pepper_missing", file=found.pepper_file)
    found.make_pepper()
    return found.pepper_readings()
