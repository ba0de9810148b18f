"""An edition as CSV and as XLSX: its published cells and differences, and nothing else.

No spreadsheet takes a cell for a formula, and the same edition gives the same bytes.
"""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from sqlalchemy import Engine

from dashboard.report import dictionary
from dashboard.report.paper import day
from dashboard.stats.noise import CUT, ROUND_TO
from dashboard.text import say, table
from db import editions
from db.catalogue import CONDITION_FROM_MEMBERS, PAIRS_FROM_MEMBERS
from db.editions import Contents, Edition, PublishedCell, PublishedContrast

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins so (OWASP, "CSV Injection")."""
CELL_COLUMNS = PublishedCell._fields
CONTRAST_COLUMNS = PublishedContrast._fields
CSV_COLUMNS = (
    "edition",
    "kind",
    "measure",
    "filters",
    "axis",
    "people",
    "cases",
    *CONTRAST_COLUMNS[3:],
)
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can bear: a file says nothing of when it was made."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WIDE, _NARROW, _WIDEST = 44, 12, 90
_WIDTHS = {
    "cells": (_WIDE, _WIDE, _WIDE, _NARROW, _NARROW, 24, 36, 36),
    "differences": (_WIDE, _WIDE, 34, *(_NARROW + 4,) * 7, 24, 36, 30),
    "dictionary": (20, 30, 30, _WIDEST, _WIDEST, _WIDEST, _WIDEST),
    "rules": (34, 120),
    "about": (40, 80),
}
"""Of the columns of each sheet, in letters."""
_WRAPPED = ("dictionary", "rules", "about")
"""Sheets of sentences."""

Value = str | int
Rows = Iterable[tuple[Value, ...]]


def harmless(value: Value) -> Value:
    """A text that a spreadsheet would run gets an apostrophe; a number stays a number."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_of(reader: Engine, edition: Edition) -> bytes:
    """All cells and differences, one row each; a column that a row does not have is empty.

    Args:
        reader: the read-only engine of the edition store.
        edition: the newest, or an older one.

    Returns:
        CSV in UTF-8, with a head.

    Raises:
        EditionDamaged: the edition does not add up to its checksum.
    """
    held = editions.contents(reader, edition)
    text = StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS, restval="")
    writer.writeheader()
    for row in _csv_rows(held):
        writer.writerow({"edition": edition.number, **row})
    return text.getvalue().encode()


def _csv_rows(held: Contents) -> Iterator[dict[str, Value]]:
    for cell in held.cells:
        yield {"kind": "cell", **{key: harmless(value) for key, value in cell._asdict().items()}}
    for contrast in held.contrasts:
        found = {key: harmless(value) for key, value in contrast._asdict().items()}
        yield {"kind": "difference", "measure": found.pop("contrast"), **found}


def xlsx_of(reader: Engine, edition: Edition) -> bytes:
    """The same as a workbook, with words beside the stored ones.

    Its sheets: cells, differences, data dictionary, the rules of blurring, about.

    Raises:
        EditionDamaged: as ``csv_of``.
    """
    held = editions.contents(reader, edition)
    book = Workbook(write_only=True)
    book.properties.creator = say("report.brand")
    book.properties.created = datetime.datetime.combine(edition.published_on, datetime.time())
    for name, rows in _sheets(held, edition).items():
        _write(book, name, rows)
    written = BytesIO()
    book.save(written)
    return _timeless(written, book.properties.created)


def _sheets(held: Contents, edition: Edition) -> dict[str, Rows]:
    return {
        "cells": _cells(held),
        "differences": _differences(held),
        "dictionary": _dictionary(),
        "rules": _rules(),
        "about": _about(held, edition),
    }


def _cells(held: Contents) -> Iterator[tuple[Value, ...]]:
    yield _heads("question", "among", "place", "people", "cases", *CELL_COLUMNS[:3])
    for row in held.cells:
        yield (*_words(row), row.people, row.cases, *row[:3])


def _differences(held: Contents) -> Iterator[tuple[Value, ...]]:
    yield _heads("question", "among", "place", *CONTRAST_COLUMNS[3:], *CONTRAST_COLUMNS[:3])
    for row in held.contrasts:
        yield (*_words(row), *row[3:], *row[:3])


def _words(row: PublishedCell | PublishedContrast) -> tuple[str, str, str]:
    return dictionary.question(row), dictionary.among(row.filters), dictionary.place(row)


def _dictionary() -> Iterator[tuple[Value, ...]]:
    yield _heads(*dictionary.Entry._fields)
    yield from dictionary.entries()


def _rules() -> Iterator[tuple[Value, ...]]:
    yield _heads("rule", "body")
    known = {
        "cut": CUT,
        "step": ROUND_TO,
        "members": PAIRS_FROM_MEMBERS,
        "condition": CONDITION_FROM_MEMBERS,
    }
    for name in table("export.rules"):
        yield say(f"export.rules.{name}.title"), say(f"export.rules.{name}.body", **known)


def _about(held: Contents, edition: Edition) -> Iterator[tuple[Value, ...]]:
    yield _heads("about", "value")
    told: dict[str, Value] = {
        "edition": edition.number,
        "day": day(edition),
        "members": edition.members,
        "invented": say(f"export.about.invented_{'yes' if edition.invented else 'no'}"),
        "cells": len(held.cells),
        "contrasts": len(held.contrasts),
        "checksum": editions.checksum(held),
        "medical": say("report.method.medical"),
    }
    for name, value in told.items():
        yield say(f"export.about.{name}"), value


def _heads(*columns: str) -> tuple[str, ...]:
    return tuple(say(f"export.column.{column}") for column in columns)


def _write(book: Workbook, name: str, rows: Rows) -> None:
    sheet = book.create_sheet(say(f"export.sheet.{name}"))
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_WIDTHS[name]):
        sheet.column_dimensions[chr(ord("A") + at)].width = width
    head, *rest = rows
    sheet.append([_styled(sheet, value, font=Font(bold=True)) for value in head])
    for row in rest:
        values = [harmless(value) for value in row]
        sheet.append([_wrapped(sheet, v) for v in values] if name in _WRAPPED else values)


def _wrapped(sheet: Any, value: Value) -> Any:
    return _styled(sheet, value, alignment=Alignment(wrap_text=True, vertical="top"))


def _styled(sheet: Any, value: Value, **style: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _timeless(written: BytesIO, day_of_edition: datetime.datetime) -> bytes:
    """The workbook without the clock: the same cells give the same bytes."""
    stamp = rf"\g<1>{day_of_edition.isoformat()}Z".encode()
    packed = BytesIO()
    with ZipFile(written) as book, ZipFile(packed, "w", ZIP_DEFLATED) as copy:
        for name in book.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            copy.writestr(entry, _MODIFIED.sub(stamp, book.read(name)))
    return packed.getvalue()
