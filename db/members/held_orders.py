"""What leaders ordered about held surveys; publishing carries it out, or it waits, in silence.

An order that was carried out stands until another one is given or it is taken back: else the desk
would tell when it was.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select

from db.store.engine import core_table
from db.tables import SettingRow
from db.vocabulary import Standing

_NAME = "held_orders"
_setting = core_table(SettingRow)


class HeldOrder(BaseModel):
    """An order about one batch.

    Attributes:
        standing: ``released`` or ``dropped``.
        is_done: whether it was carried out: never to be shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    standing: Standing
    is_done: bool = False


_orders = TypeAdapter(dict[int, HeldOrder])


def load_orders(connection: Connection) -> dict[int, HeldOrder]:
    """Batch -> the newest order about it."""
    kept = connection.execute(select(_setting.c.value).where(_setting.c.name == _NAME)).scalar()
    try:
        return _orders.validate_json(kept) if kept else {}
    except ValidationError:  # written by another version
        return {}


def write_orders(connection: Connection, orders: Mapping[int, HeldOrder]) -> None:
    """Replace the orders. They may be given and taken back at any time, and tell nothing."""
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    if orders:
        value = _orders.dump_json(dict(orders)).decode()
        connection.execute(insert(_setting), {"name": _NAME, "value": value})
