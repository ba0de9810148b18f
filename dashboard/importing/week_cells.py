"""A cell such as "3 months" or "6" -> a week of use; dates are read by ``date_cells``."""

import datetime
import re
from dataclasses import dataclass

from dashboard.importing.column_parts import MonthOnly, ReadingOrder, TimeColumn, Unit
from dashboard.importing.date_cells import date_from_cell
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import BLANK, short_text
from db.answers import LAST_WEEK

_IN_WEEKS = {"d": 1 / 7, "w": 1.0, "m": 365.25 / 84, "y": 365.25 / 7}
"""As ``dashboard.questionnaire.week_choices.TimeChoice`` counts them."""
_DURATION = re.compile(
    r"(?:about|around|approx\.?|roughly|almost|nearly|over|just over|~|"
    r"unos|unas|casi|hace|desde hace)?"
    r"\s*(?P<number>[0-9]{1,3}(?:[.,][0-9])?|an?|one|una?)?\s*"
    r"(?:(?P<unit>d|w|m|y)(?:ays?|eeks?|ks?|onths?|ths?|os?|ears?|rs?|[ií]as?|es(?:es)?)?|"
    r"(?P<spanish>semanas?|años?))?\.?"
    r"\s*(?:ago|in|now|on ldn|on it)?",
)
_UNIT_NAMES = {"weeks": "w", "months": "m", "years": "y", "week_number": "w"}
_SPANISH = {"s": "w", "a": "y"}
_DAYS_IN_WEEK = 7
MOST_APART_WEEKS, MOST_APART_SHARE = 4, 0.25
"""How far weeks may lie from the weeks that a date tells: people round to months and years."""


@dataclass(frozen=True)
class TimeOfUse:
    """One row's own time: the day of answering and of the first dose, where they are known."""

    order: ReadingOrder | None = None
    month_only: MonthOnly = "refuse"
    answered: datetime.date | None = None
    started: datetime.date | None = None
    observed_week: int | None = None

    def date(self, cell: str) -> datetime.date:
        """A date, by what the map says about dates.

        Raises:
            UnfitCell: ``date_...`` or ``too_long``.
        """
        return date_from_cell(cell, self.order, self.month_only)


def week_from_cell(cell: str, asked: TimeColumn, use: TimeOfUse) -> int:
    """The week of use, from 1, that a cell tells.

    Raises:
        UnfitCell: ``week_...``, ``date_...`` or ``too_long``.
    """
    text = short_text(cell)
    if text in asked.words:
        return asked.words[text]
    if text in BLANK:
        raise UnfitCell("week_empty")
    week = _week_by_date(text, use) if asked.unit == "date" else _week_by_length(text, asked.unit)
    if asked.back and asked.unit != "date":
        week = _week_counting_back(week, use)
    return _week_in_range(week)


def stop_week_from_cell(cell: str, asked: TimeColumn, use: TimeOfUse) -> int:
    """The last week on LDN.

    Raises:
        UnfitCell: as ``week_from_cell``; ``stop_before_start`` where it lies before week 1.
    """
    try:
        return week_from_cell(cell, asked, use)
    except UnfitCell as unfit:
        known = use.observed_week is not None
        counted_back = asked.back and unfit.args[0] == "week_out_of_range"
        if known and (counted_back or unfit.args[0] == "date_too_early"):
            raise UnfitCell("stop_before_start") from None
        raise


def week_of_answering(cell: str, asked: TimeColumn, use: TimeOfUse) -> int:
    """The week of use on the day of answering.

    Raises:
        UnfitCell: as ``week_from_cell``; ``weeks_against_date`` where the date of the first dose
            tells quite another week.
    """
    if asked.unit != "date":
        week = week_from_cell(cell, asked, use)
        if use.started and use.answered:
            by_date = 1 + _weeks_between(use.started, use.answered)
            if abs(week - by_date) > max(MOST_APART_WEEKS, MOST_APART_SHARE * by_date):
                raise UnfitCell("weeks_against_date")
        return week
    if use.answered is None:
        raise UnfitCell("date_of_answering")
    return _week_in_range(1 + _weeks_between(use.date(cell), use.answered))


def _week_by_date(text: str, use: TimeOfUse) -> int:
    if use.started is None:
        raise UnfitCell("date_of_first_dose")
    return 1 + _weeks_between(use.started, use.date(text))


def _week_in_range(week: int) -> int:
    if not 1 <= week <= LAST_WEEK:
        raise UnfitCell("week_out_of_range")
    return week


def _weeks_between(earlier: datetime.date, later: datetime.date) -> int:
    if later < earlier:
        raise UnfitCell("date_too_early")
    return (later - earlier).days // _DAYS_IN_WEEK


def _week_by_length(text: str, unit: Unit | None) -> int:
    match = _DURATION.fullmatch(text)
    written_unit = (match["unit"] or _SPANISH.get((match["spanish"] or "")[:1])) if match else None
    letter = written_unit or _UNIT_NAMES.get(unit or "")
    if match is None or letter is None or match["number"] is None:
        raise UnfitCell("week_unreadable")
    written = match["number"]
    count = 1.0 if written.isalpha() else float(written.replace(",", "."))
    if unit == "week_number" and written_unit is None:
        if not count.is_integer():
            raise UnfitCell("week_unreadable")
        return int(count)
    weeks = count * _IN_WEEKS[letter]
    return 1 + (int(weeks) if letter == "d" else round(weeks))


def _week_counting_back(week: int, use: TimeOfUse) -> int:
    if use.observed_week is None:
        raise UnfitCell("week_of_answering")
    return use.observed_week - (week - 1)
