"""The stores as two schemas of one PostgreSQL, for a group with several app processes.

``members`` is the app's own. ``editions`` can be read by a role that can do nothing else, and the
pages' connections are in that role: the database itself keeps a page from a member's row.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from db.store.errors import StoreError
from db.store.patience import limit_answers, limit_patience, server_limits

DRIVER = "postgresql+psycopg"
PAGES_ROLE = "sweetspot_pages"
MOVED_ASIDE = "_before_"
"""What follows a schema's name while and after another one was put into its place."""
_SNAPSHOT = re.compile(r"[0-9A-F]+(-[0-9A-F]+)+")
"""How PostgreSQL names what was shared; the statement takes no parameter."""
ANSWERS_WITHIN_SECONDS = 5
UNREACHABLE = {
    "connect_timeout": ANSWERS_WITHIN_SECONDS,
    "tcp_user_timeout": ANSWERS_WITHIN_SECONDS * 1_000,
}
"""A machine that is cut off says nothing at all: without these a page waits for a quarter of an
hour, which is Linux's own patience. A statement that takes long is cut off for visitors alone."""
_ONE_START = "SELECT pg_advisory_xact_lock(hashtext('sweetspot'))"
"""Of several processes that start together, one makes and grants; the others wait for it."""
_WITHOUT_DRIVER = ("postgres", "postgresql")


def database_address(url: str) -> URL:
    """The address with the driver that is installed.

    Raises:
        StoreError: ``database_url_wrong``; the address itself may hold a password.
    """
    try:
        found = make_url(url)
    except Exception:  # noqa: BLE001 - whatever it says quotes the address
        raise StoreError("database_url_wrong") from None
    if found.drivername in _WITHOUT_DRIVER:
        found = found.set(drivername=DRIVER)
    if found.drivername != DRIVER:
        raise StoreError("database_url_wrong")
    return found


def open_schema(url: URL, schema: str, wait_seconds: float | None = None) -> Engine:
    """An engine that may write to one schema; ``wait_seconds``: as ``limit_patience``."""
    return _schema_engine(url, f"-csearch_path={schema}", wait_seconds)


def open_schema_reader(url: URL, schema: str, wait_seconds: float | None = None) -> Engine:
    """An engine that can only read one schema, by its role and by its transactions."""
    options = f"-csearch_path={schema} -cdefault_transaction_read_only=on"
    engine = _schema_engine(url, options, wait_seconds)
    event.listen(engine, "connect", _become_reader)
    return engine


def prepare_schemas(url: URL, schemas: tuple[str, ...]) -> None:
    """Make the schemas, and the role of the pages, where they are missing.

    Raises:
        StoreError: ``database_away``; ``pages_role_missing`` where the operator has to make it;
            ``restore_cut_off`` where the old schemas were moved aside and no new ones came.
    """
    engine = _schema_engine(url, "")
    try:
        with engine.connect() as connection, connection.begin():
            # Two processes that start together would both make them.
            connection.execute(text(_ONE_START))
            for schema in schemas:
                _check_not_moved_aside(connection, schema)
                connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
            _make_role(connection)
    except DBAPIError as error:
        raise StoreError(_error_key(error)) from None
    finally:
        engine.dispose()


def let_pages_read(engine: Engine, schema: str) -> None:
    """Grant the pages' role what it may do: look into one schema, now and after migrations."""
    with engine.begin() as connection:
        # Of two starts at once, one would be told "tuple concurrently updated", and end.
        connection.execute(text(_ONE_START))
        for grant in (
            f"GRANT USAGE ON SCHEMA {schema} TO {PAGES_ROLE}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {PAGES_ROLE}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {PAGES_ROLE}",
        ):
            connection.execute(text(grant))


def take_turn(connection: Connection) -> None:
    """Wait until no other process writes to this schema; the turn ends with the transaction.

    It does what BEGIN IMMEDIATE does on SQLite: whoever reads before writing reads the latest.
    """
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(current_schema()))"))


def share_snapshot(connection: Connection) -> str:
    """What a transaction sees, under a name by which others can see it until this one ends."""
    return str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())


@contextmanager
def snapshot_transaction(engine: Engine, snapshot: str) -> Iterator[Connection]:
    """One read transaction that sees what another one shared, whatever was written since.

    Raises:
        StoreError: ``snapshot_gone``: the other one has ended, or is on another server.
    """
    if not _SNAPSHOT.fullmatch(snapshot):
        raise StoreError("snapshot_gone")
    steady = engine.connect().execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    with steady as connection, connection.begin():
        try:
            connection.execute(text(f"SET TRANSACTION SNAPSHOT '{snapshot}'"))
        except DBAPIError:
            raise StoreError("snapshot_gone") from None
        yield connection


def rewrite_tables(engine: Engine) -> None:
    """Write every table anew in the order of its keys, without what was deleted.

    A heap keeps rows in the order in which they came, and deleted rows until their place is
    needed; and every row bears the number of the transaction that wrote it. So members' rows are
    first written by one transaction. What PostgreSQL's own log still tells is in
    docs/privacy-postgresql.md.
    """
    with engine.begin() as connection:
        take_turn(connection)
        keyed = text(
            "SELECT table_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND column_name = 'member_key'",
        )
        for (table,) in connection.execute(keyed).all():
            rewrite = f'UPDATE "{table}" SET member_key = member_key'  # noqa: S608 - our own names
            connection.execute(text(rewrite))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        take = "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()"
        for table, index in connection.execute(text(take)).all():
            if index.endswith("_pkey"):
                connection.execute(text(f'CLUSTER "{table}" USING "{index}"'))


def _schema_engine(url: URL, options: str, wait_seconds: float | None = None) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,  # a database that was away and is back
        connect_args={"options": options + server_limits(wait_seconds), **UNREACHABLE},
    )
    limit_patience(engine, wait_seconds)
    limit_answers(engine, wait_seconds)
    return engine


def _become_reader(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {PAGES_ROLE}")
    connection.commit()


def _check_not_moved_aside(connection: Connection, schema: str) -> None:
    names = text(
        "SELECT nspname FROM pg_namespace WHERE nspname = :name OR starts_with(nspname, :aside)"
    )
    wanted = {"name": schema, "aside": schema + MOVED_ASIDE}
    found = set(connection.execute(names, wanted).scalars())
    if found and schema not in found:
        raise StoreError("restore_cut_off")


def _make_role(connection: Connection) -> None:
    known = connection.execute(
        text("SELECT 1 FROM pg_roles WHERE rolname = :role"),
        {"role": PAGES_ROLE},
    )
    if known.first() is None:
        connection.execute(text(f"CREATE ROLE {PAGES_ROLE} NOLOGIN"))
    member = text("SELECT pg_has_role(current_user, :role, 'MEMBER')")
    if not connection.execute(member, {"role": PAGES_ROLE}).scalar():
        connection.execute(text(f"GRANT {PAGES_ROLE} TO CURRENT_USER"))


def _error_key(error: DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", None)
    return "pages_role_missing" if state == "42501" else "database_away"
