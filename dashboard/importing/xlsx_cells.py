"""The bytes of a workbook (.xlsx) -> the records of its one sheet. Cells are text, never run.

A workbook is a zip file: how large it is when it is unpacked is looked at before it is.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dashboard.importing.problems import ImportProblem

ZIP_BEGINS = b"PK\x03\x04"
MOST_PARTS = 500
LARGEST_UNPACKED_BYTES = 40_000_000
_DECLARATION = b"<!DOCTYPE"
"""Stands in no part of a workbook: entities could grow without bound."""
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "Excel 97 (.xls)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3", "SQLite"),
    (b"<?xml", "XML"),
    (b"<html", "HTML"),
    (b"<!DOCTYPE html", "HTML"),
)
"""How files begin that are no spreadsheet which can be read, and what they are."""
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError),
    *(IndexError, AttributeError, OSError, EOFError, NotImplementedError, RuntimeError),
    *(zipfile.LargeZipFile, OverflowError),
)
"""What openpyxl and zipfile raise for a file that is none, and for one with a password."""


def refuse_other_formats(content: bytes) -> None:
    """Make sure that a file is a CSV or a workbook.

    Raises:
        ImportProblem: ``other_format``, with its name.
    """
    start = content[:20].lstrip().lower()
    for begins, name in _OTHER_FORMATS:
        if start.startswith(begins.lower()):
            raise ImportProblem("other_format", name=name)


def xlsx_records(content: bytes) -> Iterator[list[str]]:
    """Every row of the sheet that has any, as texts.

    Raises:
        ImportProblem: ``too_large``, ``several_sheets``, ``other_format`` or ``unreadable_xlsx``.
    """
    _check_unpacked_size(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about colours and charts, which are not read
            book = load_workbook(io.BytesIO(content), read_only=True)
            filled = [sheet for sheet in book.worksheets if _has_cells(sheet)]
            if len(filled) > 1:
                raise ImportProblem("several_sheets", names=", ".join(s.title for s in filled))
            for row in filled[0].iter_rows(values_only=True) if filled else ():
                yield [_cell_text(value) for value in row]
    except _BROKEN:
        raise ImportProblem("unreadable_xlsx") from None


def _check_unpacked_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            # A part unpacks to no more than it says: zipfile stops there.
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
                raise ImportProblem("too_large")
            if len(parts) > MOST_PARTS or len(names) < len(parts):
                raise ImportProblem("unreadable_xlsx")
            if "mimetype" in names:
                raise ImportProblem("other_format", name="OpenDocument (.ods)")
            if "[Content_Types].xml" not in names:
                raise ImportProblem("other_format", name="zip")
            if any(_DECLARATION in packed.read(part) for part in parts):
                raise ImportProblem("unreadable_xlsx")
    except _BROKEN:
        raise ImportProblem("unreadable_xlsx") from None


def _has_cells(sheet: Any) -> bool:
    sheet.reset_dimensions()  # what a sheet says of its own size may be anything
    rows = sheet.iter_rows(values_only=True, max_row=1_000)
    return any(value is not None for row in rows for value in row)


def _cell_text(value: object) -> str:
    """As the spreadsheet would write it into a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"  # 0.1 + 0.2 is 0.3 on the screen
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    return str(value)
