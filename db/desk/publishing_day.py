"""What publishing notes about its days, so that each is decided about once, by whatever process.

It says when the last decision was and when the next comes, and nothing of anybody: one row.
"""

import datetime

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, delete, insert, select

from db.store.engine import core_table
from db.tables import SettingRow

_NAME = "publishing_day"
_setting = core_table(SettingRow)


class PublishingDay(BaseModel):
    """The newest decision.

    Attributes:
        number: how many publishing days there have been.
        next_day: the group's own day of the next decision.
        weeks: the rhythm by which ``next_day`` was planned; 1 before the first edition.
        edition: the edition that was decided to be written; 0 = none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = 0
    next_day: datetime.date
    weeks: int = 1
    edition: int = 0


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
