"""From a chunk's course to rows of the members' database."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

from dashboard.demo.benefit_course import UNSAID, scores_by_scale
from dashboard.demo.effect_reports import episode_columns
from dashboard.demo.people import Ints
from dashboard.demo.state import CohortCourse, Columns
from db.answers import MOST_EPISODES, MOST_STEPS
from db.bands import LASTING
from db.form_marks import VERSION_1
from db.members.rows import mark_columns
from db.tables import DoseStepRow, EpisodeRow, Member, ReportRow, members_metadata
from db.vocabulary import FirstBenefit

KEY_BITS = 63
RECORD_KEY_BITS = 32


def write_course(connection: Connection, course: CohortCourse) -> None:
    """Insert a chunk whole."""
    # Ascending keys fill the tables' pages in order; members are in no order of their own.
    keys = np.sort(course.rng.integers(0, 2**KEY_BITS, len(course.people), dtype=np.int64))
    _insert_rows(connection, Member, {"member_key": keys, **_member_columns(course)})
    for table, columns in (
        (
            DoseStepRow,
            _first_rows_of_members(MOST_STEPS, _number_steps(_concatenate_parts(course.steps))),
        ),
        (
            EpisodeRow,
            _first_rows_of_members(MOST_EPISODES, _number_episodes(episode_columns(course))),
        ),
        (ReportRow, _concatenate_parts(course.reports)),
    ):
        _insert_rows(connection, table, _with_member_keys(keys, columns))


def _first_rows_of_members(most: int, columns: Columns) -> Columns:
    """The first rows of each member, as many as a survey has room for."""
    order = np.argsort(columns["member"], kind="stable")
    member = columns["member"][order]
    number = np.arange(len(member)) - np.searchsorted(member, member)
    kept = order[number < most]
    return {name: values[kept] for name, values in columns.items()}


def _number_steps(columns: Columns) -> Columns:
    """Number each member's steps from 0, in the order of weeks."""
    order = np.lexsort((columns["week"], columns["member"]))
    member = columns["member"][order]
    number = np.arange(len(member)) - np.searchsorted(member, member)
    return {name: values[order] for name, values in columns.items()} | {"step_number": number}


def _with_member_keys(keys: Ints, columns: Columns) -> Columns:
    """The columns in order of their members, with the member's key for the position."""
    order = np.argsort(columns["member"], kind="stable")
    sorted_columns = {name: values[order] for name, values in columns.items()}
    return {"member_key": keys[sorted_columns.pop("member")], **_columns_with_nulls(sorted_columns)}


def _insert_rows(connection: Connection, table: type[SQLModel], columns: Columns) -> None:
    names = list(columns)
    rows = zip(*(values.tolist() for values in columns.values()), strict=True)
    values = [dict(zip(names, row, strict=True)) for row in rows]
    if values:
        connection.execute(insert(members_metadata.tables[str(table.__tablename__)]), values)


def _concatenate_parts(parts: list[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


_NULLS = {"began_week": 0, "ended_week": 0} | dict.fromkeys(
    ("pain", "fatigue", "sleep", "mood"), UNSAID
)
"""Columns that may hold nothing, and the number that stands for it here."""


def _columns_with_nulls(columns: Columns) -> Columns:
    return {
        name: _values_with_nulls(values, _NULLS[name]) if name in _NULLS else values
        for name, values in columns.items()
    }


def _values_with_nulls(values: Ints, nothing: int) -> NDArray[np.object_]:
    nullable = values.astype(np.object_)
    nullable[values == nothing] = None
    return nullable


def _member_columns(course: CohortCourse) -> Columns:
    people, size = course.people, len(course.people)
    before = _columns_with_nulls(scores_by_scale(course, people.scales))
    return {
        "record_key": course.rng.integers(0, 2**RECORD_KEY_BITS, size, dtype=np.int64),
        # By a stream of its own: it moves nothing else that is drawn.
        "revision": course.rng.spawn(1)[0].integers(0, 2**KEY_BITS, size, dtype=np.int64),
        "condition": people.condition,
        "age_band": people.age_band,
        "sex": people.sex,
        "sensitivity": people.sensitivity,
        "joined": people.joined,
        "observed_week": people.observed_week,
        "stopped_week": _values_with_nulls(course.stopped_week, 0),
        "stop_reason": course.stop_reason,
        "first_benefit": _first_benefit(course),
        "answered_pleasure": people.answered_pleasure,
        **{name: np.full(size, number) for name, number in mark_columns(VERSION_1).items()},
        **{f"{name}_before": values for name, values in before.items()},
    }


def _first_benefit(course: CohortCourse) -> Ints:
    band = np.searchsorted(np.asarray(LASTING.edges), course.noticed_week, side="right")
    answer = np.where(course.noticed_week == 0, FirstBenefit.not_yet, band)
    skipped = course.by_chance(course.truth.answers.skipped, len(answer))
    return np.where(skipped, FirstBenefit.not_said, answer).astype(np.int64)


def _number_episodes(columns: Columns) -> Columns:
    """Number each member's episodes of an effect from 0, in the order in which they began."""
    order = np.lexsort((columns["began_week"], columns["effect"], columns["member"]))
    columns = {name: values[order] for name, values in columns.items()}
    pair = columns["member"] * 1_000 + columns["effect"]
    new = np.concatenate([[True], pair[1:] != pair[:-1]])[: len(pair)]
    first = np.maximum.accumulate(np.where(new, np.arange(len(pair)), 0))
    return {**columns, "episode": np.arange(len(pair)) - first}
