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

from dashboard.backups.copies import editions_with_damage
from dashboard.commands.backup_marks import backup_marks, whole_backup
from dashboard.commands.checks.verdict import (
    CheckOutcome,
    CheckVerdict,
    hint_verdict,
    ok_verdict,
    wrong_verdict,
)
from dashboard.edition_days import is_plausible_plan
from dashboard.publishing.decision import calendar_within
from db.desk.publishing_day import load_publishing_day
from db.editions import editions
from db.store import postgresql
from db.store.engine import (
    EDITIONS,
    MEMBERS,
    MIGRATIONS,
    open_reader,
    reading_transaction,
    store_version,
)
from db.store.errors import StoreError, is_disk_full
from db.store.folder import is_open_to_others
from db.store.wholeness import broken_stores

STORES = (MEMBERS, EDITIONS)
LEAST_FREE_BYTES = 200_000_000
"""Beside the room for writing the files anew: a year of editions and more."""
TIMES_THE_FILES = 3
"""A vacuum writes the whole store into its log and back."""
GRACE_DAYS = 1
"""The app looks every few minutes and at most daily (SWEETSPOT_CHECK_MINUTES)."""
BACKUP_DAYS = 8
"""A week, and a day for a night on which the machine was off."""


def folder_verdicts(path: Path) -> Iterator[CheckVerdict]:
    """A folder of SQLite files: may be written, by its owner alone, and has room."""
    try:
        with tempfile.TemporaryFile(dir=path):
            yield ok_verdict("store.writable")
    except OSError as error:
        key = "disk.full" if is_disk_full(error) else "store.unwritable"
        yield wrong_verdict(key, folder=path)
    yield (
        wrong_verdict("store.open", folder=path)
        if is_open_to_others(path)
        else ok_verdict("store.closed")
    )
    used = sum(file.stat().st_size for file in path.glob("*.sqlite*"))
    free = shutil.disk_usage(path).free
    low = free < LEAST_FREE_BYTES + TIMES_THE_FILES * used
    yield wrong_verdict("disk.low", folder=path) if low else ok_verdict("disk.ok")


def has_store(path: Path) -> bool:
    """Whether a folder has a store."""
    return any((path / f"{store}.sqlite").exists() for store in STORES)


def contents_verdicts(
    path: Path,
    url: SecretStr | None,
    interval_days: int,
    moment: datetime.datetime,
) -> Iterator[CheckVerdict]:
    """What is in the stores: their versions, and then their editions.

    Args:
        path: the folder of SQLite's files.
        url: address of a PostgreSQL in their place.
        interval_days: of the operator.
        moment: by the machine's clock, with a time zone; days are the group's own.
    """
    try:
        with _store_engines(path, url) as engines:
            found = _store_version_verdict(engines)
            yield found
            if found.outcome is CheckOutcome.ok:
                yield from _wholeness_verdicts(engines, path)
                yield from _edition_verdicts(engines, interval_days, moment)
    except StoreError:
        yield wrong_verdict("store.address_wrong")
    except DatabaseError:
        yield wrong_verdict("store.away") if url else wrong_verdict("store.damaged")
        if not url:
            yield _whole_backup_verdict(path)


def pages_login_verdict(url: SecretStr) -> CheckVerdict:
    """Whether pages get in by the login of their own, and see nothing of members.

    Args:
        url: of that login.
    """
    try:
        with _pages_reader(url) as reader, reading_transaction(reader) as connection:
            connection.execute(text("SET LOCAL ROLE NONE"))  # what it may do itself
            sees = "SELECT has_schema_privilege(:schema, 'USAGE')"
            members, read = (
                bool(connection.execute(text(sees), {"schema": schema}).scalar())
                for schema in (MEMBERS, EDITIONS)
            )
    except (StoreError, DatabaseError):
        read = False
    if not read:
        return wrong_verdict("store.pages_away")
    return wrong_verdict("store.pages_see_members") if members else ok_verdict("store.pages_apart")


@contextmanager
def _pages_reader(url: SecretStr) -> Iterator[Engine]:
    """The pages' reader at an address, let go of at the end."""
    reader = postgresql.open_schema_reader(
        postgresql.database_address(url.get_secret_value()), EDITIONS
    )
    try:
        yield reader
    finally:
        reader.dispose()


def backup_verdict(path: Path, today: datetime.date) -> CheckVerdict:
    """Whether a backup was made lately on this machine."""
    marks = backup_marks(path)
    if not marks:
        return hint_verdict("backup.none")
    days = (today - marks[0].day).days
    return ok_verdict("backup.ok") if days <= BACKUP_DAYS else hint_verdict("backup.old", days=days)


@contextmanager
def _store_engines(path: Path, url: SecretStr | None) -> Iterator[dict[str, Engine]]:
    if url is None:
        engines = {store: open_reader(path, store) for store in STORES}
    else:
        address = postgresql.database_address(url.get_secret_value())
        engines = {store: postgresql.open_schema(address, store) for store in STORES}
    try:
        yield engines
    finally:
        for engine in engines.values():
            engine.dispose()


def _store_version_verdict(engines: Mapping[str, Engine]) -> CheckVerdict:
    pending = False
    for store, engine in engines.items():
        place = str(MIGRATIONS / store)
        scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[place])
        known = [script.revision for script in scripts.walk_revisions()]
        with reading_transaction(engine) as connection:
            found = store_version(connection)
        if found not in [*known, None]:
            return wrong_verdict("store.newer")
        pending = pending or found != known[0]
    return wrong_verdict("store.pending") if pending else ok_verdict("store.version")


def _wholeness_verdicts(engines: Mapping[str, Engine], path: Path) -> Iterator[CheckVerdict]:
    broken = broken_stores(engines)
    if not broken:
        yield ok_verdict("store.whole")
        return
    yield wrong_verdict("store.broken", stores=", ".join(broken))
    yield _whole_backup_verdict(path)


def _whole_backup_verdict(path: Path) -> CheckVerdict:
    """Which backup to take: a digest tells, the key need not be here."""
    found = whole_backup(path)
    if found is None:
        return hint_verdict("backup.gone")
    return hint_verdict("backup.whole", day=found.day.isoformat(), file=found.file)


def _edition_verdicts(
    engines: Mapping[str, Engine],
    interval_days: int,
    moment: datetime.datetime,
) -> Iterator[CheckVerdict]:
    with reading_transaction(engines[MEMBERS]) as connection:
        today = calendar_within(connection, interval_days).local_day(moment)
        note = load_publishing_day(connection)
    latest = editions.latest_edition(engines[EDITIONS])
    ahead = latest is not None and latest.published_on > today
    yield wrong_verdict("clock.behind") if ahead else ok_verdict("clock.ok")
    damaged = editions_with_damage(engines[EDITIONS])
    named = ", ".join(map(str, damaged))
    yield (
        wrong_verdict("editions.damaged", editions=named)
        if damaged
        else ok_verdict("editions.whole")
    )
    late = note is not None and (today - note.next_day).days > GRACE_DAYS
    yield wrong_verdict("editions.overdue") if late else ok_verdict("editions.in_time")
    if note and not is_plausible_plan(note.next_day, today, note.weeks):
        yield hint_verdict("editions.planned_ahead")
