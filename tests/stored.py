"""What is in a members' database, row by row."""

from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import select

from dashboard.stores import Stores
from db.store.engine import reading_transaction
from db.tables import members_metadata


def every_row(stores: Stores) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, by the table's name; in an order of their own."""
    with reading_transaction(stores.members) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in members_metadata.sorted_tables
        }


def columns(part: Any) -> Any:
    """Columns as plain lists, part by part, for comparing."""
    if is_dataclass(part):
        return {field.name: columns(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, dict):
        return {name: columns(column) for name, column in part.items()}
    return part.tolist()
