"""A CSV or a workbook as other programs write it -> headers and rows. Cells are text, never run."""

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.importing.csv_cells import csv_records
from dashboard.importing.problems import ImportProblem
from dashboard.importing.xlsx_cells import ZIP_BEGINS, refuse_other_formats, xlsx_records
from dashboard.tables import text_without_guard

LARGEST_BYTES = 20_000_000
"""2,000 rows of 10,000 bytes: more is no spreadsheet of a form."""
LONGEST_HEADER = 200
MOST_COLUMNS = 1_000
"""No form asks so much; each header is held against every question."""
MOST_LINES = 20_000
"""Up to the last one that is filled; 2,000 rows may come in at once."""
MOST_LINES_LOOKED_AT = 1_100_000
"""A workbook has so many; blank ones below the answers are no fault."""
MOST_TITLE_LINES = 20
FEWEST_COLUMNS_UNDER_TITLE = 3
DIGEST_CHARACTERS = 12
"""48 bits: two files of one group never share them by chance."""
_A_VALUE = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+|[\d\s.,:/+-]+")
"""An e-mail address, a number or a date: a header is none of these. No sign fits two places that
stand side by side, so a long one is read once; with ``\\S+@\\S+\\.\\S+`` 20,000 signs took half an
hour."""
Record = tuple[int, tuple[str, ...]]
"""A line of the spreadsheet, and its cells."""


@dataclass(frozen=True)
class SheetLine:
    """A row: its line of the spreadsheet, and as many cells as there are headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class AnswerSheet:
    """A spreadsheet: headers that differ from each other, and the rows that are not blank."""

    headers: tuple[str, ...]
    lines: tuple[SheetLine, ...]

    def cells(self, header: str) -> list[str]:
        """A column, in the order of the rows."""
        place = self.headers.index(header)
        return [line.cells[place] for line in self.lines]

    def digest(self) -> str:
        """The same for the same cells, in whatever order, encoding or kind of file."""
        rows = sorted(line.cells for line in self.lines)
        written = json.dumps([self.headers, rows]).encode()
        return hashlib.sha256(written).hexdigest()[:DIGEST_CHARACTERS]


def sheet_from_file(file: Path) -> AnswerSheet:
    """The spreadsheet in a file that nobody writes while it is read.

    Raises:
        ImportProblem: ``file_unreadable``, ``file_changed``, or as ``sheet_from_bytes``.
    """
    try:
        with file.open("rb") as opened_file:
            before = _file_state(opened_file.fileno())
            content = opened_file.read(LARGEST_BYTES + 1)
            after = _file_state(opened_file.fileno())
    except OSError:
        raise ImportProblem("file_unreadable") from None
    if before != after:
        raise ImportProblem("file_changed")
    return sheet_from_bytes(content)


def sheet_from_bytes(content: bytes) -> AnswerSheet:
    """The spreadsheet in a file's bytes.

    Raises:
        ImportProblem: ``too_large``, ``unreadable``, ``no_headers``, ``no_rows``, or what
            ``xlsx_records`` raises.
    """
    if len(content) > LARGEST_BYTES:
        raise ImportProblem("too_large")
    refuse_other_formats(content)
    read = xlsx_records if content.startswith(ZIP_BEGINS) else csv_records
    filled = list(_records_with_cells(read(content)))
    named, rows = _headers_and_rows(filled)
    if any(_A_VALUE.fullmatch(cell[:LONGEST_HEADER]) for cell in named if cell):
        raise ImportProblem("no_headers")
    width = max(len(cells) for _, cells in ((0, named), *rows))
    headers = _distinct_headers([*named, *[""] * (width - len(named))])
    padded = ((number, (*cells, *[""] * (width - len(cells)))) for number, cells in rows)
    return AnswerSheet(headers, tuple(SheetLine(number, cells) for number, cells in padded))


def tidy_cell(cell: str) -> str:
    """A cell without control characters, and with single spaces."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in cell)
    return " ".join(plain.replace("\ufeff", "").split())


def _file_state(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_mtime_ns, found.st_size


def _records_with_cells(records: Iterable[Sequence[str]]) -> Iterator[Record]:
    """Those that are not blank, each with its line: a cell with line breaks is one line there."""
    for number, cells in enumerate(records, start=1):
        if number > MOST_LINES_LOOKED_AT:
            raise ImportProblem("too_large")
        if not any(cells):
            continue
        if number > MOST_LINES or len(cells) > MOST_COLUMNS:
            raise ImportProblem("too_large")
        tidied = tuple(tidy_cell(text_without_guard(cell)) for cell in cells)
        if any(tidied):
            yield number, tidied


def _headers_and_rows(filled: Sequence[Record]) -> tuple[tuple[str, ...], Sequence[Record]]:
    """The headers, and the rows below them; titles of one cell above a wider table are no headers.

    Raises:
        ImportProblem: ``no_rows``.
    """
    widths = [sum(map(bool, cells)) for _, cells in islice(filled, MOST_TITLE_LINES + 1)]
    is_wide = max(widths, default=0) >= FEWEST_COLUMNS_UNDER_TITLE
    titles = next((at for at, width in enumerate(widths) if width > 1), 0) if is_wide else 0
    if not filled[titles:]:
        raise ImportProblem("no_rows")
    (_, named), *rows = filled[titles:]
    return named, rows


def _distinct_headers(named: Sequence[str]) -> tuple[str, ...]:
    """Headers that differ: an empty one is its number, a repeated one gets a number, too."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    headers = []
    for place, cell in enumerate(named, start=1):
        header = base = cell[:LONGEST_HEADER] or f"({place})"
        while header in taken:
            seen[base] += 1
            header = f"{base} ({seen[base] + 1})"
        taken.add(header)
        headers.append(header)
    return tuple(headers)
