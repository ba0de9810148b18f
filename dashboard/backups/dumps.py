"""PostgreSQL's two schemas: dumped at one moment by pg_dump, and put back by pg_restore.

The password travels in the environment of those programs, never on their command lines, which
every user of the machine can read.
"""

import datetime
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from dashboard.backups.copies import (
    BackupCopy,
    BackupProblem,
    Kind,
    StoresState,
    editions_with_damage,
    live_state,
    new_copy,
    note_in_leaders_log,
    state_of_stores,
)
from dashboard.stores import open_postgresql
from db.desk.audit import LeaderAction
from db.store import postgresql
from db.store.engine import EDITIONS, MEMBERS, reading_transaction
from db.store.errors import StoreError

DUMP = "stores.dump"
SCHEMAS = (MEMBERS, EDITIONS)
DEBIAN = Path("/usr/lib/postgresql")
ROWS_WHEN_EMPTY = {"alembic_version": 1, "house": 1, "setting": 1}
"""Table -> rows that stand in an empty schema, too: the version, and the name that both share."""


@dataclass(frozen=True)
class PostgresDatabase:
    """The stores of a PostgreSQL."""

    url: URL = field(repr=False)
    kind: Kind = "postgresql"

    def copy_stores(self) -> BackupCopy:
        """Both schemas as they are now; nobody waits meanwhile.

        Raises:
            BackupProblem: pg_dump is missing or failed.
        """
        with self._open_engines() as engines, reading_transaction(engines[MEMBERS]) as members:
            moment = members.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            with reading_transaction(engines[EDITIONS]) as editions:
                editions.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{moment}'")
                state = state_of_stores({MEMBERS: members, EDITIONS: editions})
            schemas = [f"--schema={schema}" for schema in SCHEMAS]
            dump = self._run("pg_dump", "-Fc", f"--snapshot={moment}", *schemas)
        return new_copy(self.kind, state, {DUMP: dump})

    def note(self, action: LeaderAction, about: str = "") -> None:
        """Say in the leaders' log what was done."""
        with self._open_engines() as engines:
            note_in_leaders_log(engines[MEMBERS], action, about)

    def state(self) -> StoresState:
        """What the stores hold now."""
        with self._open_engines() as engines:
            return live_state(engines)

    @contextmanager
    def trial_restore(self, copy: BackupCopy) -> Iterator[StoresState]:
        """Restore into a database beside this one that is gone afterwards.

        Raises:
            BackupProblem: this user may not make databases.
        """
        name = f"sweetspot_verify_{secrets.token_hex(8)}"
        with self._autocommit_connection() as connection:
            try:
                connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
            except DBAPIError:
                raise BackupProblem("backup.may_not_create") from None
            try:
                yield PostgresDatabase(self.url.set(database=name)).filled(copy)
            finally:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def restore(self, copy: BackupCopy, *, force: bool) -> str | None:
        """Put a copy back.

        Returns:
            What the names of the old schemas end with now, None where there were none.

        Raises:
            BackupProblem: there are surveys and no ``force``.
        """
        today = datetime.datetime.now(datetime.UTC).date()
        ending = f"{postgresql.MOVED_ASIDE}{today:%Y%m%d}_{secrets.token_hex(3)}"
        with self._autocommit_connection() as connection:
            there = [s for s in SCHEMAS if inspect(connection).has_schema(s)]
            if not force and self._holds_rows(there):
                raise BackupProblem("backup.not_empty")
            _rename_schemas(connection, {schema: schema + ending for schema in there})
            try:
                self.filled(copy)
            except BaseException:
                for schema in SCHEMAS:
                    connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
                _rename_schemas(connection, {schema + ending: schema for schema in there})
                raise
        return ending if there else None

    def filled(self, copy: BackupCopy) -> StoresState:
        """Restore the dump here, and check versions, every table and every edition.

        Raises:
            BackupProblem: the dump is damaged, or of a newer app.
        """
        if DUMP not in copy.parts:
            raise BackupProblem("backup.damaged")
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        self._run("pg_restore", *options, given=copy.parts[DUMP])
        state = self.state()
        if state != copy.manifest.state:
            raise BackupProblem("backup.damaged")
        self._check_opens()
        return state

    def _check_opens(self) -> None:
        try:
            stores = open_postgresql(self.url.render_as_string(hide_password=False))
        except StoreError as error:
            newer = error.args[0] == "store_is_newer"
            raise BackupProblem("backup.newer" if newer else error.args[0]) from None
        try:
            if editions_with_damage(stores.editions):
                raise BackupProblem("backup.damaged")
        finally:
            for engine in (stores.members, stores.editions, stores.edition_writer):
                engine.dispose()

    def _holds_rows(self, schemas: list[str]) -> bool:
        if len(schemas) < len(SCHEMAS):
            return bool(schemas)
        tables = self.state().tables.values()
        return any(
            table.rows > ROWS_WHEN_EMPTY.get(name, 0)
            for store in tables
            for name, table in store.items()
        )

    @contextmanager
    def _open_engines(self) -> Iterator[dict[str, Engine]]:
        engines = {schema: postgresql.open_schema(self.url, schema) for schema in SCHEMAS}
        try:
            yield engines
        finally:
            for engine in engines.values():
                engine.dispose()

    @contextmanager
    def _autocommit_connection(self) -> Iterator[Connection]:
        """A connection for what cannot be done inside a transaction."""
        engine = create_engine(self.url, hide_parameters=True, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def _run(self, program: str, *options: str, given: bytes = b"") -> bytes:
        """What a program of PostgreSQL wrote; what it complained of may quote a row."""
        where, secret = _connection_address(self.url)
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL and our own options
            [_program_path(program), *options, "--no-password", f"--dbname={where}"],
            input=given,
            capture_output=True,
            env={**os.environ, **secret},
            check=False,
        )
        if done.returncode:
            raise BackupProblem(f"backup.{program}_failed")
        return done.stdout


def _connection_address(url: URL) -> tuple[str, Mapping[str, str]]:
    """Where to, without the password; and the password as a variable of the environment."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - comes with an extra

    named = {**url.translate_connect_args(username="user", database="dbname"), **url.query}
    password = named.pop("password", None)
    return make_conninfo(**named), {"PGPASSWORD": str(password)} if password else {}


def _program_path(name: str) -> str:
    newest_first = sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)
    found = str(newest_first[0]) if newest_first else shutil.which(name)
    if found is None:
        raise BackupProblem("backup.no_pg_tools")
    return found


def _rename_schemas(connection: Connection, names: Mapping[str, str]) -> None:
    for old, new in names.items():
        connection.execute(text(f"ALTER SCHEMA {old} RENAME TO {new}"))
