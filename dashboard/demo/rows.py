"""From a chunk's course to rows of the members' database."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnDefault, Connection
from sqlmodel import SQLModel

from dashboard.demo.benefit_course import UNSAID, scores_by_scale
from dashboard.demo.breaks import (
    LdnBreaks,
    draw_breaks,
    restart_columns,
    takes_every_other_day,
)
from dashboard.demo.effect_reports import episode_columns
from dashboard.demo.extras import extra_answers
from dashboard.demo.people import Flags, Ints
from dashboard.demo.selection import members_who_hand_in
from dashboard.demo.state import CohortCourse, Columns
from db.answers import MOST_EPISODES, MOST_STEPS
from db.bands import LASTING
from db.form_marks import FormMarks
from db.members.rows import mark_columns
from db.store.engine import core_table
from db.tables import DoseStepRow, EpisodeRow, Member, PauseRow, ReportRow
from db.vocabulary import (
    CLUSTERS,
    AnswersFor,
    Condition,
    EarlierTry,
    FirstBenefit,
    Form,
    HadEffects,
    HowOften,
)

PLEASURE = [effect for group in CLUSTERS.values() for effect in group]
_FORMS = (Form.core, Form.minute, Form.before_and_now, Form.illness_and_medicines)
KEY_BITS = 63
_NOBODY = -1
"""The key of who does not hand in."""
RECORD_KEY_BITS = 32


def write_course(connection: Connection, course: CohortCourse, member_keys: Ints) -> None:
    """Insert those of a chunk who hand in, one for each of these keys."""
    keys = np.full(len(course.people), _NOBODY, dtype=np.int64)
    keys[members_who_hand_in(course, len(member_keys))] = member_keys
    facts = _member_columns(course)
    # By a stream of its own: it moves nothing else that is drawn.
    rng = course.rng.spawn(1)[0]
    breaks = draw_breaks(course, rng)
    steps = _concatenate_parts([*course.steps, restart_columns(course, rng, breaks)])
    episodes = episode_columns(course, rng, breaks)
    facts |= _facts_of_version_2(course, rng, episodes)
    extras, their_forms = extra_answers(course, course.rng.spawn(1)[0])
    facts |= extras | {"forms": facts["forms"] | their_forms}
    everyone = {"member": np.arange(len(keys)), **facts}
    steps = _with_every_other_day(steps, takes_every_other_day(course, rng))
    for table, columns in (
        (Member, everyone),
        (DoseStepRow, _first_rows_of_members(MOST_STEPS, _number_steps(steps))),
        (PauseRow, _pause_columns(breaks)),
        (EpisodeRow, _first_rows_of_members(MOST_EPISODES, _number_episodes(episodes))),
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


def _pause_columns(breaks: LdnBreaks) -> Columns:
    return {"member": breaks.member, "began_week": breaks.began, "ended_week": breaks.ended}


def _with_every_other_day(steps: Columns, every_other_day: Flags) -> Columns:
    """Twice the dose of those days: the dose axis has the mean."""
    seldom = every_other_day[steps["member"]]
    how_often = np.where(seldom, HowOften.every_other_day, HowOften.every_day)
    return steps | {"dose_ug": steps["dose_ug"] * (1 + seldom), "how_often": how_often}


def _facts_of_version_2(
    course: CohortCourse, rng: np.random.Generator, episodes: Columns
) -> Columns:
    """Drawn by themselves, but for what was asked: the whole of version 2, and step 5 by choice."""
    people, truth, size = course.people, course.truth.story, len(course.people)
    some = np.zeros(size, dtype=np.bool_)
    some[episodes["member"][~np.isin(episodes["effect"], PLEASURE)]] = True
    marks = mark_columns(FormMarks.of_forms(_FORMS, HadEffects.had_some))
    others = rng.random((size, len(Condition))) < truth.other_condition
    others[:, Condition.not_said] = False
    others[np.arange(size), people.condition] = False
    tried = rng.random(size) < truth.tried_before
    cared_for = rng.random(size) < truth.answers_for
    carers = rng.integers(AnswersFor.child, AnswersFor.adult + 1, size)
    return {
        "had_effects": np.where(some, HadEffects.had_some, HadEffects.had_none),
        "other_conditions": others @ (1 << np.arange(len(Condition))),
        "earlier_try": np.where(
            tried, rng.integers(EarlierTry.side_effects, EarlierTry.other + 1, size), 1
        ),
        "answers_for": np.where(cared_for, carers, AnswersFor.myself),
        "topics": np.full(size, marks["topics"]),
        "effects_list": np.full(size, marks["effects_list"]),
        "forms": marks["forms"] | people.answered_pleasure * (1 << Form.pleasure),
    }


def _number_steps(columns: Columns) -> Columns:
    """Number each member's steps from 0, in the order of weeks."""
    order = np.lexsort((columns["week"], columns["member"]))
    member = columns["member"][order]
    number = np.arange(len(member)) - np.searchsorted(member, member)
    return {name: values[order] for name, values in columns.items()} | {"step_number": number}


def _with_member_keys(keys: Ints, columns: Columns) -> Columns:
    """Rows of those who hand in, by their keys: ascending, so that pages are filled in order."""
    order = np.argsort(columns["member"], kind="stable")
    order = order[keys[columns["member"][order]] != _NOBODY]
    sorted_columns = {name: values[order] for name, values in columns.items()}
    return {"member_key": keys[sorted_columns.pop("member")], **_columns_with_nulls(sorted_columns)}


def _insert_rows(connection: Connection, table: type[SQLModel], columns: Columns) -> None:
    """By the driver: SQLAlchemy's own insert takes three times as long."""
    core, size = core_table(table), len(columns["member_key"])
    rest = {
        c.name: np.full(size, c.default.arg)
        for c in core.columns
        if isinstance(c.default, ColumnDefault) and c.name not in columns
    }
    whole = columns | rest
    marks = ", ".join(["?" if connection.dialect.paramstyle == "qmark" else "%s"] * len(whole))
    rows = list(zip(*(values.tolist() for values in whole.values()), strict=True))
    if rows:
        names = ", ".join(whole)
        insert = f"INSERT INTO {core.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.exec_driver_sql(insert, rows)


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
