"""Rows -> chunks of narrow columns, for publishing alone.

A chunk is about 100,000 members in the order of their random keys. Every row of a child table
comes as two integers, the member's key and its columns packed into one: fetching packed rows
took a million members 13 s, fetching columns 31 s (docs/decisions.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, Integer, Select, Table, cast, func, select

from db import bands, catalogue
from db.members.held_surveys import is_counted
from db.store.engine import core_table
from db.tables import DoseStepRow, EpisodeRow, Member, ReportRow
from db.vocabulary import Before, Timing

Ints = NDArray[np.int64]
CHUNK_MEMBERS = 100_000
KEYS = 1 << 63
"""Members' keys are random numbers below it (db.members.hand_in)."""
_member = core_table(Member)
NEVER = 0
"""In a week column: not remembered, or has not happened."""

_MEMBER = {
    "condition": 5,
    "age_band": 3,
    "sex": 2,
    "sensitivity": 2,
    "observed_week": 12,
    "stopped_week": 12,
    "stop_reason": 3,
    "first_benefit": 4,
    "answered_pleasure": 1,
    "batch": 15,
}
_STEP = {
    "week": 12,
    "dose_ug": 16,
    "timing": 3,
    "reason": 4,
    "effects_after": 2,
    "benefit_after": 4,
}
_EPISODE = {
    "effect": 6,
    "before": 2,
    "began_week": 12,
    "still_there": 1,
    "ended_week": 12,
    "severity": 3,
    "helped": 9,
    "hours_after": 3,
}
_REPORT = {"week": 12, "overall_change": 3}
"""Bits that each column needs; a test holds them against the models' bounds."""


@dataclass(frozen=True)
class StepColumns:
    """Doses in the order of member and week; one entry a step."""

    member: Ints
    week: Ints
    dose_ug: Ints
    timing: Ints
    reason: Ints
    effects_after: Ints
    benefit_after: Ints


@dataclass(frozen=True)
class EpisodeColumns:
    """Spells of effects in the order of member, effect and beginning.

    ``began_week`` and ``ended_week`` are NEVER where they are unknown or still to come.
    """

    member: Ints
    effect: Ints
    before: Ints
    began_week: Ints
    still_there: Ints
    ended_week: Ints
    severity: Ints
    helped: Ints
    hours_after: Ints

    def count_as_effect(self) -> NDArray[np.bool_]:
        """Which spells count as an effect: new since LDN, or there before and worse now."""
        new_or_worse: NDArray[np.bool_] = self.before != Before.the_same
        return new_or_worse


@dataclass(frozen=True)
class ReportColumns:
    """How members were in a week of use, in the order of member and week."""

    member: Ints
    week: Ints
    overall_change: Ints


@dataclass(frozen=True)
class CohortChunk:
    """The members of one chunk; ``member`` in the parts is a position in these columns.

    Attributes:
        record_key: random 32-bit integer per member.
        facts: filter name -> position of the member's word in ``catalogue.FILTERS``.
        observed_week: week of use at the latest report.
        stopped_week: last week on LDN; NEVER = still on it.
        stop_reason, first_benefit, answered_pleasure: numbers of db.vocabulary.
        batch: the invite they came with; 0 = none.
    """

    record_key: Ints
    facts: dict[str, Ints]
    observed_week: Ints
    stopped_week: Ints
    stop_reason: Ints
    first_benefit: Ints
    answered_pleasure: Ints
    batch: Ints
    steps: StepColumns
    episodes: EpisodeColumns
    reports: ReportColumns

    @property
    def members(self) -> int:
        """How many members are in this chunk."""
        return len(self.record_key)

    def last_weeks_on_ldn(self) -> Ints:
        """The last week on LDN that was observed."""
        return np.where(self.stopped_week != NEVER, self.stopped_week, self.observed_week)


def load_chunks(connection: Connection, size: int = CHUNK_MEMBERS) -> Iterator[CohortChunk]:
    """All members who are counted, chunk by chunk, within the caller's read transaction.

    Args:
        connection: in a transaction, so that every chunk sees the same state.
        size: members a chunk.
    """
    after, key = -1, _member.c.member_key
    while True:
        keys, record_keys, packed = _fetch_columns(
            connection, _members_query().where(key > after).limit(size), 3
        )
        if not len(keys):
            return
        yield _build_chunk(connection, keys, record_keys, _unpack_columns(packed, _MEMBER))
        after = int(keys[-1])


class KeyRange(NamedTuple):
    """Members whose keys lie from ``first`` to ``last``, both included."""

    first: int
    last: int


def key_ranges(members: int, size: int = CHUNK_MEMBERS) -> list[KeyRange]:
    """All keys in ranges of one width, to be read apart by ``load_chunk``.

    Keys are random, so that equal ranges hold nearly equal numbers of members; and their bounds
    are nobody's key, so that they may stand in a cluster's log.

    Args:
        members: how many there are, roughly.
        size: members a range.
    """
    ranges = max(1, -(-members // size))
    bounds = [nth * KEYS // ranges for nth in range(ranges + 1)]
    return [KeyRange(first, end - 1) for first, end in pairwise(bounds)]


def load_chunk(connection: Connection, within: KeyRange) -> CohortChunk | None:
    """The counted members of a range of keys as one chunk; None where there is nobody.

    Args:
        connection: in a transaction, as for ``load_chunks``.
        within: from ``key_ranges``.
    """
    query = _members_query().where(_member.c.member_key.between(*within))
    keys, record_keys, packed = _fetch_columns(connection, query, 3)
    if not len(keys):
        return None
    return _build_chunk(connection, keys, record_keys, _unpack_columns(packed, _MEMBER))


def _members_query() -> Select[Any]:
    """Counted members in the order of their keys."""
    query = select(_member.c.member_key, _member.c.record_key, _pack_columns(_member, _MEMBER))
    return query.where(is_counted()).order_by(_member.c.member_key)


def count_members(connection: Connection) -> int:
    """How many members there are to count: exact, never to leave publishing."""
    counted = select(func.count()).select_from(_member).where(is_counted())
    return int(connection.execute(counted).scalar_one())


def load_record_keys(connection: Connection) -> Ints:
    """The record keys of all counted members, for a count of how many there are by lot."""
    keys = _fetch_columns(connection, select(_member.c.record_key).where(is_counted()), 1)
    return keys[0]


def _build_chunk(
    connection: Connection,
    keys: Ints,
    record_keys: Ints,
    member: dict[str, Ints],
) -> CohortChunk:
    steps = StepColumns(**_child_columns(connection, core_table(DoseStepRow), _STEP, keys))
    facts = {name: member.pop(name) for name in ("condition", "age_band", "sex", "sensitivity")}
    # Every member has a step in week 1 (db.answers), and steps come in the order of weeks.
    first = np.searchsorted(steps.member, np.arange(len(keys)))
    facts["first_timing"] = steps.timing[first] - min(Timing)
    edges = np.array(bands.FIRST_DOSE_UG.edges)
    facts["first_dose"] = np.searchsorted(edges, steps.dose_ug[first], side="right") - 1
    return CohortChunk(
        record_key=record_keys,
        facts={name: facts[name] for name in catalogue.FILTERS},
        steps=steps,
        episodes=EpisodeColumns(
            **_child_columns(connection, core_table(EpisodeRow), _EPISODE, keys)
        ),
        reports=ReportColumns(**_child_columns(connection, core_table(ReportRow), _REPORT, keys)),
        **member,
    )


def _child_columns(
    connection: Connection,
    table: Table,
    widths: dict[str, int],
    keys: Ints,
) -> dict[str, Ints]:
    query = select(table.c.member_key, _pack_columns(table, widths))
    query = query.where(table.c.member_key.between(int(keys[0]), int(keys[-1])))
    owners, packed = _fetch_columns(connection, query.order_by(*table.primary_key), 2)
    member = np.searchsorted(keys, owners)
    counted = keys[member] == owners  # between two keys there may be rows of a held survey
    return {"member": member[counted], **_unpack_columns(packed[counted], widths)}


def _pack_columns(table: Table, widths: dict[str, int]) -> Any:
    """One integer a row that holds the named columns, first column in the highest bits."""
    total: Any = 0
    for name, bits in widths.items():
        column = cast(table.c[name], Integer)
        total = cast(total, BigInteger) * (1 << bits) + func.coalesce(column, NEVER)
    return total


def _unpack_columns(packed: Ints, widths: dict[str, int]) -> dict[str, Ints]:
    columns = {}
    for name, bits in reversed(widths.items()):
        columns[name] = packed & ((1 << bits) - 1)
        packed = packed >> bits
    return columns


def _fetch_columns(connection: Connection, query: Select[Any], columns: int) -> list[Ints]:
    # Straight from the driver's cursor into an array: no Row object for millions of rows.
    cursor: Any = connection.execute(query).cursor
    dtype = np.dtype([(f"c{i}", np.int64) for i in range(columns)])
    rows = np.fromiter(cursor, dtype=dtype)
    return [np.ascontiguousarray(rows[name]) for name in dtype.names or ()]
