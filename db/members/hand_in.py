"""Hand in: one transaction, always under a return code's hash; and what the store itself is."""

import datetime
import secrets
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, Engine, bindparam, delete, insert, select

from db.answers import Survey
from db.desk.group import day_of_group
from db.members import held_surveys, plausibility, rows
from db.members.admission import batch_of_survey
from db.members.draft_tickets import drop_tickets_of
from db.members.retention_note import year_to_mark
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.store.revisions import ChangedMeanwhile, Reading
from db.tables import DraftRow, Member, ReturnCodeRow, SettingRow
from db.vocabulary import HeldFor, Standing

_INVENTED = "invented"
_code, _draft, _setting = core_table(ReturnCodeRow), core_table(DraftRow), core_table(SettingRow)

# Made once: to make a statement takes longer than SQLite needs to run it.
_hash: BindParameter[bytes] = bindparam("hash")
_open_by = insert(_code)
_join = insert(core_table(Member))
_opened = select(_code.c.member_key).where(_code.c.code_hash == _hash)
_read_draft = select(_draft.c.step, _draft.c.answers, _draft.c.revision).where(
    _draft.c.code_hash == _hash
)
_drop_draft = delete(_draft).where(_draft.c.code_hash == _hash)


class HandedInMeanwhile(Exception):
    """Nothing was written: the survey was handed in since, from another device."""


@dataclass(frozen=True)
class Draft:
    """A survey under way: the step to open next, and the answers so far as JSON."""

    step: int
    answers: str


@dataclass(frozen=True)
class SurveyArrival:
    """How a survey came in; nothing of it is stored but the batch and reasons to hold it.

    Attributes:
        invite: the invite code as it was written, or None.
        reasons: what the form saw: handed in too fast, or in a surge.
        today: the day on which the invite has to be open; the group's own unless given.
    """

    invite: str | None = None
    reasons: frozenset[HeldFor] = frozenset()
    today: datetime.date | None = None


def hand_in(
    engine: Engine,
    code_hash: bytes,
    survey: Survey,
    arrival: SurveyArrival | None = None,
    draft_read_with: int | None = None,
) -> bool:
    """Store a survey whole, under its code, and drop the draft that it was made from.

    Handing in is idempotent: a double tap, a retry or a reload finds the code taken.

    Args:
        engine: the members' database.
        code_hash: 32 bytes from ``codes.hash_code``.
        survey: validated answers.
        arrival: how it came in; without an invite unless given.
        draft_read_with: the revision of its draft; None where it has none.

    Returns:
        True where the survey was stored now. False where the code is taken: by the same survey,
        or by another one that whoever hands in has to look at (``record.read_record``).

    Raises:
        InviteNotOpen, InviteNeeded: nothing was stored (db.desk.invites).
        ChangedMeanwhile: another device saved the draft since; nothing was stored.
    """
    with writing_transaction(engine) as connection:
        if member_key_of(connection, code_hash) is not None:
            return False
        draft = read_draft_within(connection, code_hash)
        if draft is not None and draft.revision != draft_read_with:
            raise ChangedMeanwhile(draft)
        return hand_in_within(connection, code_hash, survey, arrival or SurveyArrival())


def hand_in_within(
    connection: Connection, code_hash: bytes, survey: Survey, arrival: SurveyArrival
) -> bool:
    """``hand_in`` within a transaction, for whoever stores more than one survey or nothing."""
    if member_key_of(connection, code_hash) is not None:
        return False
    member_key = secrets.randbits(63)
    connection.execute(_open_by, {"code_hash": code_hash, "member_key": member_key})
    today = arrival.today or day_of_group(connection)
    batch = batch_of_survey(connection, code_hash, arrival.invite, today)
    how_it_came = _batch_and_standing(connection, survey, arrival, batch)
    _insert_survey(connection, member_key, survey, how_it_came)
    held_surveys.remember_likeness(connection, member_key, plausibility.likeness_hashes(survey))
    connection.execute(_drop_draft, {"hash": code_hash})
    drop_tickets_of(connection, code_hash)
    return True


def read_draft_within(connection: Connection, code_hash: bytes) -> Reading[Draft] | None:
    """The draft under a code with its revision, or None; within a transaction."""
    row = connection.execute(_read_draft, {"hash": code_hash}).first()
    return None if row is None else Reading(Draft(row.step, row.answers), row.revision)


def is_handed_in(engine: Engine, code_hash: bytes) -> bool:
    """Whether a survey was handed in under a code."""
    with reading_transaction(engine) as connection:
        return member_key_of(connection, code_hash) is not None


def are_invented(engine: Engine) -> bool:
    """Whether this store holds invented members; every page then says so."""
    with reading_transaction(engine) as connection:
        query = select(_setting.c.value).where(_setting.c.name == _INVENTED)
        return connection.execute(query).scalar() == "yes"


def is_empty(engine: Engine) -> bool:
    """Whether nobody has handed in yet."""
    with reading_transaction(engine) as connection:
        return connection.execute(select(core_table(Member).c.member_key).limit(1)).first() is None


def mark_invented(engine: Engine) -> None:
    """Say for good that this store's members are invented."""
    with writing_transaction(engine) as connection:
        connection.execute(delete(_setting).where(_setting.c.name == _INVENTED))
        connection.execute(insert(_setting), {"name": _INVENTED, "value": "yes"})


def member_key_of(connection: Connection, code_hash: bytes) -> int | None:
    """The key of the member whom a code opens; never to leave db."""
    found: int | None = connection.execute(_opened, {"hash": code_hash}).scalar()
    return found


def _batch_and_standing(
    connection: Connection, survey: Survey, arrival: SurveyArrival, batch: int
) -> dict[str, int]:
    """The columns about batch and standing, and the year where the group asks for it."""
    reasons = plausibility.reasons_to_hold(survey) | arrival.reasons
    if held_surveys.resembles_another(connection, plausibility.likeness_hashes(survey)):
        reasons.add(HeldFor.near_duplicate)
    standing = Standing.held if reasons else Standing.counted
    return {
        "batch": batch,
        "standing": standing.value,
        "held_for": held_surveys.reason_bits(reasons),
        "came_back_year": year_to_mark(connection),
    }


def _insert_survey(
    connection: Connection,
    member_key: int,
    survey: Survey,
    how_it_came: dict[str, int],
) -> None:
    row = {
        "member_key": member_key,
        "record_key": secrets.randbits(32),
        **rows.member_columns(survey),
        **how_it_came,
    }
    connection.execute(_join, row)
    rows.insert_child_rows(
        connection, member_key, rows.child_rows(survey, [rows.latest_report_row(survey)])
    )
