"""Surveys under way, under their code's hash; each is kept for about 60 days, an empty one for one.

No day is stored with a draft: once a week every draft counts down, and saving one winds it up. An
empty one is marked by a look, and goes by the next day's.
"""

import datetime
import json

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from db.desk.group import day_of_group, load_group_within
from db.members.admission import batch_to_begin_with
from db.members.countdown import Countdown
from db.members.draft_tickets import drop_tickets_of, drop_tickets_without_draft
from db.members.hand_in import Draft, HandedInMeanwhile, member_key_of, read_draft_within
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.store.revisions import GoneMeanwhile, Reading, is_to_be_written, new_revision
from db.tables import DRAFT_WEEKS, DraftRow, SettingRow

__all__ = [
    "Draft",
    "HandedInMeanwhile",
    "count_drafts",
    "count_drafts_down",
    "load_draft",
    "move_draft",
    "read_draft",
    "save_draft",
]
DAYS_A_WEEK = 7
_draft = core_table(DraftRow)
LAST_LOOK = 1
"""``weeks_left`` of an empty draft that a day's look has seen."""
LONGEST_EMPTY = 2_000
"""Characters; every question unanswered has fewer."""
NOT_AN_ANSWER = frozenset({"invite", "forms"})
_setting = core_table(SettingRow)
_EMPTY_LOOK = "empty_drafts_looked_on"
_WEEKS = Countdown(_draft, "weeks_left", DAYS_A_WEEK, "drafts_ticked_on")


def save_draft(
    engine: Engine,
    code_hash: bytes,
    draft: Draft,
    read_with: int | None = None,
    invite: str | None = None,
) -> int:
    """Keep a survey under way in the place of the draft that it was made from.

    Args:
        engine: the members' database.
        code_hash: 32 bytes from ``codes.hash_code``.
        draft: the step to open next, and the answers.
        read_with: the revision of the draft that was read or saved before; None for a first one.
        invite: as it was written; whoever begins with an open one may hand in when it is full.

    Returns:
        The draft's new revision.

    Raises:
        InviteNeeded: the group lets nobody begin without an invite.
        ChangedMeanwhile: another device wrote since.
        HandedInMeanwhile: the survey was handed in, from another device.
        GoneMeanwhile: the draft was erased, or its time was over. Each time nothing was stored.
    """
    with writing_transaction(engine) as connection:
        if member_key_of(connection, code_hash) is not None:
            raise HandedInMeanwhile
        stored = read_draft_within(connection, code_hash)
        if stored is None and read_with is not None:
            raise GoneMeanwhile
        # Written also where it is the same: that winds the draft up.
        if stored is not None:
            is_to_be_written(stored, read_with, draft)
        batch = batch_to_begin_with(connection, code_hash, invite, day_of_group(connection))
        row = {"code_hash": code_hash, "step": draft.step, "answers": draft.answers, "batch": batch}
        return _write_draft(connection, row)


def _write_draft(connection: Connection, row: dict[str, object]) -> int:
    this = _draft.c.code_hash == row["code_hash"]
    weeks_left = connection.execute(select(_draft.c.weeks_left).where(this)).scalar()
    winds_up = row["batch"] or not load_group_within(connection).only_with_invite
    connection.execute(delete(_draft).where(this))
    new = {"weeks_left": DRAFT_WEEKS, "revision": new_revision()}
    if weeks_left is not None and not winds_up:  # begun before the group asked for an invite: such
        new["weeks_left"] = weeks_left  # drafts are not kept in stock for ever
    connection.execute(insert(_draft), row | new)
    return new["revision"]


def load_draft(engine: Engine, code_hash: bytes) -> Draft | None:
    """The draft under a code, or None."""
    found = read_draft(engine, code_hash)
    return None if found is None else found.value


def read_draft(engine: Engine, code_hash: bytes) -> Reading[Draft] | None:
    """The same for whoever is going to write: with the revision that a write has to name."""
    with reading_transaction(engine) as connection:
        return read_draft_within(connection, code_hash)


def count_drafts(connection: Connection) -> int:
    """How many there are: exact, for publishing to blur."""
    return int(connection.execute(select(func.count()).select_from(_draft)).scalar_one())


def count_drafts_down(engine: Engine, today: datetime.date) -> None:
    """Count every draft down where a week has passed since the last count, and drop the old.

    The store remembers one day of its own, no member's. However long it was, one look counts one
    week: the clock may have jumped.

    Args:
        engine: the members' database.
        today: the machine's day; the first call only notes it.
    """
    _drop_empty_drafts(engine, today)
    with reading_transaction(engine) as connection:
        if not _WEEKS.is_due(connection, today):
            return  # without the lock that writers wait for
    with writing_transaction(engine) as connection:
        _WEEKS.count(connection, today)
        drop_tickets_without_draft(connection)
    # Also what an erasure could not take from the log while it was read.
    forget_deleted_rows(engine)


def holds_no_answer(answers: str) -> bool:
    """Whether a draft's JSON tells nothing; an invite is no answer."""
    try:
        found = json.loads(answers)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict):
        return False
    return not any(told for path, told in found.items() if path not in NOT_AN_ANSWER)


def _drop_empty_drafts(engine: Engine, today: datetime.date) -> None:
    """Drop those that the look of an earlier day saw empty, and mark the empty ones of today."""
    looked_on = select(_setting.c.value).where(_setting.c.name == _EMPTY_LOOK)
    with reading_transaction(engine) as connection:
        if connection.execute(looked_on).scalar() == today.isoformat():
            return
        short = select(_draft).where(func.length(_draft.c.answers) <= LONGEST_EMPTY)
        empty = [row for row in connection.execute(short) if holds_no_answer(row.answers)]
    if not empty:
        return  # without the lock that writers wait for
    with writing_transaction(engine) as connection:
        for row in empty:  # by the revision: a draft that was saved meanwhile is another one
            this = (_draft.c.code_hash == row.code_hash) & (_draft.c.revision == row.revision)
            if row.weeks_left == LAST_LOOK:
                connection.execute(delete(_draft).where(this))
            else:
                connection.execute(update(_draft).where(this).values(weeks_left=LAST_LOOK))
        drop_tickets_without_draft(connection)
        connection.execute(delete(_setting).where(_setting.c.name == _EMPTY_LOOK))
        row_of_today = {"name": _EMPTY_LOOK, "value": today.isoformat()}
        connection.execute(insert(_setting), row_of_today)


def move_draft(engine: Engine, old_hash: bytes, new_hash: bytes) -> None:
    """Put a draft under a new code; the old one opens nothing from then on, nor does a ticket.

    Raises:
        GoneMeanwhile: there is no draft under the old code.
    """
    with writing_transaction(engine) as connection:
        this = update(_draft).where(_draft.c.code_hash == old_hash)
        if not connection.execute(this.values(code_hash=new_hash)).rowcount:
            raise GoneMeanwhile
        drop_tickets_of(connection, old_hash)
