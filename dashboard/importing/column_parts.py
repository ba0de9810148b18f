"""The parts of a map: one column, or the columns of one question. TOML; docs/import.md."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dashboard.importing.spreadsheet import tidy_cell
from db.answers import LAST_WEEK

TAKING, STOPPED = "taking", "stopped"
NO_EFFECT, UNRATED = "none", "yes"
"""Words of a column about one effect, beside the severities."""
MOST_WEEKS = 60
"""Columns of a sheet that has one a week: more than a year was never seen."""
DateOrder = Literal["day_first", "month_first"]
ReadingOrder = Literal["day_first", "month_first", "mixed"]
MonthOnly = Literal["refuse", "middle"]
Unit = Literal["weeks", "months", "years", "week_number", "date"]


class MapPart(BaseModel):
    """A section of the map; a header is compared as the spreadsheet's are: tidied."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("column", check_fields=False)
    @classmethod
    def _column_as_header(cls, column: str) -> str:
        return tidy_cell(column)


class WordsColumn(MapPart):
    """A column of words. ``contained``: a word may stand among others in a cell."""

    column: str
    words: dict[str, str] = {}
    contained: bool = True


class ConditionColumn(WordsColumn):
    """The column of the illness. ``several``: which of those that a cell names is the main one."""

    several: Literal["refuse", "first"] = "refuse"


class ConditionTick(MapPart):
    """A column that says whether somebody has one illness, among others like it."""

    condition: str
    column: str
    words: dict[str, str]


class DoseColumn(MapPart):
    """A column of doses.

    Attributes:
        column: its header.
        several: which dose counts where a cell names more than one.
        unit: of plain numbers; milligrams, unless the header names micrograms: then it is needed.
    """

    column: str
    several: Literal["refuse", "first", "last"] = "refuse"
    unit: Literal["mg", "mcg"] | None = None


class TimeColumn(MapPart):
    """A column of times since the first dose; ``back``: counted back from the day of answering."""

    column: str
    unit: Unit | None = None
    back: bool = False
    words: dict[str, Annotated[int, Field(ge=1, le=LAST_WEEK)]] = {}


class ScoreColumn(MapPart):
    """A column of 0 to 10, where 10 is the worst; ``flipped`` where 10 is the best."""

    column: str
    flipped: bool = False


class EffectList(MapPart):
    """A column in which several side effects were ticked. ``still_there``: those of now."""

    column: str
    still_there: bool
    words: dict[str, str]
    unknown: Literal["refuse", "leave_out"] = "refuse"
    blank: Literal["refuse", "none"] = "refuse"


class EffectColumn(MapPart):
    """A column about one effect: whether, how bad; and columns of its weeks where there are."""

    effect: str
    column: str
    words: dict[str, str]
    still_there: bool
    began: TimeColumn | None = None
    ended: TimeColumn | None = None
    blank: Literal["refuse", "none"] = "refuse"


class WeeklyColumns(MapPart):
    """Columns of weeks 1, 2, 3 and so on, in the order of the weeks."""

    columns: tuple[str, ...] = Field(min_length=2, max_length=MOST_WEEKS)

    @field_validator("columns")
    @classmethod
    def _columns_as_headers(cls, columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(tidy_cell, columns))


class DoseByWeek(WeeklyColumns):
    """A column of doses for each week. ``blank``: what an empty one says."""

    unit: Literal["mg", "mcg"] | None = None
    blank: Literal["refuse", "unchanged"] = "refuse"


class EffectByWeek(WeeklyColumns):
    """A column for each week about one effect. ``blank``: what an empty one says."""

    effect: str
    words: dict[str, str]
    blank: Literal["refuse", "none"] = "refuse"


Column = (
    WordsColumn | DoseColumn | TimeColumn | ScoreColumn | EffectList | EffectColumn | ConditionTick
)
