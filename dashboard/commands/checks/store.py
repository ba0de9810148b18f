"""The stores: written only by their owner, whole, of this version, with room, and in time.

Nothing is made, migrated or written here, and no exact count is told.
"""

import datetime
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from dashboard.backups.copies import damaged_editions
from dashboard.commands.backup import last_backup
from dashboard.commands.checks.pepper import FOR_OTHERS
from dashboard.commands.checks.verdict import Outcome, Verdict, hint, ok, wrong
from dashboard.publishing.due import reason_to_wait
from db.desk import group
from db.editions import editions
from db.store import postgresql
from db.store.engine import EDITIONS, MEMBERS, MIGRATIONS, open_reader, reading, version
from db.store.errors import StoreError

STORES = (MEMBERS, EDITIONS)
LEAST_FREE_BYTES = 200_000_000
"""Beside the room for writing the files anew: a year of editions and more."""
TIMES_THE_FILES = 3
"""A vacuum writes the whole store into its log and back."""
GRACE_DAYS = 1
"""The app looks every few minutes and at most daily (SWEETSPOT_CHECK_MINUTES)."""
BACKUP_DAYS = 8
"""A week, and a day for a night on which the machine was off."""


def folder(path: Path) -> Iterator[Verdict]:
    """A folder of SQLite files: may be written, by its owner alone, and has room."""
    try:
        with tempfile.TemporaryFile(dir=path):
            yield ok("store.writable")
    except OSError:
        yield wrong("store.unwritable", folder=path)
    yield wrong("store.open", folder=path) if _is_open(path) else ok("store.closed")
    used = sum(file.stat().st_size for file in path.glob("*.sqlite*"))
    free = shutil.disk_usage(path).free
    low = free < LEAST_FREE_BYTES + TIMES_THE_FILES * used
    yield wrong("disk.low", folder=path) if low else ok("disk.ok")


def is_there(path: Path) -> bool:
    """Whether a folder has a store."""
    return any((path / f"{store}.sqlite").exists() for store in STORES)


def contents(
    path: Path,
    url: SecretStr | None,
    interval_days: int,
    today: datetime.date,
) -> Iterator[Verdict]:
    """What is in the stores: their versions, and then their editions.

    Args:
        path: the folder of SQLite's files.
        url: address of a PostgreSQL in their place.
        interval_days: between two editions.
        today: by the machine's clock (UTC).
    """
    try:
        with _opened(path, url) as engines:
            found = _versions(engines)
            yield found
            if found.outcome is Outcome.ok:
                yield from _editions(engines, interval_days, today)
    except StoreError:
        yield wrong("store.address_wrong")
    except DatabaseError:
        yield wrong("store.away") if url else wrong("store.damaged")


def pages_login(url: SecretStr) -> Verdict:
    """Whether pages get in by the login of their own, and see nothing of members.

    Args:
        url: of that login.
    """
    try:
        with _reader(url) as reader, reading(reader) as connection:
            connection.execute(text("SET LOCAL ROLE NONE"))  # what it may do itself
            sees = "SELECT has_schema_privilege(:schema, 'USAGE')"
            members, read = (
                bool(connection.execute(text(sees), {"schema": schema}).scalar())
                for schema in (MEMBERS, EDITIONS)
            )
    except (StoreError, DatabaseError):
        read = False
    if not read:
        return wrong("store.pages_away")
    return wrong("store.pages_see_members") if members else ok("store.pages_apart")


@contextmanager
def _reader(url: SecretStr) -> Iterator[Engine]:
    """The pages' reader at an address, let go of at the end."""
    reader = postgresql.open_schema_reader(postgresql.address(url.get_secret_value()), EDITIONS)
    try:
        yield reader
    finally:
        reader.dispose()


def backup(path: Path, today: datetime.date) -> Verdict:
    """Whether a backup was made lately on this machine."""
    day = last_backup(path)
    if day is None:
        return hint("backup.none")
    days = (today - day).days
    return ok("backup.ok") if days <= BACKUP_DAYS else hint("backup.old", days=days)


def _is_open(path: Path) -> bool:
    """Whoever cannot enter the folder cannot open a file in it."""
    return bool(path.stat().st_mode & FOR_OTHERS) and any(
        file.stat().st_mode & FOR_OTHERS for file in path.glob("*.sqlite*")
    )


@contextmanager
def _opened(path: Path, url: SecretStr | None) -> Iterator[dict[str, Engine]]:
    if url is None:
        engines = {store: open_reader(path, store) for store in STORES}
    else:
        address = postgresql.address(url.get_secret_value())
        engines = {store: postgresql.open_schema(address, store) for store in STORES}
    try:
        yield engines
    finally:
        for engine in engines.values():
            engine.dispose()


def _versions(engines: Mapping[str, Engine]) -> Verdict:
    pending = False
    for store, engine in engines.items():
        place = str(MIGRATIONS / store)
        scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[place])
        known = [script.revision for script in scripts.walk_revisions()]
        with reading(engine) as connection:
            found = version(connection)
        if found not in [*known, None]:
            return wrong("store.newer")
        pending = pending or found != known[0]
    return wrong("store.pending") if pending else ok("store.version")


def _editions(
    engines: Mapping[str, Engine],
    interval_days: int,
    today: datetime.date,
) -> Iterator[Verdict]:
    latest = editions.latest(engines[EDITIONS])
    ahead = latest is not None and latest.published_on > today
    yield wrong("clock.behind") if ahead else ok("clock.ok")
    damaged = damaged_editions(engines[EDITIONS])
    named = ", ".join(map(str, damaged))
    yield wrong("editions.damaged", editions=named) if damaged else ok("editions.whole")
    with reading(engines[MEMBERS]) as connection:
        days = max(interval_days, group.of(connection).interval_days or 0) + GRACE_DAYS
        waits = reason_to_wait(connection, latest, days, today)
    if waits is not None:
        yield ok("editions.in_time")
    else:
        # How long the first has been due is not known: there is no clock time about members.
        yield wrong("editions.overdue") if latest else hint("editions.first_due")
