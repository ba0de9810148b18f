"""Held surveys: kept, not counted, until leaders or time release them by batch. Never by row.

What leaders order: db.members.held_orders.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    case,
    delete,
    insert,
    select,
    update,
)

from db.answers import Survey
from db.members import plausibility
from db.store.engine import core_table
from db.tables import LikenessRow, Member
from db.vocabulary import HeldFor, Standing

EVERY_BATCH = -1
"""All that are held, with whatever invite they came."""
UNDECIDED_WEEKS = 12
"""What nobody has decided about for so long counts, unless it is impossible."""
_DROPPED = Standing.dropped.value
COUNTED = (Standing.counted.value, Standing.released.value)
_member, _likeness = core_table(Member), core_table(LikenessRow)
_is_held = _member.c.standing == Standing.held.value
_is_possible = _member.c.held_for.op("&")(1 << HeldFor.impossible) == 0

_told: BindParameter[int] = bindparam("told", expanding=True)
_own: BindParameter[int] = bindparam("own")
_NOBODY = -1
"""Keys of members are 0 and above."""
_alike = (
    select(_likeness.c.member_key)
    .where(_likeness.c.likeness.in_(_told), _likeness.c.member_key != _own)
    .limit(1)
)
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


def resembles_another(
    connection: Connection, likenesses: Sequence[int], member_key: int = _NOBODY
) -> bool:
    """Whether three of the four parts of a survey are those of another one that is there."""
    told = {"told": likenesses, "own": member_key}
    return bool(likenesses) and connection.execute(_alike, told).first() is not None


def reasons_after_change(
    connection: Connection, member_key: int, before: Survey, after: Survey
) -> set[HeldFor]:
    """Why a check-in or a correction is held; what it is like is remembered in the old one's place.

    Never for answers that did not change: a likeness that was there before is none.
    """
    reasons = plausibility.reasons_of_change(before, after)
    were, are = (plausibility.likeness_hashes(survey) for survey in (before, after))
    if resembles_another(connection, sorted(set(are) - set(were)), member_key):
        reasons.add(HeldFor.near_duplicate)
    if are != were:
        connection.execute(delete(_likeness).where(_likeness.c.member_key == member_key))
        remember_likeness(connection, member_key, are)
    return reasons


def hold_member(connection: Connection, member_key: int, reasons: set[HeldFor]) -> None:
    """Hold a survey that was counted: else plausible first would get around every check."""
    row = _member.c.member_key == member_key
    bits = _member.c.held_for.op("|")(reason_bits(reasons))
    connection.execute(
        update(_member).where(row, _member.c.standing != _DROPPED).values(held_for=bits)
    )
    held = {"standing": Standing.held.value, "weeks_held": 0}
    connection.execute(update(_member).where(row, _member.c.standing.in_(COUNTED)).values(held))


def forget_reason(connection: Connection, member_key: int, reason: HeldFor) -> None:
    """Take back a reason that a correction has put right; who is held stays held."""
    bits = _member.c.held_for.op("&")(~(1 << reason))
    row = _member.c.member_key == member_key
    connection.execute(update(_member).where(row).values(held_for=bits))


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


def decide_about_held(connection: Connection, batch: int, standing: Standing) -> None:
    """Let all that are held in a batch be counted from now on, or stay out for good."""
    held = _is_held if batch == EVERY_BATCH else _is_held & (_member.c.batch == batch)
    _set_standing(connection, held, standing)


def release_possible(connection: Connection) -> None:
    """Let all that are held be counted, but for what is impossible: nobody is there to decide."""
    _set_standing(connection, _is_held & _is_possible, Standing.released)


def release_undecided(connection: Connection, weeks: int, decided: Sequence[int]) -> None:
    """Let count what has been held for twelve weeks and more, unless it is impossible.

    Args:
        connection: to the members' database, within a write transaction.
        weeks: since the last publishing day; a survey that is held is first seen on one.
        decided: batches that leaders ordered to be dropped: what waits there is decided about.
    """
    seen = _member.c.weeks_held
    later = case((seen == 0, 1), else_=seen + weeks)
    connection.execute(update(_member).where(_is_held).values(weeks_held=later))
    if EVERY_BATCH in decided:
        return
    long = _is_held & _is_possible & (seen > UNDECIDED_WEEKS) & _member.c.batch.not_in(decided)
    _set_standing(connection, long, Standing.released)


def _set_standing(connection: Connection, whose: ColumnElement[bool], standing: Standing) -> None:
    # How long they were held is forgotten with it.
    decided = {"standing": standing.value, "weeks_held": 0}
    connection.execute(update(_member).where(whose).values(decided))
