"""Held surveys: kept, not counted, until leaders release them by batch. Never by row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Update,
    bindparam,
    func,
    insert,
    select,
    update,
)

from db.counting.builds import coming_build
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import LikenessRow, Member
from db.vocabulary import HeldFor, Standing

FEWEST_AT_A_TIME = 10
"""Whoever decides about fewer decides about somebody."""
COUNTED = (Standing.counted.value, Standing.released.value)
_member, _likeness = core_table(Member), core_table(LikenessRow)

_told: BindParameter[int] = bindparam("told", expanding=True)
_alike = select(_likeness.c.member_key).where(_likeness.c.likeness.in_(_told)).limit(1)
_remember = insert(_likeness)


class TooFewHeld(ValueError):
    """Raised where a decision would be about fewer than ten surveys."""


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


def is_counted() -> ColumnElement[bool]:
    """The condition under which publishing counts a member."""
    return _member.c.standing.in_(COUNTED)


def reason_bits(reasons: set[HeldFor]) -> int:
    """Reasons as they are stored."""
    return sum(1 << reason for reason in reasons)


def remember_likeness(connection: Connection, member_key: int, likenesses: Sequence[int]) -> None:
    """Keep what later surveys are compared with: those of ``plausibility.likeness_hashes``."""
    rows = [{"likeness": x, "member_key": member_key} for x in likenesses]
    if rows:
        connection.execute(_remember, rows)


def resembles_another(connection: Connection, likenesses: Sequence[int]) -> bool:
    """Whether three of the four parts of a survey are those of one that is there."""
    return bool(likenesses) and connection.execute(_alike, {"told": likenesses}).first() is not None


def load_hold_counts(connection: Connection, *, with_decided: bool = False) -> list[HoldCounts]:
    """Held surveys by batch, for publishing to blur.

    Args:
        connection: to the members' database.
        with_decided: also those about which a decision can still be taken back, so that deciding
            and taking back moves no count.
    """
    waiting = _member.c.standing == Standing.held.value
    if with_decided:
        waiting |= _member.c.decided_in == coming_build(connection)
    query = select(_member.c.batch, _member.c.held_for).where(waiting)
    people: Counter[int] = Counter()
    reasons: dict[int, Counter[HeldFor]] = {}
    for batch, held_for in connection.execute(query):
        people[batch] += 1
        found = (reason for reason in HeldFor if held_for >> reason & 1)
        reasons.setdefault(batch, Counter()).update(found)
    return [
        HoldCounts(batch, count, dict(reasons[batch])) for batch, count in sorted(people.items())
    ]


def decide_batch(engine: Engine, batch: int | None, standing: Standing) -> None:
    """Release or drop all held surveys of a batch; they enter, or stay out, at the next edition.

    Args:
        engine: the members' database.
        batch: its number; None for all batches at once.
        standing: ``released`` or ``dropped``.

    Raises:
        TooFewHeld: fewer than FEWEST_AT_A_TIME surveys are held there.
    """
    with writing_transaction(engine) as connection:
        decide_batch_within(connection, batch, standing)


def decide_batch_within(connection: Connection, batch: int | None, standing: Standing) -> None:
    """``decide_batch`` within a transaction."""
    chosen = _batch_conditions(batch, _member.c.standing == Standing.held.value)
    people = connection.execute(select(func.count()).select_from(_member).where(*chosen))
    if people.scalar_one() < FEWEST_AT_A_TIME:
        raise TooFewHeld("held_too_few")
    change = _standing_update(standing, coming_build(connection))
    connection.execute(change.where(*chosen))


def undo_decision(engine: Engine, batch: int | None) -> None:
    """Hold again what was released or dropped since the last edition."""
    with writing_transaction(engine) as connection:
        undo_decision_within(connection, batch)


def undo_decision_within(connection: Connection, batch: int | None) -> None:
    """``undo_decision`` within a transaction."""
    decided = _member.c.decided_in == coming_build(connection)
    connection.execute(_standing_update(Standing.held, 0).where(*_batch_conditions(batch, decided)))


def undoable_batches(engine: Engine) -> set[int]:
    """Batches about which a decision can still be taken back."""
    with reading_transaction(engine) as connection:
        decided = _member.c.decided_in == coming_build(connection)
        rows = connection.execute(select(_member.c.batch).where(decided).distinct())
        return {int(batch) for (batch,) in rows}


def _standing_update(standing: Standing, build: int) -> Update:
    values: dict[str, int] = {"standing": standing.value, "decided_in": build}
    if standing is Standing.released:
        values["changed_in"] = build
    return update(_member).values(**values)


def _batch_conditions(
    batch: int | None, condition: ColumnElement[bool]
) -> list[ColumnElement[bool]]:
    return [condition] if batch is None else [condition, _member.c.batch == batch]
