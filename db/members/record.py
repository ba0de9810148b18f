"""A member's own record: read, check in, amend, erase. One transaction each, under a code's hash.

What a member may not change stays as it is: the keys, so that the noise of unchanged sets of
people stays; batch and standing, so that nobody releases their own held survey.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from db.answers import Scores, Survey, Week
from db.counting.builds import coming_build
from db.members import rows
from db.members.hand_in import member_of
from db.members.held_surveys import COUNTED
from db.members.plausibility import reasons
from db.store.engine import core, forget, reading, writing
from db.store.errors import StoreError
from db.tables import (
    BuildRow,
    DoseStepRow,
    DraftRow,
    EpisodeRow,
    Member,
    ReportRow,
    members_metadata,
)
from db.vocabulary import HeldFor, OverallChange, Standing

_member, _build, _draft = core(Member), core(BuildRow), core(DraftRow)
_CHILDREN = (DoseStepRow, EpisodeRow, ReportRow)
OF_A_MEMBER = tuple(table for table in members_metadata.sorted_tables if "member_key" in table.c)
"""Every table with a member's rows; a new one is erased from without being named here."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Report(_Kept):
    """How the member was in one week of use."""

    week: Week
    overall_change: OverallChange = OverallChange.not_said
    scores: Scores = Scores()


class Record(_Kept):
    """All that is kept of a member.

    Attributes:
        survey: as it would be handed in today; ``now`` and ``overall_change`` are the latest
            report's.
        reports: one a week, in the order of weeks; the last is that of ``observed_week``.
    """

    survey: Survey
    reports: tuple[Report, ...]

    @classmethod
    def of(cls, survey: Survey, earlier: Sequence[Report] = ()) -> Self:
        """A survey, its own report, and those of earlier weeks in any order.

        Raises:
            pydantic.ValidationError: ``report_later_than_now`` or ``reports_out_of_order``.
        """
        week = survey.observed_week
        now = Report(week=week, overall_change=survey.overall_change, scores=survey.now)
        others = [report for report in earlier if report.week != week]
        return cls(survey=survey, reports=(*sorted(others, key=lambda r: r.week), now))

    @model_validator(mode="after")
    def _reports_lead_to_now(self) -> Self:
        weeks = [report.week for report in self.reports]
        if max(weeks, default=0) > self.survey.observed_week:
            raise ValueError("report_later_than_now")
        if weeks != sorted(set(weeks)):
            raise ValueError("reports_out_of_order")
        if not weeks or rows.report_of(self.survey) != _report_row(self.reports[-1]):
            raise ValueError("latest_report_is_not_now")
        return self


def read(engine: Engine, code_hash: bytes) -> Record | None:
    """The record that a code opens, or None.

    Raises:
        StoreError: ``record_damaged``; its rows break the rules of db.answers.
    """
    with reading(engine) as connection:
        member_key = member_of(connection, code_hash)
        return None if member_key is None else _read(connection, member_key)


def check_in(engine: Engine, code_hash: bytes, survey: Survey) -> bool:
    """Take the survey as it is this week; reports of earlier weeks stay.

    The same check-in a second time changes nothing.

    Returns:
        False where the code opens nothing.

    Raises:
        ValueError: ``check_in_before_the_last``; nothing was stored.
        StoreError: as ``read``.
    """
    with writing(engine) as connection:
        member_key = member_of(connection, code_hash)
        if member_key is None:
            return False
        stored = _read(connection, member_key)
        if survey.observed_week < stored.survey.observed_week:
            raise ValueError("check_in_before_the_last")
        _replace(connection, member_key, stored, Record.of(survey, stored.reports))
    return True


def amend(engine: Engine, code_hash: bytes, record: Record) -> bool:
    """Put a corrected record, earlier reports and all, in the stored one's place.

    Returns:
        False where the code opens nothing.

    Raises:
        StoreError: as ``read``.
    """
    with writing(engine) as connection:
        member_key = member_of(connection, code_hash)
        if member_key is None:
            return False
        _replace(connection, member_key, _read(connection, member_key), record)
    return True


def erase(engine: Engine, code_hash: bytes) -> bool:
    """Take away every row of a member, the code and its draft, also from the database's log.

    Returns:
        False where nothing was kept under the code.
    """
    with writing(engine) as connection:
        drafts = connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash)).rowcount
        member_key = member_of(connection, code_hash)
        if member_key is not None:
            _count_erased(connection, member_key)
            for table in OF_A_MEMBER:
                connection.execute(delete(table).where(table.c.member_key == member_key))
    found = member_key is not None or drafts > 0
    if found:
        with suppress(SQLAlchemyError):  # the rows are gone, and the clock forgets again
            forget(engine)
    return found


def _read(connection: Connection, member_key: int) -> Record:
    found = connection.execute(select(_member).where(_member.c.member_key == member_key)).one()
    children: rows.Children = {}
    for model in _CHILDREN:
        table = core(model)
        query = select(table).where(table.c.member_key == member_key).order_by(*table.primary_key)
        children[model] = [dict(row) for row in connection.execute(query).mappings()]
    try:
        survey = rows.survey_of(dict(found._mapping), children)  # noqa: SLF001 - SQLAlchemy's name
        return Record.of(survey, [_report(row) for row in children[ReportRow]])
    except ValidationError:
        # Without the cause: its text holds answers.
        raise StoreError("record_damaged") from None


def _replace(connection: Connection, member_key: int, stored: Record, record: Record) -> None:
    new, old = (rows.children(r.survey, _report_rows(r)) for r in (record, stored))
    facts = rows.facts(record.survey)
    if new == old and facts == rows.facts(stored.survey):
        return  # a retry is no change, and must not count as one of the ten for an edition
    for model in _CHILDREN:
        table = core(model)
        connection.execute(delete(table).where(table.c.member_key == member_key))
    rows.add_children(connection, member_key, new)
    changed = facts | {"changed_in": coming_build(connection)}
    connection.execute(update(_member).where(_member.c.member_key == member_key).values(changed))
    if HeldFor.impossible in reasons(record.survey) - reasons(stored.survey):
        _hold(connection, member_key)


def _hold(connection: Connection, member_key: int) -> None:
    """Hold what was changed into the impossible: else plausible first would get around that."""
    counted = _member.c.member_key == member_key, _member.c.standing.in_(COUNTED)
    bit = 1 << HeldFor.impossible
    held = {"standing": Standing.held.value, "held_for": _member.c.held_for.op("|")(bit)}
    connection.execute(update(_member).where(*counted).values(held))


def _count_erased(connection: Connection, member_key: int) -> None:
    """Count a member whom the newest build counted, with the answers that they leave with.

    Who is new since then was in no edition, so leaving changes none. Who changed since then was
    one of the ten by that, and is not any more: too few at a time rather than too many.
    """
    newest = coming_build(connection) - 1
    counted = select(_member.c.member_key).where(
        _member.c.member_key == member_key,
        _member.c.changed_in <= newest,
        _member.c.standing.in_(COUNTED),
    )
    if connection.execute(counted).first() is not None:
        one_more = update(_build).where(_build.c.build == newest)
        connection.execute(one_more.values(erased=_build.c.erased + 1))


def _report(row: rows.Row) -> Report:
    change = row["overall_change"]
    return Report(week=row["week"], overall_change=change, scores=rows.scores_of(row))


def _report_rows(record: Record) -> list[rows.Row]:
    return [_report_row(report) for report in record.reports]


def _report_row(report: Report) -> dict[str, Any]:
    return rows.report(report.week, report.overall_change, report.scores)
