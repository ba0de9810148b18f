"""Held surveys: kept, not counted, until leaders order their release by batch. Never by row."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from db.store.engine import core_table
from db.tables import LikenessRow, Member, SettingRow
from db.vocabulary import HeldFor, Standing

FEWEST_AT_A_TIME = 10
"""An order about fewer, roughly, waits: whoever decides about few decides about somebody."""
EVERY_BATCH = -1
"""An order about all that are held, with whatever invite they came."""
_ORDERS = "held_orders"
COUNTED = (Standing.counted.value, Standing.released.value)
_member, _likeness, _setting = (core_table(t) for t in (Member, LikenessRow, SettingRow))
_is_held = _member.c.standing == Standing.held.value

_told: BindParameter[int] = bindparam("told", expanding=True)
_alike = select(_likeness.c.member_key).where(_likeness.c.likeness.in_(_told)).limit(1)
_remember = insert(_likeness)


@dataclass(frozen=True)
class HoldCounts:
    """The held surveys of a batch: exact counts, never to be shown as they are.

    Attributes:
        batch: number of the batch, 0 for those who came without an invite.
        people: how many are held.
        reasons: how many are held for each reason; one survey may have several.
    """

    batch: int
    people: int
    reasons: dict[HeldFor, int]


class BatchMember(NamedTuple):
    """Someone who came with an invite, or is held."""

    record_key: int
    batch: int
    is_held: bool
    reasons: tuple[HeldFor, ...]


def is_counted() -> ColumnElement[bool]:
    """The condition under which publishing counts a member."""
    return _member.c.standing.in_(COUNTED)


def reason_bits(reasons: set[HeldFor]) -> int:
    """Reasons as they are stored."""
    return sum(1 << reason for reason in reasons)


def _reasons_of_bits(held_for: int) -> tuple[HeldFor, ...]:
    return tuple(reason for reason in HeldFor if held_for >> reason & 1)


def remember_likeness(connection: Connection, member_key: int, likenesses: Sequence[int]) -> None:
    """Keep what later surveys are compared with: those of ``plausibility.likeness_hashes``."""
    rows = [{"likeness": x, "member_key": member_key} for x in likenesses]
    if rows:
        connection.execute(_remember, rows)


def resembles_another(connection: Connection, likenesses: Sequence[int]) -> bool:
    """Whether three of the four parts of a survey are those of one that is there."""
    return bool(likenesses) and connection.execute(_alike, {"told": likenesses}).first() is not None


def load_hold_counts(connection: Connection) -> list[HoldCounts]:
    """Held surveys by batch, for publishing to blur.

    Args:
        connection: to the members' database.
    """
    query = select(_member.c.batch, _member.c.held_for).where(_is_held)
    people: Counter[int] = Counter()
    reasons: dict[int, Counter[HeldFor]] = {}
    for batch, held_for in connection.execute(query):
        people[batch] += 1
        reasons.setdefault(batch, Counter()).update(_reasons_of_bits(held_for))
    return [
        HoldCounts(batch, count, dict(reasons[batch])) for batch, count in sorted(people.items())
    ]


def load_batch_members(connection: Connection) -> list[BatchMember]:
    """Those who came with an invite, and all who are held, for publishing to count by lot."""
    columns = (_member.c.record_key, _member.c.batch, _is_held, _member.c.held_for)
    query = select(*columns).where((_member.c.batch != 0) | _is_held)
    return [
        BatchMember(key, batch, bool(held), _reasons_of_bits(bits))
        for key, batch, held, bits in connection.execute(query)
    ]


def load_orders(connection: Connection) -> dict[int, Standing]:
    """What leaders ordered for the next publishing day: batch -> ``released`` or ``dropped``."""
    kept = connection.execute(select(_setting.c.value).where(_setting.c.name == _ORDERS)).scalar()
    try:
        return {int(batch): Standing(word) for batch, word in json.loads(kept or "{}").items()}
    except (ValueError, AttributeError):  # written by another version
        return {}


def write_orders(connection: Connection, orders: Mapping[int, Standing]) -> None:
    """Replace the orders. They may be given and taken back at any time, and tell nothing."""
    connection.execute(delete(_setting).where(_setting.c.name == _ORDERS))
    if orders:
        value = json.dumps({str(batch): standing.value for batch, standing in orders.items()})
        connection.execute(insert(_setting), {"name": _ORDERS, "value": value})


def carry_out_order(connection: Connection, batch: int, standing: Standing) -> None:
    """Let all that are held in a batch be counted from now on, or stay out for good."""
    held = _is_held if batch == EVERY_BATCH else _is_held & (_member.c.batch == batch)
    connection.execute(update(_member).where(held).values(standing=standing.value))
