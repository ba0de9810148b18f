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
    refusal_verdict,
    wrong_verdict,
)
from dashboard.commands.stores import STORES
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
from db.store.errors import StoreError, is_disk_full, trouble_key
from db.store.folder import (
    check_files,
    has_bytes,
    is_open_to_others,
    open_store_error,
)
from db.store.house import check_tie
from db.store.wholeness import broken_stores

LEAST_FREE_BYTES = 200_000_000
"""Beside the room for writing the files anew: a year of editions and more."""
TIMES_THE_FILES = 3
"""A vacuum writes the whole store into its log and back."""
LARGE_BYTES = 100_000_000
"""A member takes about 1 KB: 100,000 members, from where on publishing takes minutes
(docs/growth.md)."""
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
    yield _openness_verdict(path)
    used = sum(file.stat().st_size for file in path.glob("*.sqlite*"))
    free = shutil.disk_usage(path).free
    low = free < LEAST_FREE_BYTES + TIMES_THE_FILES * used
    yield wrong_verdict("disk.low", folder=path) if low else ok_verdict("disk.ok")


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
        if url is None:
            check_files(path)
            if not has_bytes(path / f"{EDITIONS}.sqlite"):
                yield from _lost_editions_verdicts(path)
                return
        with store_engines(path, url) as engines:
            found = _store_version_verdict(engines)
            if found.key != "store.newer":
                check_tie(engines[MEMBERS], engines[EDITIONS])
            yield found
            if found.outcome is CheckOutcome.ok:
                yield from _wholeness_verdicts(engines, path)
                yield from _edition_verdicts(engines, interval_days, moment)
    except StoreError as error:
        wrong = error.args[0] == "database_url_wrong"
        yield wrong_verdict("store.address_wrong") if wrong else refusal_verdict(error)
    except DatabaseError as error:
        yield from _unread_verdicts(trouble_key(error), path)


def size_verdict(path: Path) -> CheckVerdict:
    """Whether one process on files carries this group, by the size of the answers alone."""
    file = path / f"{MEMBERS}.sqlite"
    grown = has_bytes(file) and file.stat().st_size > LARGE_BYTES
    return hint_verdict("size.large") if grown else ok_verdict("size.ok")


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


def _openness_verdict(path: Path) -> CheckVerdict:
    if not is_open_to_others(path):
        return ok_verdict("store.closed")
    error = open_store_error(path)
    return wrong_verdict(error.args[0].replace("store_", "store."), **error.values)


def _lost_editions_verdicts(path: Path) -> Iterator[CheckVerdict]:
    """Members are there alone: the start makes new editions, and nothing brings the old ones."""
    members = open_reader(path, MEMBERS)
    try:
        broken = list(_wholeness_verdicts({MEMBERS: members}, path))
    finally:
        members.dispose()
    if broken[0].outcome is CheckOutcome.ok:
        yield wrong_verdict("store.editions_lost")
    else:
        yield from broken


def _unread_verdicts(trouble: str, path: Path) -> Iterator[CheckVerdict]:
    """A backup is put back over a damaged store alone: not for want of room, or of a key."""
    if trouble == "database_away":
        yield wrong_verdict("store.away")
    elif trouble == "disk_full":
        yield wrong_verdict("disk.no_look", folder=path)
    elif trouble == "store_damaged":
        yield wrong_verdict("store.damaged")
        yield _whole_backup_verdict(path)
    else:
        yield wrong_verdict("store.no_look", folder=path)


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
def store_engines(path: Path, url: SecretStr | None) -> Iterator[dict[str, Engine]]:
    """Both stores, read alone from a folder, let go of at the end.

    Args:
        path: the folder of SQLite's files.
        url: address of a PostgreSQL in their place.
    """
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
