"""Members who have not come back for years: a year a record, and only where a group asks for it.

From a day, or from a month, a thief of the store could read who did something when. So what is kept
is the year in which somebody last handed in, checked in, corrected or said "keep it"; nothing where
the group sets no time, and nothing is left of it when a leader turns that off.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, update

from db.desk.group import load_group_within
from db.desk.invites import count_uses_again
from db.members.hand_in import member_key_of
from db.members.record import OF_A_MEMBER
from db.members.retention_note import (
    NOTICE_YEARS,
    RetentionNote,
    forget_years_within,
    load_retention_note,
    mark_year_within,
    store_retention_note,
    year_now,
)
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member

_member = core_table(Member)
_year = _member.c.came_back_year


@dataclass(frozen=True)
class RecordRetention:
    """For how long a record stays, as its member is told.

    Attributes:
        years: that the group keeps records of who does not come back.
        came_back_year: the last year in which the member did something here.
        erased_from: the year from which on it is erased.
        is_last_year: whether that is so near that the member has to be told.
    """

    years: int
    came_back_year: int
    erased_from: int
    is_last_year: bool


def keep_record(engine: Engine, code_hash: bytes) -> bool:
    """Note that a member wants the record to stay; False where the code opens nothing."""
    with writing_transaction(engine) as connection:
        member_key = member_key_of(connection, code_hash)
        if member_key is not None:
            mark_year_within(connection, member_key)
    return member_key is not None


def retention_of_record(engine: Engine, code_hash: bytes) -> RecordRetention | None:
    """What a member is told; None where the group erases nothing by itself, or without a record."""
    with reading_transaction(engine) as connection:
        years = load_group_within(connection).retention_years
        member_key = member_key_of(connection, code_hash)
        if years is None or member_key is None:
            return None
        query = select(_year).where(_member.c.member_key == member_key)
        this_year = year_now(connection)
        note = load_retention_note(connection) or RetentionNote(year=this_year, years=years)
        came_back = connection.execute(query).scalar_one() or note.year
    erased_from = note.with_years(years).erased_from(came_back)
    is_last_year = erased_from - this_year <= NOTICE_YEARS
    return RecordRetention(years, came_back, erased_from, is_last_year)


def erase_long_gone(connection: Connection, clock_year: int) -> None:
    """Erase whole who has not come back for as long as the group sets; on publishing days alone.

    Args:
        connection: to the members' database, within a write transaction.
        clock_year: as the clock says it where the group is.
    """
    years = load_group_within(connection).retention_years
    if years is None:
        forget_years_within(connection)
        return
    note = load_retention_note(connection) or RetentionNote(year=clock_year, years=years)
    note = note.with_clock(clock_year).with_years(years)
    store_retention_note(connection, note)
    # Who was there before the group set a time; and what a clock ahead wrote.
    unknown = (_year == 0) | (_year > note.year + 1)
    connection.execute(update(_member).where(unknown).values(came_back_year=note.year))
    if not note.is_next_year_seen:
        _erase_before(connection, note.year - note.years)


def _erase_before(connection: Connection, year: int) -> None:
    """Every row of those who came back last before a year."""
    keys = select(_member.c.member_key).where(_year > 0, _year < year)
    others = [table for table in OF_A_MEMBER if table is not _member]
    for table in (*others, _member):  # the member's own row says who is meant: it goes last
        connection.execute(delete(table).where(table.c.member_key.in_(keys)))
    count_uses_again(connection)
