"""Numbers as words in a table: as HTML, and as CSV that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from markupsafe import Markup

from dashboard.markup import fill_template

Value = str | int
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet runs a text that begins so (OWASP, "CSV Injection"); four are full width."""
GUARD = "'"


@dataclass(frozen=True)
class Table:
    """Numbers as words: a head, and rows of the same length."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_region_html(table: Table, label: str) -> Markup:
    """The table as HTML, in a place that scrolls; the first cell of each row is its heading.

    Args:
        table: its words are escaped.
        label: by which a screen reader tells it from the page's other tables.
    """
    return fill_template("table_region", table=table, label=label)


def harmless_value(value: Value) -> Value:
    """A text that a spreadsheet would run gets an apostrophe; a number stays a number.

    One that has an apostrophe there already gets another, so that each can be read back.
    """
    if isinstance(value, str) and value.lstrip(GUARD).startswith(FORMULA):
        return f"{GUARD}{value}"
    return value


def text_without_guard(text: str) -> str:
    """What ``harmless_value`` made harmless, as it was before."""
    is_guarded = text.startswith(GUARD) and text.lstrip(GUARD).startswith(FORMULA)
    return text.removeprefix(GUARD) if is_guarded else text


def rows_as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """CSV that no spreadsheet takes for a formula.

    Args:
        columns: the head, in our own words.
        rows: column -> value of any origin; a column that a row does not have is empty.

    Raises:
        ValueError: a row has a column that the head does not have.
    """
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({name: harmless_value(value) for name, value in row.items()} for row in rows)
    return text.getvalue()
