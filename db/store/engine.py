"""Database addresses, pragmas, transactions, migrations.

Measured (docs/decisions.md): deferred transactions that read before they write failed 99 % of
the time with 8 writers in spite of ``busy_timeout``; BEGIN IMMEDIATE never did. SQLite's busy
handler is unfair, so one lock per process orders the writers.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, inspect, text
from sqlmodel import SQLModel

from db.store import postgresql
from db.store.errors import StoreError
from db.store.patience import limit_patience, patience_of, turn_within

MIGRATIONS = Path(__file__).parents[1] / "migrations"
MEMBERS, EDITIONS = "members", "editions"
BUSY_MS = 30_000
FORGET_MS = 50
"""How long a try to empty the log waits for readers; writers wait behind it, not between tries."""
FORGET_TRIES = 20
FORGET_PAUSE_SECONDS = 0.05
MMAP_BYTES = 256 * 1024 * 1024

_write_lock = threading.Lock()
_as_rewritten: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()
"""Store to which nobody wrote between being written anew and the end of its log -> when its file
was written last. An empty log alone says nothing: another program may have emptied it."""
_IMMEDIATE = "immediate"


def core_table(model: type[SQLModel]) -> Table:
    """The table behind a model: Core takes twice raw sqlite3's time, the ORM 14 times."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def sqlite_url(folder: Path, store: str) -> URL:
    """The address of one of the two SQLite files of a store's folder."""
    return URL.create("sqlite", database=str(folder / f"{store}.sqlite"))


def open_engine(url: str | URL, wait_seconds: float | None = None) -> Engine:
    """An engine that may write. Errors never print parameters: they are answers.

    Args:
        url: of one of the two files.
        wait_seconds: for a lock, as ``limit_patience``.
    """
    engine = create_engine(url, hide_parameters=True)
    limit_patience(engine, wait_seconds)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_pragmas, _busy_ms(engine)))
        # Not by an event: as soon as an engine has one, every statement looks for more of them,
        # and that takes a tenth of a hand-in.
        engine.dialect.do_begin = _begin_transaction  # type: ignore[method-assign,assignment]
    return engine


def open_reader(folder: Path, store: str) -> Engine:
    """An engine on one SQLite file that the database itself keeps from writing."""
    path = quote(str((folder / f"{store}.sqlite").resolve()))
    read_only = {"mode": "ro", "uri": "true"}
    url = URL.create("sqlite", database=f"file:{path}", query=read_only)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_reader_pragmas)
    return engine


def _busy_ms(engine: Engine) -> int:
    seconds = patience_of(engine)
    return BUSY_MS if seconds is None else int(seconds * 1_000)


def _set_pragmas(busy_ms: int, connection: Any, _record: Any) -> None:
    # SQLAlchemy emits BEGIN itself (see _begin), so the driver must not.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={busy_ms}",
        "secure_delete=ON",
        "temp_store=MEMORY",  # else VACUUM and large sorts leave members' rows in /tmp
        "foreign_keys=ON",
        f"mmap_size={MMAP_BYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _set_reader_pragmas(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute(f"PRAGMA mmap_size={MMAP_BYTES}")


def _begin_transaction(connection: Any) -> None:
    how = "BEGIN IMMEDIATE" if connection.info.pop(_IMMEDIATE, False) else "BEGIN"
    connection.cursor().execute(how)


@contextmanager
def immediate_connection(engine: Engine) -> Iterator[Connection]:
    """A connection whose first transaction may write from its beginning."""
    with engine.connect() as connection:
        connection.info[_IMMEDIATE] = True
        yield connection


@contextmanager
def writing_transaction(engine: Engine) -> Iterator[Connection]:
    """One write transaction: committed whole at the end, or not at all.

    Raises:
        StoreError: ``store_busy``, for a visitor: others write for too long.
    """
    with (
        turn_within(_write_lock, engine),
        immediate_connection(engine) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            postgresql.take_turn(connection)
        yield connection


@contextmanager
def reading_transaction(engine: Engine) -> Iterator[Connection]:
    """One read transaction: every statement in it sees the same state.

    Raises:
        StoreError: ``store_damaged``; SQLite quotes bytes that are no text.
    """
    steady = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect().execution_options(**steady) as connection, connection.begin():
            yield connection
    except UnicodeDecodeError:
        raise StoreError("store_damaged") from None


def forget_deleted_rows(engine: Engine) -> bool:
    """Write the store anew in the order of its keys, and empty its write-ahead log.

    ``secure_delete`` alone is not enough: a page that was split keeps stale copies of rows, new
    rows stand in a page in the order in which they came, and the log is a diary of the last
    thousand pages (tests/attacks/test_stolen.py). Takes 8 ms at 500 members, 0.25 s at 100,000;
    nothing where nobody wrote since the last time. Writers wait for one step, not for all.

    Returns:
        False where an open read still needs the log, or the store cannot be written now; the next
        call finishes. On PostgreSQL the tables are written anew; its log is the operator's.
    """
    if engine.dialect.name == "postgresql":
        postgresql.rewrite_tables(engine)
        return True
    if not _log_bytes(engine) and _as_rewritten.get(engine) == _last_change(engine):
        return True
    _as_rewritten.pop(engine, None)
    with closing(engine.raw_connection()) as pooled:
        cursor = pooled.cursor()
        try:
            return _rewrite_in_steps(engine, cursor)
        except (OperationalError, StoreError):
            return False  # such as a full disk: what was erased stays erased all the same
        finally:
            cursor.execute(f"PRAGMA busy_timeout={_busy_ms(engine)}")


def _rewrite_in_steps(engine: Engine, cursor: Any) -> bool:
    with turn_within(_write_lock, engine):
        cursor.execute("VACUUM")
        written = _writes_of_others(cursor)
    cursor.execute(f"PRAGMA busy_timeout={FORGET_MS}")
    is_empty, changed_at = _empty_log_in_steps(engine, cursor), _last_change(engine)
    if is_empty and _writes_of_others(cursor) == written:  # else later rows stand as they came
        _as_rewritten[engine] = changed_at
    return is_empty


def _empty_log_in_steps(engine: Engine, cursor: Any) -> bool:
    for _ in range(FORGET_TRIES):
        with turn_within(_write_lock, engine):
            if not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return True
        time.sleep(FORGET_PAUSE_SECONDS)
    return False


def _writes_of_others(cursor: Any) -> int:
    """A number that changes when another connection has written."""
    return int(cursor.execute("PRAGMA data_version").fetchone()[0])


def _last_change(engine: Engine) -> int:
    """Nanoseconds at which the file itself, without its log, was written last."""
    file = Path(str(engine.url.database))
    return file.stat().st_mtime_ns if file.exists() else 0


def _log_bytes(engine: Engine) -> int:
    log = Path(f"{engine.url.database}-wal")
    return log.stat().st_size if log.exists() else 0


def _alembic_config(store: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(MIGRATIONS / store))
    config.set_main_option("path_separator", "os")
    config.attributes["store"] = store
    return config


def migrate_store(engine: Engine, store: str, to: str = "head") -> None:
    """Bring a store to a version, the newest unless said otherwise.

    Raises:
        StoreError: the store was made by a newer Sweet Spot than this one.
    """
    config = _alembic_config(store)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with _write_lock, immediate_connection(engine) as connection:
        if engine.dialect.name == "postgresql":
            postgresql.take_turn(connection)
        before = store_version(connection)
        if before not in known | {None}:
            raise StoreError("store_is_newer")
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        after = store_version(connection)
        connection.commit()
    if store == MEMBERS and before not in {None, after}:
        forget_deleted_rows(engine)  # a migration that takes something away takes it out of files


def store_version(connection: Connection) -> str | None:
    """The migration at which a store stands; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])
