"""The bytes of a workbook (.xlsx) -> the records of its one sheet. Cells are text, never run.

A workbook is a zip file: how large it is when it is unpacked is looked at before it is. What it
says of that may be a lie: each part is unpacked by pieces, and openpyxl gets the plain copy.
"""

import datetime
import io
import re
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
_PIECE = 65_536
"""Bytes: zipfile would unpack a part whole, and cut it to the size that it names only then."""
_BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What can be unpacked by pieces, and all that spreadsheets write."""
_MERGED = re.compile(rb'mergeCell ref="[A-Z]{1,3}([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_WORDS_OF_FORMAT = re.compile(r'"([^"]*)"')
_PLAIN = (str, datetime.time, datetime.timedelta)
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
        ImportProblem: ``too_large``, ``several_sheets``, ``merged_cells``, ``other_format`` or
            ``unreadable_xlsx``.
    """
    copy = _plain_copy(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about colours and charts, which are not read
            book = load_workbook(copy, read_only=True)
            filled = [sheet for sheet in book.worksheets if _has_cells(sheet)]
            if len(filled) > 1:
                raise ImportProblem("several_sheets", names=", ".join(s.title for s in filled))
            for row in filled[0].iter_rows() if filled else ():
                yield [_cell_text(cell) for cell in row]
    except _BROKEN:
        raise ImportProblem("unreadable_xlsx") from None


def _plain_copy(content: bytes) -> io.BytesIO:
    """The workbook with its parts unpacked.

    Raises:
        ImportProblem: as ``xlsx_records``.
    """
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(copy, "w") as plain:
            _check_parts(packed.infolist())
            for part in packed.infolist():
                unpacked = _unpacked_part(packed, part)
                _check_part(unpacked)
                plain.writestr(part.filename, unpacked)
    except _BROKEN:
        raise ImportProblem("unreadable_xlsx") from None
    return copy


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
        raise ImportProblem("too_large")
    is_unusual = any(part.compress_type not in _BOUNDED for part in parts)
    if len(parts) > MOST_PARTS or len(names) < len(parts) or is_unusual:
        raise ImportProblem("unreadable_xlsx")
    if "mimetype" in names:
        raise ImportProblem("other_format", name="OpenDocument (.ods)")
    if "[Content_Types].xml" not in names:
        raise ImportProblem("other_format", name="zip")


def _unpacked_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than the part says; zipfile stops there."""
    with packed.open(part) as opened_part:
        return b"".join(iter(lambda: opened_part.read(_PIECE), b""))


def _check_part(unpacked: bytes) -> None:
    """No entities, and no cell over several lines: of those, all but the first would be empty."""
    if _DECLARATION in unpacked:
        raise ImportProblem("unreadable_xlsx")
    if any(first != last for first, last in _MERGED.findall(unpacked)):
        raise ImportProblem("merged_cells")


def _has_cells(sheet: Any) -> bool:
    sheet.reset_dimensions()  # what a sheet says of its own size may be anything
    rows = sheet.iter_rows(values_only=True, max_row=1_000)
    return any(value is not None for row in rows for value in row)


def _cell_text(cell: Any) -> str:
    """As the spreadsheet would write it into a CSV; what is shown beside a number stays with it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, int | float):
        return _number_text(value, cell.number_format or "")
    return str(value) if isinstance(value, _PLAIN) else "="  # such as an array's formula


def _number_text(value: float, number_format: str) -> str:
    """0.1 + 0.2 is 0.3 on the screen, and 4.5 may be "4.5 mcg" there by its format alone."""
    shown = number_format.partition(";")[0]
    words = " ".join(_WORDS_OF_FORMAT.findall(shown))
    is_share = "%" in _WORDS_OF_FORMAT.sub("", shown)
    number = f"{value * 100:.15g}%" if is_share else f"{value:.15g}"
    return f"{number} {words}".strip()
