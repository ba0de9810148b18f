"""A group moves, such as from one machine's folder to a PostgreSQL: copied, and proven equal."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
)

from dashboard.backups.copies import ROWS_AT_ONCE, state_of_rows
from dashboard.commands.failures import CommandProblem, print_sentence
from dashboard.commands.stores import absolute_folder
from dashboard.stores import Stores, open_postgresql, open_stores
from dashboard.text import say
from db.editions.tables import editions_metadata
from db.store import postgresql
from db.store.engine import (
    EDITIONS,
    MEMBERS,
    immediate_connection,
    reading_transaction,
    sqlite_url,
    store_version,
)
from db.store.fingerprint import forget_fingerprint
from db.store.house import forget_name
from db.tables import members_metadata

METADATA: Mapping[str, MetaData] = {EDITIONS: editions_metadata, MEMBERS: members_metadata}
"""Store -> its tables, in the order of the snapshots. Editions come first: an edition whose draws
were left behind would be blurred afresh; draws whose edition is still to come are carried on."""
VERSION_TABLE = "alembic_version"
"""Made by migrating both places, not copied."""


def move_stores(source: str, target: str) -> None:
    """Copy both stores into an empty place, whole or not at all.

    Args:
        source: a folder, or the address of a PostgreSQL.
        target: the same; it is made where it is missing.

    Raises:
        CommandProblem: there is nothing to move, the target is not empty, or the copy is not equal.
        StoreError: one of them cannot be opened.
    """
    _check_source_exists(source)
    with _stores_at_place(source) as old, _stores_at_place(target) as new, ExitStack() as stack:
        sources = {name: stack.enter_context(_snapshot_reader(old, name)) for name in METADATA}
        targets = {name: stack.enter_context(_write_transaction(new, name)) for name in METADATA}
        _check_target_empty(targets)
        with Console(stderr=True).status(say("command.move.copying")):
            rows = sum(
                _copy_tables(sources[name], targets[name], METADATA[name]) for name in METADATA
            )
    print_sentence(say("command.move.done", count=rows))
    print_sentence(say("command.move.next"))


def _check_source_exists(source: str) -> None:
    if _is_database_address(source):
        return
    folder = absolute_folder(Path(source))
    if not all(Path(sqlite_url(folder, store).database or "").is_file() for store in METADATA):
        raise CommandProblem("move_nothing")


@contextmanager
def _stores_at_place(place: str) -> Iterator[Stores]:
    here = _is_database_address(place)
    stores = open_postgresql(place) if here else open_stores(absolute_folder(Path(place)))
    try:
        yield stores
    finally:
        stores.close()


def _is_database_address(place: str) -> bool:
    return "://" in place


@contextmanager
def _snapshot_reader(stores: Stores, store: str) -> Iterator[Connection]:
    """A read transaction that sees one moment from now on."""
    with reading_transaction(_store_engine(stores, store)) as connection:
        store_version(connection)  # the first read fixes what is seen
        yield connection


@contextmanager
def _write_transaction(stores: Stores, store: str) -> Iterator[Connection]:
    """A write transaction; two of them are open together, so each is begun here."""
    engine = _store_engine(stores, store)
    with (
        immediate_connection(engine) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            postgresql.take_turn(connection)
        yield connection


def _store_engine(stores: Stores, store: str) -> Engine:
    return stores.members if store == MEMBERS else stores.edition_writer


def _check_target_empty(targets: Mapping[str, Connection]) -> None:
    for store, connection in targets.items():
        forget_name(connection)  # the name comes with what is moved, and so does this:
        if store == MEMBERS:
            forget_fingerprint(connection)
        for table in METADATA[store].sorted_tables:
            if connection.execute(select(table).limit(1)).first() is not None:
                raise CommandProblem("move_not_empty")


def _copy_tables(source: Connection, target: Connection, tables: MetaData) -> int:
    """Copy every table of one store; returns how many rows there were.

    Raises:
        CommandProblem: what was written, read back, differs from what was read.
    """
    unknown = set(inspect(source).get_table_names()) - {*tables.tables, VERSION_TABLE}
    if unknown:  # of a later version's migration that this list does not know
        raise CommandProblem("move_differs")
    rows = 0
    for table in tables.sorted_tables:
        for some in _table_rows(source, table).partitions():
            target.execute(insert(table), [row._asdict() for row in some])
        _advance_row_numbers(target, table)
        copied = state_of_rows(_table_rows(target, table))
        if copied != state_of_rows(_table_rows(source, table)):
            raise CommandProblem("move_differs")
        rows += copied.rows
    return rows


def _table_rows(connection: Connection, table: Table) -> CursorResult[Any]:
    """Every row, as Python's own values: the same whichever database they come from."""
    everything = select(table).order_by(*table.primary_key)
    return connection.execute(everything, execution_options={"yield_per": ROWS_AT_ONCE})


def _advance_row_numbers(target: Connection, table: Table) -> None:
    """PostgreSQL's own numbers go on behind those that were copied; SQLite sees to it itself."""
    column = table.autoincrement_column
    if column is None or target.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    newest = select(func.max(column)).scalar_subquery()
    target.execute(select(func.setval(sequence, newest)))
