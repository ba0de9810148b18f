"""Surveys under way, under their code's hash; each is kept for about 60 days.

No day is stored with a draft: once a week every draft counts down, and saving one winds it up.
"""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from db.members.admission import admitted_batch
from db.members.hand_in import member_key_of
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.tables import DRAFT_WEEKS, DraftRow, SettingRow

DAYS_A_WEEK = 7
_TICKED_ON = "drafts_ticked_on"
_draft, _setting = core_table(DraftRow), core_table(SettingRow)


@dataclass(frozen=True)
class Draft:
    """A survey under way: the step to open next, and the answers so far as JSON."""

    step: int
    answers: str


def save_draft(engine: Engine, code_hash: bytes, draft: Draft, invite: str | None = None) -> None:
    """Keep a survey under way; an earlier draft under the same code is replaced.

    Args:
        engine: the members' database.
        code_hash: 32 bytes from ``codes.hash_code``.
        draft: the step to open next, and the answers.
        invite: as it was written; whoever begins with an open one may hand in when it is full.

    Raises:
        InviteNeeded: the group lets nobody begin without an invite; nothing was kept.
    """
    row = {"code_hash": code_hash, "step": draft.step, "answers": draft.answers}
    with writing_transaction(engine) as connection:
        if member_key_of(connection, code_hash) is not None:
            return  # handed in meanwhile, from another tab
        batch = admitted_batch(connection, code_hash, invite, _today_utc())
        connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash))
        connection.execute(insert(_draft), row | {"weeks_left": DRAFT_WEEKS, "batch": batch})


def _today_utc() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def load_draft(engine: Engine, code_hash: bytes) -> Draft | None:
    """The draft under a code, or None."""
    query = select(_draft.c.step, _draft.c.answers).where(_draft.c.code_hash == code_hash)
    with reading_transaction(engine) as connection:
        row = connection.execute(query).first()
    return None if row is None else Draft(row.step, row.answers)


def count_drafts(connection: Connection) -> int:
    """How many there are: exact, for publishing to blur."""
    return int(connection.execute(select(func.count()).select_from(_draft)).scalar_one())


def count_drafts_down(engine: Engine, today: datetime.date) -> None:
    """Count every draft down, once for each whole week since the last count, and drop the old.

    The store remembers one day of its own, no member's. A clock that was set back waits until
    that day comes again: nothing is counted twice.

    Args:
        engine: the members' database.
        today: the machine's day; the first call only notes it.
    """
    with reading_transaction(engine) as connection:
        if not _is_count_due(_last_count_day(connection), today):
            return  # without the lock that writers wait for
    with writing_transaction(engine) as connection:
        _count_down(connection, today)
    forget_deleted_rows(
        engine
    )  # also what an erasure could not take from the log while it was read


def _is_count_due(ticked_on: datetime.date | None, today: datetime.date) -> bool:
    return ticked_on is None or (today - ticked_on).days >= DAYS_A_WEEK


def _count_down(connection: Connection, today: datetime.date) -> None:
    ticked_on = _last_count_day(connection) or today
    weeks = max(0, (today - ticked_on).days // DAYS_A_WEEK)
    left = _draft.c.weeks_left
    connection.execute(delete(_draft).where(left <= weeks))
    connection.execute(update(_draft).values(weeks_left=left - weeks))
    # Whole weeks on from the last day, so that a late count does not make the next one late.
    counted_to = ticked_on + datetime.timedelta(days=DAYS_A_WEEK * weeks)
    connection.execute(delete(_setting).where(_setting.c.name == _TICKED_ON))
    connection.execute(insert(_setting), {"name": _TICKED_ON, "value": counted_to.isoformat()})


def _last_count_day(connection: Connection) -> datetime.date | None:
    query = select(_setting.c.value).where(_setting.c.name == _TICKED_ON)
    day = connection.execute(query).scalar()
    return None if day is None else datetime.date.fromisoformat(day)
