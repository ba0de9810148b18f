"""An edition as a workbook: its numbers, what they mean, and how they were blurred."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from dashboard.report import dictionary
from dashboard.report.export_parts import (
    CONTRAST_NUMBERS,
    ContrastRow,
    EditionPart,
    contrast_rows,
)
from dashboard.report.pack_page import publication_day
from dashboard.stats.noise import CUT, ROUND_TO
from dashboard.tables import Value, harmless_value
from dashboard.text import say, text_table
from db.editions.editions import EditionCell, EditionContrast
from db.thresholds import (
    GROUP_FROM_PEOPLE,
    GROUPS_FROM_MEMBERS,
    THRESHOLD,
)

CELL_COLUMNS = EditionCell._fields
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can bear: a file says nothing of when it was made."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WIDE, _NARROW, _WIDEST = 44, 12, 90
_WIDTHS = {
    "cells": (_WIDE, _WIDE, _WIDE, _NARROW, _NARROW, 24, 36, 36, _NARROW),
    "differences": (_WIDE, _WIDE, 34, *(_NARROW + 4,) * 9, 24, 36, 30, _NARROW),
    "dictionary": (20, 30, 30, _WIDEST, _WIDEST, _WIDEST, _WIDEST),
    "rules": (34, 120),
    "about": (40, 80),
}
"""Of the columns of each sheet, in letters."""
_WRAPPED = ("dictionary", "rules", "about")
"""Sheets of sentences."""

Rows = Iterable[tuple[Value, ...]]


def workbook_bytes(parts: Sequence[EditionPart]) -> bytes:
    """The workbook, the same bytes for the same edition.

    Args:
        parts: the edition, and behind it the groups of another one, if it holds none itself.
    """
    edition = parts[0].edition
    book = Workbook(write_only=True)
    book.properties.creator = say("report.brand")
    book.properties.created = datetime.datetime.combine(edition.published_on, datetime.time())
    for name, rows in _rows_by_sheet(parts).items():
        _write_sheet(book, name, rows)
    file = BytesIO()
    book.save(file)
    return _drop_clock_times(file, book.properties.created)


def _rows_by_sheet(parts: Sequence[EditionPart]) -> dict[str, Rows]:
    return {
        "cells": _cell_rows(parts),
        "differences": _difference_rows(parts),
        "dictionary": _dictionary_rows(),
        "rules": _blurring_rule_rows(),
        "about": _about_rows(parts),
    }


def _cell_rows(parts: Sequence[EditionPart]) -> Iterator[tuple[Value, ...]]:
    numbers = ("people", "cases")
    yield _column_heads("question", "among", "place", *numbers, *CELL_COLUMNS[:3], "edition")
    for part in parts:
        for row in part.held.cells:
            told = _row_in_words(row)
            yield (*told, row.people, row.cases, *row[:3], part.edition.number)


def _difference_rows(parts: Sequence[EditionPart]) -> Iterator[tuple[Value, ...]]:
    found = [(part, row, numbers) for part in parts for row, numbers in contrast_rows(part.held)]
    # Two of the columns are those of older editions alone.
    columns = [name for name in CONTRAST_NUMBERS if any(name in numbers for *_, numbers in found)]
    place = EditionContrast._fields[:3]
    yield _column_heads("question", "among", "place", *columns, *place, "edition")
    for part, row, numbers in found:
        values = (numbers.get(name, "") for name in columns)
        yield (*_row_in_words(row), *values, *row[:3], part.edition.number)


def _row_in_words(row: EditionCell | ContrastRow) -> tuple[str, str, str]:
    return (
        dictionary.question_text(row),
        dictionary.filters_text(row.filters),
        dictionary.place_on_axes(row),
    )


def _dictionary_rows() -> Iterator[tuple[Value, ...]]:
    yield _column_heads(*dictionary.DictionaryEntry._fields)
    yield from dictionary.dictionary_entries()


def _blurring_rule_rows() -> Iterator[tuple[Value, ...]]:
    yield _column_heads("rule", "body")
    known = {
        "cut": CUT,
        "step": ROUND_TO,
        "threshold": THRESHOLD,
        "group": GROUP_FROM_PEOPLE,
        "small": GROUPS_FROM_MEMBERS,
    }
    for name in text_table("export.rules"):
        yield say(f"export.rules.{name}.title"), say(f"export.rules.{name}.body", **known)


def _about_rows(parts: Sequence[EditionPart]) -> Iterator[tuple[Value, ...]]:
    edition, held, checksum = parts[0]
    yield _column_heads("about", "value")
    told: dict[str, Value] = {
        "edition": edition.number,
        "day": publication_day(edition),
        "members": edition.members,
        "invented": say(f"export.about.invented_{'yes' if edition.invented else 'no'}"),
        "cells": len(held.cells),
        "contrasts": len(held.contrasts) + len(held.earlier),
        "groups": _groups_sentence(parts),
        "checksum": checksum,
        "medical": say("report.method.medical"),
    }
    for name, value in told.items():
        yield say(f"export.about.{name}"), value
    for part in parts[1:]:
        yield say("export.about.checksum_of", edition=part.edition.number), part.checksum


def _groups_sentence(parts: Sequence[EditionPart]) -> str:
    """Whether rows with a filter are of this edition, of another one, or not there."""
    if len(parts) > 1:
        return say("export.about.groups_elsewhere", edition=parts[1].edition.number)
    return say(f"export.about.groups_{'held' if _holds_groups(parts[0]) else 'none'}")


def _holds_groups(part: EditionPart) -> bool:
    return any(cell.filters for cell in part.held.cells)


def _column_heads(*columns: str) -> tuple[str, ...]:
    return tuple(say(f"export.column.{column}") for column in columns)


def _write_sheet(book: Workbook, name: str, rows: Rows) -> None:
    sheet = book.create_sheet(say(f"export.sheet.{name}"))
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_WIDTHS[name]):
        sheet.column_dimensions[chr(ord("A") + at)].width = width
    head, *rest = rows
    sheet.append([_cell_with_style(sheet, value, font=Font(bold=True)) for value in head])
    for row in rest:
        values = [harmless_value(value) for value in row]
        sheet.append([_cell_with_wrap(sheet, v) for v in values] if name in _WRAPPED else values)


def _cell_with_wrap(sheet: Any, value: Value) -> Any:
    return _cell_with_style(sheet, value, alignment=Alignment(wrap_text=True, vertical="top"))


def _cell_with_style(sheet: Any, value: Value, **style: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _drop_clock_times(file: BytesIO, day_of_edition: datetime.datetime) -> bytes:
    """The workbook without the clock: the same cells give the same bytes."""
    stamp = rf"\g<1>{day_of_edition.isoformat()}Z".encode()
    packed = BytesIO()
    with ZipFile(file) as book, ZipFile(packed, "w", ZIP_DEFLATED) as copy:
        for name in book.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            copy.writestr(entry, _MODIFIED.sub(stamp, book.read(name)))
    return packed.getvalue()
