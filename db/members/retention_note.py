"""Which year it is, as far as the store believes, and how long records are kept: nobody's row.

A clock that is wrong erases nobody: a new year is believed on the second publishing day that sees
it, one year at a time, and one that is taken back is taken back here too. A shorter time than
before holds from the New Year after next on, so that everybody is told a year before.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, delete, insert, select, update

from db.desk.group import day_of_group, load_group_within
from db.store.engine import core_table
from db.tables import Member, SettingRow

_member, _setting = core_table(Member), core_table(SettingRow)
_year = _member.c.came_back_year
_NAME = "retention"
NOTICE_YEARS = 1
"""So long before a record is erased its member is told."""


class RetentionNote(BaseModel):
    """What the store knows of years; nothing in it is about a member.

    Attributes:
        year: that it is, as far as this store believes.
        is_next_year_seen: whether a publishing day saw a later year; the next one believes it.
        years: after which records are erased, as it is in force.
        shorter_years: a shorter time that leaders have set since, or None.
        shorter_from: the year from which on that holds.
    """

    model_config = ConfigDict(frozen=True)

    year: int
    is_next_year_seen: bool = False
    years: int
    shorter_years: int | None = None
    shorter_from: int | None = None

    def with_clock(self, clock_year: int) -> Self:
        """The note after a publishing day whose clock says a year."""
        if clock_year <= self.year:
            return self.model_copy(update={"year": clock_year, "is_next_year_seen": False})
        if not self.is_next_year_seen:
            return self.model_copy(update={"is_next_year_seen": True})
        is_later_still = clock_year > self.year + 1
        return self.model_copy(update={"year": self.year + 1, "is_next_year_seen": is_later_still})

    def with_years(self, years: int) -> Self:
        """The note after leaders have set a time: a longer one at once, a shorter one later."""
        kept: dict[str, int | None] = {"shorter_years": None, "shorter_from": None}
        if years >= self.years:
            return self.model_copy(update=kept | {"years": years})
        is_known = self.shorter_years is not None and self.shorter_years <= years
        waits_until = self.shorter_from if is_known else None
        waits_until = waits_until or self.year + NOTICE_YEARS + 1
        if self.year >= waits_until:
            return self.model_copy(update=kept | {"years": years})
        return self.model_copy(update={"shorter_years": years, "shorter_from": waits_until})

    def erased_from(self, came_back_year: int) -> int:
        """The year from which on a record is erased unless its member comes back."""
        whole = came_back_year + self.years + 1
        if self.shorter_years is None or self.shorter_from is None:
            return whole
        return min(whole, max(came_back_year + self.shorter_years + 1, self.shorter_from))


def year_to_mark(connection: Connection) -> int:
    """What a member's record notes who does something now; 0 where the group sets no time."""
    if load_group_within(connection).retention_years is None:
        return 0
    return year_now(connection)


def year_now(connection: Connection) -> int:
    """The clock's year, at most one after the one that the store believes."""
    clock_year, note = day_of_group(connection).year, load_retention_note(connection)
    return clock_year if note is None else min(max(clock_year, note.year), note.year + 1)


def mark_year_within(connection: Connection, member_key: int) -> None:
    """Note the year in a member's record, where the group sets how long records are kept."""
    if year := year_to_mark(connection):
        row = _member.c.member_key == member_key
        connection.execute(update(_member).where(row, _year != year).values(came_back_year=year))


def forget_years_within(connection: Connection) -> None:
    """Keep no year of anybody: the group erases nothing by itself."""
    connection.execute(update(_member).where(_year != 0).values(came_back_year=0))
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))


def load_retention_note(connection: Connection) -> RetentionNote | None:
    """The note; None before the first publishing day of a group that sets a time."""
    query = select(_setting.c.value).where(_setting.c.name == _NAME)
    value = connection.execute(query).scalar()
    try:
        return None if value is None else RetentionNote.model_validate_json(value)
    except ValidationError:  # written by another version
        return None


def store_retention_note(connection: Connection, note: RetentionNote) -> None:
    """Put a note in the place of the one before."""
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    row = {"name": _NAME, "value": note.model_dump_json()}
    connection.execute(insert(_setting), row)
