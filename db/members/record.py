"""A member's own record: read, amend, erase. One transaction each, under a code's hash.

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
from db.desk.invites import count_uses_again
from db.members import rows
from db.members.draft_tickets import drop_tickets_of
from db.members.hand_in import member_key_of
from db.members.held_surveys import (
    forget_reason,
    hold_member,
    reasons_after_change,
)
from db.members.plausibility import is_impossible
from db.members.retention_note import mark_year_within
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.store.errors import StoreError
from db.store.revisions import (
    ChangedMeanwhile,
    GoneMeanwhile,
    Reading,
    is_to_be_written,
    new_revision,
)
from db.tables import DraftRow, Member, ReportRow, members_metadata
from db.vocabulary import HeldFor, OverallChange

_member, _draft = core_table(Member), core_table(DraftRow)
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
    found = read_record(engine, code_hash)
    return None if found is None else found.value


def read_record(engine: Engine, code_hash: bytes) -> Reading[MemberRecord] | None:
    """The same for whoever is going to write: with the revision that a write has to name.

    Raises:
        StoreError: as ``load_record``.
    """
    with reading_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        return None if member_key is None else _record_of_member(connection, member_key)


def amend_record(
    engine: Engine, code_hash: bytes, record: MemberRecord, read_with: int | None
) -> int | None:
    """Put a record, checked in or corrected, in the place of the one that it was made from.

    The same a second time changes nothing.

    Args:
        engine: the members' database.
        code_hash: 32 bytes from ``codes.hash_code``.
        record: whole, earlier reports and all.
        read_with: the revision of the record that was read.

    Returns:
        The record's revision.

    Raises:
        GoneMeanwhile: the code opens nothing.
        ChangedMeanwhile: another device wrote since. Both times nothing was stored.
        StoreError: as ``load_record``.
    """
    with writing_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        if member_key is None:
            raise GoneMeanwhile
        stored = _record_of_member(connection, member_key)
        mark_year_within(connection, member_key)  # the same again is coming back, too
        if not _is_other(stored, read_with, record):
            return stored.revision
        return _replace_record(connection, member_key, stored.value, record)


def erase_member(engine: Engine, code_hash: bytes) -> bool:
    """Take away every row of a member, the code and its draft, also from the database's log.

    Returns:
        False where nothing was kept under the code.
    """
    with writing_transaction(engine) as connection:
        drafts = connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash)).rowcount
        drop_tickets_of(connection, code_hash)
        member_key = member_key_of(connection, code_hash)
        if member_key is not None:
            for table in OF_A_MEMBER:
                connection.execute(delete(table).where(table.c.member_key == member_key))
            count_uses_again(connection)
    found = member_key is not None or drafts > 0
    if found:
        with suppress(
            SQLAlchemyError, StoreError
        ):  # the rows are gone, and the clock forgets again
            forget_deleted_rows(engine)
    return found


def _record_of_member(connection: Connection, member_key: int) -> Reading[MemberRecord]:
    found = connection.execute(select(_member).where(_member.c.member_key == member_key)).one()
    children: rows.Children = {}
    for model in rows.CHILD_TABLES:
        table = core_table(model)
        query = select(table).where(table.c.member_key == member_key).order_by(*table.primary_key)
        children[model] = [dict(row) for row in connection.execute(query).mappings()]
    try:
        survey = rows.survey_from_rows(dict(found._mapping), children)  # noqa: SLF001 - SQLAlchemy's name
        record = MemberRecord.of(survey, [_report_from_row(row) for row in children[ReportRow]])
    except ValidationError:
        # Without the cause: its text holds answers.
        raise StoreError("record_damaged") from None
    return Reading(record, found.revision)


def _is_other(stored: Reading[MemberRecord], read_with: int | None, record: MemberRecord) -> bool:
    """Whether a record is to be written: compared as rows, in which spells have one order."""
    # A retry is no change, and must not count as one of the ten for an edition.
    as_rows = Reading(_record_rows(stored.value), stored.revision)
    try:
        return is_to_be_written(as_rows, read_with, _record_rows(record))
    except ChangedMeanwhile:
        raise ChangedMeanwhile(stored) from None


def _record_rows(record: MemberRecord) -> tuple[rows.Row, rows.Children]:
    survey = record.survey
    return rows.member_columns(survey), rows.child_rows(survey, _report_rows(record))


def _replace_record(
    connection: Connection, member_key: int, stored: MemberRecord, record: MemberRecord
) -> int:
    facts, children = _record_rows(record)
    reasons = reasons_after_change(connection, member_key, stored.survey, record.survey)
    for model in rows.CHILD_TABLES:
        table = core_table(model)
        connection.execute(delete(table).where(table.c.member_key == member_key))
    rows.insert_child_rows(connection, member_key, children)
    revision = new_revision()
    changed = facts | {"revision": revision}
    connection.execute(update(_member).where(_member.c.member_key == member_key).values(changed))
    if reasons:
        hold_member(connection, member_key, reasons)
    if is_impossible(stored.survey) and not is_impossible(record.survey):
        forget_reason(connection, member_key, HeldFor.impossible)
    return revision


def _report_from_row(row: rows.Row) -> WeeklyReport:
    change = row["overall_change"]
    return WeeklyReport(week=row["week"], overall_change=change, scores=rows.scores_from_row(row))


def _report_rows(record: MemberRecord) -> list[rows.Row]:
    return [_report_row(report) for report in record.reports]


def _report_row(report: WeeklyReport) -> dict[str, Any]:
    return rows.report_row(report.week, report.overall_change, report.scores)
