"""What publishing notes about its days, so that each is decided about once, by whatever process.

It says when the last decision was and when the next comes, and nothing of anybody: one row.
"""

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from sqlalchemy import Connection, delete, insert, select

from db.desk.group import zone_name
from db.store.engine import core_table
from db.tables import SettingRow

_NAME = "publishing_day"
STEPS_BEFORE = 3
"""Steps of four weeks make twelve: no more of them is ever asked for."""
EARLIEST = datetime.date(2000, 1, 1)
_setting = core_table(SettingRow)


class PublishingDay(BaseModel):
    """The newest decision.

    Attributes:
        number: how many publishing days there have been.
        next_day: the group's own day of the next decision.
        weeks: the rhythm by which ``next_day`` was planned; 1 before the first edition.
        edition: the edition that was decided to be written; 0 = none.
        is_written: whether that edition was there: one that is lost is not drawn again at once.
        is_restored: whether this store came out of a backup since: other editions may have been
            seen.
        weeks_before: the rhythms of the days before, the newest first.
        front_doors: invites that brought over half of the group at its first edition; None before.
        weekday: of the days until the next edition, 0 is Monday; None is the group's setting.
        time_zone: whose day it is until the next edition; None is the group's setting.
        rule: of editions, by which it was decided.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = 0
    next_day: Annotated[datetime.date, Field(ge=EARLIEST)]
    weeks: Annotated[int, Field(ge=1, le=12)] = 1
    edition: int = 0
    is_written: bool = False
    is_restored: bool = False
    weeks_before: tuple[int, ...] = ()
    front_doors: tuple[int, ...] | None = None
    weekday: Annotated[int, Field(ge=0, le=6)] | None = None
    time_zone: str | None = None
    rule: int = 2  # of a note that does not say it

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, name: str | None) -> str | None:
        return None if name is None else zone_name(name)

    @property
    def week_steps(self) -> tuple[int, ...]:
        """Weeks from each day to the next, the newest first."""
        return (self.weeks, *self.weeks_before)[: STEPS_BEFORE + 1]

    def weeks_between(self, earlier: int, later: int) -> int:
        """Weeks from one publishing day to another, as they were planned.

        Args:
            earlier: the number of a day.
            later: the number of a later day, the next one at most.
        """
        first, last = self.number + 1 - later, self.number + 1 - earlier
        forgotten = max(0, last - max(first, len(self.week_steps)))
        return sum(self.week_steps[first:last]) + forgotten * self.weeks


def load_publishing_day(connection: Connection) -> PublishingDay | None:
    """The newest decision; None before the first look, or where it cannot be read."""
    kept = connection.execute(select(_setting.c.value).where(_setting.c.name == _NAME)).scalar()
    try:
        return PublishingDay.model_validate_json(kept) if kept else None
    except ValidationError:  # written by another version
        return None


def note_publishing_day(connection: Connection, day: PublishingDay) -> None:
    """Replace the note."""
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    connection.execute(insert(_setting), {"name": _NAME, "value": day.model_dump_json()})


def note_written(connection: Connection, edition: int, front_doors: tuple[int, ...]) -> None:
    """Note that the edition that was decided is there."""
    day = load_publishing_day(connection)
    if day is not None and day.edition == edition:
        there = {"is_written": True, "front_doors": front_doors}
        note_publishing_day(connection, day.model_copy(update=there))


def note_restored(connection: Connection) -> None:
    """Note that the store came out of a backup: the next look catches up with nothing."""
    day = load_publishing_day(connection)
    if day is not None:
        note_publishing_day(connection, day.model_copy(update={"is_restored": True}))
