"""A member's own record: read, check in, amend, erase. One transaction each, under a code's hash.

What a member may not change stays as it is: the keys, so that they are drawn once an edition
whatever they correct; batch and standing, so that nobody releases their own held survey.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from db.answers import ScaleScores, Survey, Week
from db.members import rows
from db.members.hand_in import member_key_of
from db.members.held_surveys import forget_reason, hold_member, reasons_after_change
from db.members.plausibility import is_impossible
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.store.errors import StoreError
from db.tables import (
    DoseStepRow,
    DraftRow,
    EpisodeRow,
    Member,
    ReportRow,
    members_metadata,
)
from db.vocabulary import HeldFor, OverallChange

_member, _draft = core_table(Member), core_table(DraftRow)
_CHILDREN = (DoseStepRow, EpisodeRow, ReportRow)
OF_A_MEMBER = tuple(table for table in members_metadata.sorted_tables if "member_key" in table.c)
"""Every table with a member's rows; a new one is erased from without being named here."""


class _FrozenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class WeeklyReport(_FrozenModel):
    """How the member was in one week of use."""

    week: Week
    overall_change: OverallChange = OverallChange.not_said
    scores: ScaleScores = ScaleScores()


class MemberRecord(_FrozenModel):
    """All that is kept of a member.

    Attributes:
        survey: as it would be handed in today; ``now`` and ``overall_change`` are the latest
            report's.
        reports: one a week, in the order of weeks; the last is that of ``observed_week``.
    """

    survey: Survey
    reports: tuple[WeeklyReport, ...]

    @classmethod
    def of(cls, survey: Survey, earlier: Sequence[WeeklyReport] = ()) -> Self:
        """A survey, its own report, and those of earlier weeks in any order.

        Raises:
            pydantic.ValidationError: ``report_later_than_now`` or ``reports_out_of_order``.
        """
        week = survey.observed_week
        now = WeeklyReport(week=week, overall_change=survey.overall_change, scores=survey.now)
        others = [report for report in earlier if report.week != week]
        return cls(survey=survey, reports=(*sorted(others, key=lambda r: r.week), now))

    @model_validator(mode="after")
    def _reports_lead_to_now(self) -> Self:
        weeks = [report.week for report in self.reports]
        if max(weeks, default=0) > self.survey.observed_week:
            raise ValueError("report_later_than_now")
        if weeks != sorted(set(weeks)):
            raise ValueError("reports_out_of_order")
        if not weeks or rows.latest_report_row(self.survey) != _report_row(self.reports[-1]):
            raise ValueError("latest_report_is_not_now")
        return self


def load_record(engine: Engine, code_hash: bytes) -> MemberRecord | None:
    """The record that a code opens, or None.

    Raises:
        StoreError: ``record_damaged``; its rows break the rules of db.answers.
    """
    with reading_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        return None if member_key is None else _record_of_member(connection, member_key)


def check_in(engine: Engine, code_hash: bytes, survey: Survey) -> bool:
    """Take the survey as it is this week; reports of earlier weeks stay.

    The same check-in a second time changes nothing.

    Returns:
        False where the code opens nothing.

    Raises:
        ValueError: ``check_in_before_the_last``; nothing was stored.
        StoreError: as ``load_record``.
    """
    with writing_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        if member_key is None:
            return False
        stored = _record_of_member(connection, member_key)
        if survey.observed_week < stored.survey.observed_week:
            raise ValueError("check_in_before_the_last")
        _replace_record(connection, member_key, stored, MemberRecord.of(survey, stored.reports))
    return True


def amend_record(engine: Engine, code_hash: bytes, record: MemberRecord) -> bool:
    """Put a corrected record, earlier reports and all, in the stored one's place.

    Returns:
        False where the code opens nothing.

    Raises:
        StoreError: as ``load_record``.
    """
    with writing_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        if member_key is None:
            return False
        _replace_record(connection, member_key, _record_of_member(connection, member_key), record)
    return True


def erase_member(engine: Engine, code_hash: bytes) -> bool:
    """Take away every row of a member, the code and its draft, also from the database's log.

    Returns:
        False where nothing was kept under the code.
    """
    with writing_transaction(engine) as connection:
        drafts = connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash)).rowcount
        member_key = member_key_of(connection, code_hash)
        if member_key is not None:
            for table in OF_A_MEMBER:
                connection.execute(delete(table).where(table.c.member_key == member_key))
    found = member_key is not None or drafts > 0
    if found:
        with suppress(SQLAlchemyError):  # the rows are gone, and the clock forgets again
            forget_deleted_rows(engine)
    return found


def _record_of_member(connection: Connection, member_key: int) -> MemberRecord:
    found = connection.execute(select(_member).where(_member.c.member_key == member_key)).one()
    children: rows.Children = {}
    for model in _CHILDREN:
        table = core_table(model)
        query = select(table).where(table.c.member_key == member_key).order_by(*table.primary_key)
        children[model] = [dict(row) for row in connection.execute(query).mappings()]
    try:
        survey = rows.survey_from_rows(dict(found._mapping), children)  # noqa: SLF001 - SQLAlchemy's name
        return MemberRecord.of(survey, [_report_from_row(row) for row in children[ReportRow]])
    except ValidationError:
        # Without the cause: its text holds answers.
        raise StoreError("record_damaged") from None


def _replace_record(
    connection: Connection, member_key: int, stored: MemberRecord, record: MemberRecord
) -> None:
    new, old = (rows.child_rows(r.survey, _report_rows(r)) for r in (record, stored))
    facts = rows.member_columns(record.survey)
    if new == old and facts == rows.member_columns(stored.survey):
        return  # a retry is no change
    changes = reasons_after_change(connection, member_key, stored.survey, record.survey)
    for model in _CHILDREN:
        table = core_table(model)
        connection.execute(delete(table).where(table.c.member_key == member_key))
    rows.insert_child_rows(connection, member_key, new)
    connection.execute(update(_member).where(_member.c.member_key == member_key).values(facts))
    if changes:
        hold_member(connection, member_key, changes)
    if is_impossible(stored.survey) and not is_impossible(record.survey):
        forget_reason(connection, member_key, HeldFor.impossible)


def _report_from_row(row: rows.Row) -> WeeklyReport:
    change = row["overall_change"]
    return WeeklyReport(week=row["week"], overall_change=change, scores=rows.scores_from_row(row))


def _report_rows(record: MemberRecord) -> list[rows.Row]:
    return [_report_row(report) for report in record.reports]


def _report_row(report: WeeklyReport) -> dict[str, Any]:
    return rows.report_row(report.week, report.overall_change, report.scores)
