"""What leaders may set for their group: one row of the members' database, validated."""

import datetime
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from sqlalchemy import Connection, Engine, delete, insert, select

from db.catalogue import FILTERS
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.store.revisions import Reading, is_to_be_written, new_revision
from db.tables import SettingRow

_NAME = "group"
_setting = core_table(SettingRow)
SUNDAY = 6
FIVE_WEEKS_DAYS, NINE_WEEKS_DAYS = 35, 63
"""Up to where an interval in days, as it was set once, is nearest to four weeks, and to six."""
MOST_HELP_LINES = 6
LONGEST_RESPONSIBLE, LONGEST_CONTACT = 120, 200
YOUNGEST, OLDEST = 13, 18
"""The least age of consent that a country of the EU may set (GDPR, Article 8)."""
FEWEST_YEARS, MOST_YEARS = 2, 10
"""A year's notice needs two."""
FEWEST_IN_GROUP, MOST_IN_GROUP = 10, 1_000_000
Language = Literal["en", "es"]
Line = Annotated[str, Field(min_length=1, max_length=60)]


def zone_name(name: str) -> str:
    """A time zone's name.

    Raises:
        ValueError: ``group_time_zone_unknown``.
    """
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a name that is none, or the name of a folder
        raise ValueError("group_time_zone_unknown") from None
    return name


class HelpLine(BaseModel):
    """A help line that the group adds to those that every page shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    number: str = Field(min_length=3, max_length=20, pattern=r"^\+?[0-9][0-9 ]*[0-9]$")


class GroupSettings(BaseModel):
    """The group's own settings.

    Attributes:
        name: shown in the bar and on the meeting pack.
        welcome: a few words on the first page.
        help_lines: added to those of every group.
        weekday: of the publishing days, 0 is Monday.
        time_zone: whose day it is, a name of the IANA's database.
        rhythm_weeks: from one publishing day to the next; None leaves it to the operator. All
            three take effect after the next edition.
        filters_off: names of filters that nobody may set.
        only_with_invite: whether nobody may begin a survey without an invite.
        languages: of the texts, the first by default.
        responsible: who is responsible for what is stored, by law.
        responsible_contact: how they are reached.
        least_age: from which age on somebody may answer for themselves, in years.
        retention_years: records of who has not come back for so long are erased; None = never.
        group_size: how many people are in the group, as its leaders count them; None = not said.
        found_by_search: whether search engines may show the pages; a group of patients may not
            want to be found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(default="", max_length=60)
    welcome: str = Field(default="", max_length=600)
    help_lines: tuple[HelpLine, ...] = Field(default=(), max_length=MOST_HELP_LINES)
    weekday: int = Field(default=SUNDAY, ge=0, le=SUNDAY)
    time_zone: str = "UTC"
    rhythm_weeks: Literal[4, 6, 12] | None = None
    filters_off: frozenset[str] = frozenset()
    only_with_invite: bool = False
    languages: tuple[Language, ...] = Field(default=("en", "es"), min_length=1)
    responsible: str = Field(default="", max_length=LONGEST_RESPONSIBLE)
    responsible_contact: str = Field(default="", max_length=LONGEST_CONTACT)
    least_age: int = Field(default=16, ge=YOUNGEST, le=OLDEST)
    retention_years: int | None = Field(default=None, ge=FEWEST_YEARS, le=MOST_YEARS)
    group_size: int | None = Field(default=None, ge=FEWEST_IN_GROUP, le=MOST_IN_GROUP)
    found_by_search: bool = False

    @model_validator(mode="before")
    @classmethod
    def _rhythm_of_interval(cls, kept: Any) -> Any:
        """Settings of the time before rhythms hold an interval in days, or None."""
        if isinstance(kept, dict) and "interval_days" in kept:
            kept = dict(kept)
            days = kept.pop("interval_days")
            if isinstance(days, int):
                kept["rhythm_weeks"] = (
                    4 if days <= FIVE_WEEKS_DAYS else 6 if days <= NINE_WEEKS_DAYS else 12
                )
        return kept

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        return zone_name(name)

    @model_validator(mode="after")
    def _filters_exist(self) -> Self:
        if not self.filters_off <= set(FILTERS):
            raise ValueError("group_filter_unknown")
        return self


def load_group(engine: Engine) -> GroupSettings:
    """The group's settings; the defaults where none were set or where they cannot be read."""
    with reading_transaction(engine) as connection:
        return load_group_within(connection)


def load_group_within(connection: Connection) -> GroupSettings:
    """The same within a transaction."""
    return read_group_within(connection).value


def day_of_group(connection: Connection, moment: datetime.datetime | None = None) -> datetime.date:
    """Which day it is where the group is: an invite's last day ends at the group's midnight.

    Args:
        connection: to the members' database, within a transaction.
        moment: with a time zone; now unless given.
    """
    zone = ZoneInfo(load_group_within(connection).time_zone)
    return (moment or datetime.datetime.now(datetime.UTC)).astimezone(zone).date()


def read_group(engine: Engine) -> Reading[GroupSettings]:
    """The same for whoever is going to write: with the revision that a write has to name."""
    with reading_transaction(engine) as connection:
        return read_group_within(connection)


def read_group_within(connection: Connection) -> Reading[GroupSettings]:
    """``read_group`` within a transaction."""
    query = select(_setting.c.value, _setting.c.revision).where(_setting.c.name == _NAME)
    row = connection.execute(query).first()
    if row is None:
        return Reading(GroupSettings(), None)
    try:
        return Reading(GroupSettings.model_validate_json(row.value), row.revision)
    except ValidationError:  # written by another version
        return Reading(GroupSettings(), row.revision)


def write_group(engine: Engine, group: GroupSettings) -> None:
    """Set the group's settings, whatever they are: for whoever has no page open."""
    with writing_transaction(engine) as connection:
        write_group_within(connection, group, read_group_within(connection).revision)


def write_group_within(
    connection: Connection, group: GroupSettings, read_with: int | None
) -> int | None:
    """Replace the group's settings; returns their revision.

    Raises:
        ChangedMeanwhile: another leader wrote since; nothing was written.
    """
    stored = read_group_within(connection)
    if not is_to_be_written(stored, read_with, group):
        return stored.revision
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    revision = new_revision()
    row = {"name": _NAME, "value": group.model_dump_json(), "revision": revision}
    connection.execute(insert(_setting), row)
    return revision
