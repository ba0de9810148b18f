"""A CSV file as other programs write it -> headers and rows. Cells are text, never run."""

import codecs
import csv
import hashlib
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.importing.problems import ImportProblem

LARGEST_BYTES = 20_000_000
"""2,000 rows of 10,000 bytes: more is no spreadsheet of a form."""
LONGEST_HEADER = 200
MOST_COLUMNS = 1_000
"""No form asks so much; each header is held against every question."""
SEPARATORS = ",;\t"
DIGEST_CHARACTERS = 12
"""48 bits: two files of one group never share them by chance."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_A_VALUE = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+|[\d\s.,:/+-]+")
"""An e-mail address, a number or a date: a header is none of these. No sign fits two places that
stand side by side, so a long one is read once; with ``\\S+@\\S+\\.\\S+`` 20,000 signs took half an
hour."""


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
        """The same for the same cells, in whatever order, encoding or kind of CSV."""
        rows = sorted(line.cells for line in self.lines)
        written = json.dumps([self.headers, rows]).encode()
        return hashlib.sha256(written).hexdigest()[:DIGEST_CHARACTERS]


def sheet_from_csv(content: bytes) -> AnswerSheet:
    """The spreadsheet in a file's bytes.

    Raises:
        ImportProblem: ``too_large``, ``unreadable``, ``no_headers`` or ``no_rows``.
    """
    if len(content) > LARGEST_BYTES:
        raise ImportProblem("too_large")
    records = _csv_records(csv_text(content))
    filled = [(number, cells) for number, cells in records if any(cells)]
    if not filled:
        raise ImportProblem("no_rows")
    (_, named), *rows = filled
    if any(_A_VALUE.fullmatch(cell[:LONGEST_HEADER]) for cell in named if cell):
        raise ImportProblem("no_headers")
    width = max(len(cells) for _, cells in filled)
    if width > MOST_COLUMNS:
        raise ImportProblem("too_large")
    headers = _distinct_headers([*named, *[""] * (width - len(named))])
    padded = ((number, (*cells, *[""] * (width - len(cells)))) for number, cells in rows)
    return AnswerSheet(headers, tuple(SheetLine(number, cells) for number, cells in padded))


def csv_text(content: bytes) -> str:
    """UTF-8, UTF-16 where a mark says so, else what Windows wrote in Western Europe."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def tidy_cell(cell: str) -> str:
    """A cell without control characters, and with single spaces."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in cell)
    return " ".join(plain.replace("\ufeff", "").split())


def _csv_records(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Every record with its line of the spreadsheet: a cell with line breaks is one line there."""
    csv.field_size_limit(LARGEST_BYTES)
    try:
        found = csv.reader(io.StringIO(text, newline=""), delimiter=_cell_separator(text))
        records = enumerate(found, start=1)
        return [(number, tuple(map(tidy_cell, cells))) for number, cells in records]
    except csv.Error:
        raise ImportProblem("unreadable") from None


def _cell_separator(text: str) -> str:
    """The one that parts the first line that is not blank into the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=outside.count)


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
