"""A cell such as "14/02/2023", "3 de abril de 2023" or "March 2023" -> a date. It goes no further.

A date that can be read in two ways is never read by what other rows hold: the map says the order.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from dashboard.importing.column_parts import DateOrder, MonthOnly, ReadingOrder
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import short_text

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_TIME_OF_DAY = re.compile(r"(?:,? | ?t)\d{1,2}:\d{2}.*$", re.ASCII)
_MONTHS = (
    ("jan", "january", "ene", "enero"),
    ("feb", "february", "febrero"),
    ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"),
    ("may", "mayo"),
    ("jun", "june", "junio"),
    ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"),
    ("sep", "sept", "september", "septiembre", "setiembre"),
    ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"),
    ("dec", "december", "dic", "diciembre"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "(?P<month>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_GAP = r"(?:\s*[-/ ,.]\s*|\s+)(?:(?:de|del|of) )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º)?"
_YEAR = r"(?P<year>\d{4})"
_NAMED = tuple(
    re.compile(form, re.ASCII)
    for form in (f"{_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}", f"{_NAME}{_GAP}{_DAY}{_GAP}{_YEAR}")
)
_MONTH_ONLY = tuple(
    re.compile(form, re.ASCII)
    for form in (
        f"{_NAME}{_GAP}{_YEAR}",
        r"(?P<year>\d{4})[-/](?P<number>\d{1,2})",
        r"(?P<number>\d{1,2})[-/](?P<year>\d{4})",
    )
)
_DOSE_AS_DATE = re.compile(
    rf"(?:{_YEAR_FIRST.pattern}|{_YEAR_LAST.pattern}|\d{{1,2}}[-/ ]{_NAME}(?:[-/ ]\d{{2,4}})?|"
    rf"{_NAME.replace('month', 'first')}[-/ ]\d{{1,4}}(?:[-/, ]+\d{{2,4}})?|"
    r"0[1-9][-/.](?:0[1-9]|1[0-2])\.?)"  # 4.5, as a German spreadsheet shows it: "04.05."
)
MIDDLE_DAY = 15
_THIS_CENTURY = 2000


def date_from_cell(
    cell: str, order: ReadingOrder | None, month_only: MonthOnly = "refuse"
) -> datetime.date:
    """A date; its time of day is not looked at.

    Args:
        cell: as it stands in the spreadsheet.
        order: of day and month, where the map says it; "mixed" where the dates of the sheet have
            both, whatever the map says.
        month_only: what a month without a day stands for.

    Raises:
        UnfitCell: ``date_unreadable``, ``date_two_ways``, ``date_mixed``, ``date_month_only`` or
            ``too_long``.
    """
    text = _TIME_OF_DAY.sub("", short_text(cell)).strip()
    with suppress(ValueError):
        if match := _YEAR_FIRST.fullmatch(text):
            return datetime.date(*map(int, match.groups()))
        if match := _YEAR_LAST.fullmatch(text):
            return _date_by_order(match, order)
        if match := _first_match(_NAMED, text):
            month = _MONTH_OF[match["month"]]
            return datetime.date(int(match["year"]), month, int(match["day"]))
        if match := _first_match(_MONTH_ONLY, text):
            return _day_of_month_only(match, month_only)
    raise UnfitCell("date_unreadable")


def date_order_in(cells: Iterable[str]) -> DateOrder | None:
    """The order of day and month that some dates of a column can only have."""
    orders = _certain_orders(cells)
    return next(iter(orders)) if len(orders) == 1 else None


def are_orders_mixed(cells: Iterable[str], order_of_map: DateOrder | None = None) -> bool:
    """Whether some dates can only be read day first, and others, or the map, say month first."""
    return len(_certain_orders(cells) | ({order_of_map} if order_of_map else set())) > 1


def order_to_propose(columns: Iterable[Sequence[str]]) -> DateOrder | None:
    """The order that every column of dates shows by itself; None where one leaves it open.

    A form's program and the people who fill it in may write dates in different orders.
    """
    orders: set[DateOrder | None] = {
        date_order_in(cells) for cells in columns if any(map(_may_be_two_dates, cells))
    }
    return orders.pop() if len(orders) == 1 else None


def _may_be_two_dates(cell: str) -> bool:
    match = _YEAR_LAST.match(cell.strip())
    return match is not None and all(int(part) <= 12 for part in match.groups()[:2])


def _certain_orders(cells: Iterable[str]) -> set[DateOrder]:
    parts = [match.groups() for c in cells if (match := _YEAR_LAST.match(c.strip()))]
    found: set[DateOrder] = set()
    if any(int(first) > 12 for first, _, _ in parts):
        found.add("day_first")
    if any(int(second) > 12 for _, second, _ in parts):
        found.add("month_first")
    return found


def looks_like_date(text: str) -> bool:
    """Whether a text of another column is a date: a spreadsheet writes 4.5 as "4-May"."""
    return bool(_DOSE_AS_DATE.fullmatch(_TIME_OF_DAY.sub("", text).strip()))


def _first_match(forms: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def _date_by_order(match: re.Match[str], order: ReadingOrder | None) -> datetime.date:
    first, second, year = map(int, match.groups())
    # Without an order, "03/04/23" may even begin with its year.
    may_be_two = first <= 12 and second <= 12 and first != second
    is_open = order in (None, "mixed")
    if is_open and (may_be_two or len(match[3]) == 2):
        raise UnfitCell("date_mixed" if order else "date_two_ways")
    day_first = order == "day_first" or (is_open and first > 12)
    day, month = (first, second) if day_first else (second, first)
    return datetime.date(year if len(match[3]) == 4 else _THIS_CENTURY + year, month, day)


def _day_of_month_only(match: re.Match[str], month_only: MonthOnly) -> datetime.date:
    groups = match.groupdict()
    month = _MONTH_OF[groups["month"]] if groups.get("month") else int(match["number"])
    found = datetime.date(int(match["year"]), month, MIDDLE_DAY)
    if month_only == "refuse":
        raise UnfitCell("date_month_only")
    return found
