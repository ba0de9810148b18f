"""What is in a members' database, row by row, and what publishing sees of it."""

from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import select

from dashboard.stores import Stores
from db.counting import draws
from db.store.engine import reading_transaction, writing_transaction
from db.tables import members_metadata

EDITION = 1


def every_row(stores: Stores) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, by the table's name; in an order of their own."""
    with reading_transaction(stores.members) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in members_metadata.sorted_tables
        }


def build(stores: Stores) -> None:
    """An edition is built."""
    with writing_transaction(stores.members) as connection:
        draws.begin_build(connection, EDITION)


def changed(stores: Stores) -> int:
    """Members who changed since that edition, as publishing counts them."""
    with reading_transaction(stores.members) as connection:
        return draws.members_changed_since(connection, EDITION)


def columns(part: Any) -> Any:
    """Columns as plain lists, part by part, for comparing."""
    if is_dataclass(part):
        return {field.name: columns(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, dict):
        return {name: columns(column) for name, column in part.items()}
    return part.tolist()
