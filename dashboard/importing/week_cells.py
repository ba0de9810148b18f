"""A cell such as "3 months", "6" or "14/02/2023" -> a week of use. No date goes any further."""

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass

from dashboard.importing.column_map import DateOrder, TimeColumn, Unit
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import BLANK, short_text
from db.answers import LAST_WEEK

_IN_WEEKS = {"d": 1 / 7, "w": 1.0, "m": 365.25 / 84, "y": 365.25 / 7}
"""As ``dashboard.questionnaire.week_choices.TimeChoice`` counts them."""
_DURATION = re.compile(
    r"(?:about|around|approx\.?|roughly|almost|nearly|over|just over|~)?\s*"
    r"(?P<number>[0-9]{1,3}(?:[.,][0-9])?|an?|one)?\s*"
    r"(?:(?P<unit>d|w|m|y)(?:ays?|eeks?|ks?|onths?|ths?|os?|ears?|rs?|))?\.?"
    r"\s*(?:ago|in|now|on ldn|on it)?",
)
_UNIT_NAMES = {"weeks": "w", "months": "m", "years": "y", "week_number": "w"}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_TIME_OF_DAY = re.compile(r"[ t]\d{1,2}:\d{2}.*$")
_NAMED_MONTHS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class TimeOfUse:
    """One row's own time: the day of answering and of the first dose, where they are known."""

    order: DateOrder | None = None
    answered: datetime.date | None = None
    started: datetime.date | None = None
    observed_week: int | None = None


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


def week_of_answering(cell: str, asked: TimeColumn, use: TimeOfUse) -> int:
    """The week of use on the day of answering.

    Raises:
        UnfitCell: as ``week_from_cell``.
    """
    if asked.unit != "date":
        return week_from_cell(cell, asked, use)
    if use.answered is None:
        raise UnfitCell("date_of_answering")
    return _week_in_range(1 + _weeks_between(date_from_cell(cell, use.order), use.answered))


def date_from_cell(cell: str, order: DateOrder | None) -> datetime.date:
    """A date; its time of day is not looked at.

    Raises:
        UnfitCell: ``date_unreadable``, ``date_two_ways`` or ``too_long``.
    """
    text = _TIME_OF_DAY.sub("", short_text(cell))
    with suppress(ValueError):
        if match := _YEAR_FIRST.fullmatch(text):
            return datetime.date(*map(int, match.groups()))
        if match := _YEAR_LAST.fullmatch(text):
            first, second, year = map(int, match.groups())
            return _date_by_order((first, second), year, order)
    for form in _NAMED_MONTHS:
        with suppress(ValueError):
            return datetime.datetime.strptime(text.replace(",", ""), form).date()  # noqa: DTZ007
    raise UnfitCell("date_unreadable")


def date_order_in(cells: list[str]) -> DateOrder | None:
    """The order of day and month that some dates of a column can only have."""
    parts = [match.groups() for c in cells if (match := _YEAR_LAST.match(c.strip()))]
    day_first = any(int(first) > 12 for first, _, _ in parts)
    month_first = any(int(second) > 12 for _, second, _ in parts)
    if day_first == month_first:
        return None
    return "day_first" if day_first else "month_first"


def _date_by_order(pair: tuple[int, int], year: int, order: DateOrder | None) -> datetime.date:
    first, second = pair
    if order is None and first <= 12 and second <= 12 and first != second:
        raise UnfitCell("date_two_ways")
    day_first = order == "day_first" or (order is None and first > 12)
    day, month = (first, second) if day_first else (second, first)
    return datetime.date(year, month, day)


def _week_by_date(text: str, use: TimeOfUse) -> int:
    if use.started is None:
        raise UnfitCell("date_of_first_dose")
    return 1 + _weeks_between(use.started, date_from_cell(text, use.order))


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
    letter = (match["unit"] or _UNIT_NAMES.get(unit or "")) if match else None
    if match is None or letter is None or match["number"] is None:
        raise UnfitCell("week_unreadable")
    written = match["number"]
    count = 1.0 if written.isalpha() else float(written.replace(",", "."))
    if unit == "week_number" and match["unit"] is None:
        return int(count)
    weeks = count * _IN_WEEKS[letter]
    return 1 + (int(weeks) if letter == "d" else round(weeks))


def _week_counting_back(week: int, use: TimeOfUse) -> int:
    if use.observed_week is None:
        raise UnfitCell("week_of_answering")
    return use.observed_week - (week - 1)
