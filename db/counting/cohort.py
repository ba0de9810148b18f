"""Rows -> chunks of narrow columns, for publishing alone.

A chunk is about 100,000 members in the order of their random keys. Every row of a child table
comes as two integers, the member's key and its columns packed into one: fetching packed rows
took a million members 13 s, fetching columns 31 s (docs/decisions.md).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import BigInteger, Connection, Integer, Select, Table, cast, func, select

from db import bands, catalogue
from db.counting.columns import (
    EXTRA_WIDTHS,
    NEVER,
    SCALES,
    SCORE_BITS,
    CohortChunk,
    EpisodeColumns,
    Ints,
    PauseColumns,
    ReportColumns,
    StepColumns,
)
from db.members.held_surveys import is_counted
from db.store.engine import core_table
from db.tables import DoseStepRow, EpisodeRow, Member, PauseRow, ReportRow
from db.vocabulary import HowOften, Timing

__all__ = [
    "NEVER",
    "CohortChunk",
    "EpisodeColumns",
    "Ints",
    "PauseColumns",
    "ReportColumns",
    "StepColumns",
]
CHUNK_MEMBERS = 100_000
KEYS = 1 << 63
"""Members' keys are random numbers below it (db.members.hand_in)."""
_member = core_table(Member)

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
    "joined": 2,
    "batch": 15,
}
_STEP = {
    "week": 12,
    "dose_ug": 16,
    "timing": 3,
    "how_often": 3,
    "reason": 4,
    "effects_after": 2,
    "benefit_after": 4,
    "day": 3,
}
_PAUSE = {"began_week": 12, "ended_week": 12}
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
_REPORT = {"week": 12, "overall_change": 3, **dict.fromkeys(SCALES, SCORE_BITS)}
"""Bits that each column needs; a test holds them against the models' bounds. What extras ask has a
number of its own (``EXTRA_WIDTHS``): the other one is full."""
_SCORES = {*SCALES, *(f"{scale}_before" for scale in SCALES)}


def load_chunks(connection: Connection, size: int = CHUNK_MEMBERS) -> Iterator[CohortChunk]:
    """All members who are counted, chunk by chunk, within the caller's read transaction.

    Args:
        connection: in a transaction, so that every chunk sees the same state.
        size: members a chunk.
    """
    after, key = -1, _member.c.member_key
    while True:
        chunk = _load_members(connection, _members_query().where(key > after).limit(size))
        if chunk is None:
            return
        keys, columns = chunk
        yield _build_chunk(connection, keys, columns)
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
    found = _load_members(connection, query)
    return None if found is None else _build_chunk(connection, *found)


def _load_members(
    connection: Connection, query: Select[Any]
) -> tuple[Ints, dict[str, Ints]] | None:
    """Members' keys and columns; None where there is nobody."""
    keys, record_key, packed, extras, topics, effects = _fetch_columns(connection, query, 6)
    if not len(keys):
        return None
    asked = {"record_key": record_key, "topics": topics, "effects_list": effects}
    return keys, _unpack_columns(packed, _MEMBER) | {"extras": extras} | asked


def _members_query() -> Select[Any]:
    """Counted members in the order of their keys."""
    member = _member.c
    packed, extras = _pack_columns(_member, _MEMBER), _pack_columns(_member, EXTRA_WIDTHS)
    asked = member.topics, member.effects_list
    query = select(member.member_key, member.record_key, packed, extras, *asked)
    return query.where(is_counted()).order_by(member.member_key)


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
    member: dict[str, Ints],
) -> CohortChunk:
    columns = _child_columns(connection, core_table(DoseStepRow), _STEP, keys)
    day_dose_ug, how_often = columns["dose_ug"], columns.pop("how_often")
    steps = StepColumns(**columns | {"dose_ug": mean_dose_ug(day_dose_ug, how_often)})
    extras = _unpack_columns(member.pop("extras"), EXTRA_WIDTHS)
    facts = {name: member.pop(name) for name in ("condition", "age_band", "sex", "sensitivity")}
    # Every member has a step in week 1 (db.answers), and steps come in the order of weeks.
    first = np.searchsorted(steps.member, np.arange(len(keys)))
    facts["first_timing"] = steps.timing[first] - min(Timing)
    edges = np.array(bands.FIRST_DOSE_UG.edges)
    first_ug = np.where(steps.dose_ug > 0, steps.dose_ug, day_dose_ug)[first]
    facts["first_dose"] = np.searchsorted(edges, first_ug, side="right") - 1
    return CohortChunk(
        first_dose_ug=first_ug,
        extras=extras,
        facts={name: facts[name] for name in catalogue.FILTERS},
        steps=steps,
        pauses=PauseColumns(**_child_columns(connection, core_table(PauseRow), _PAUSE, keys)),
        episodes=EpisodeColumns(
            **_child_columns(connection, core_table(EpisodeRow), _EPISODE, keys)
        ),
        reports=ReportColumns(**_child_columns(connection, core_table(ReportRow), _REPORT, keys)),
        **member,
    )


def mean_dose_ug(day_dose_ug: Ints, how_often: Ints) -> Ints:
    """The mean of a day in whole micrograms, at least 1; 0 where there is none to speak of."""
    mean = np.where(how_often == HowOften.every_other_day, day_dose_ug // 2, day_dose_ug)
    return np.where(how_often > HowOften.every_other_day, 0, np.maximum(mean, 1))


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
        column = cast(table.c[name], Integer) + (1 if name in _SCORES else 0)
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
