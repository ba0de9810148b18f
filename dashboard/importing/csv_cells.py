"""The bytes of a CSV, as other programs write it -> its records."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from dashboard.importing.problems import ImportProblem

SEPARATORS = ",;\t|"
LONGEST_FIELD = 100_000
"""Characters: a longer cell is no answer, and a file of one such cell is no spreadsheet."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 4_096
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=([,;|\t])\"?\r?\n?", re.IGNORECASE)
_FIRST_LINES = 20


def csv_text(content: bytes) -> str:
    """UTF-8; UTF-16 where a mark or every second byte says so; else as Windows wrote in Europe."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", errors="replace")
    wide = _wide_encoding(content[:_LOOKED_AT])
    if wide:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def csv_records(content: bytes) -> Iterator[list[str]]:
    """Every record; a line such as ``sep=;`` is none, but counts as an empty one.

    Raises:
        ImportProblem: ``unreadable``, or ``too_large`` for one cell.
    """
    text = csv_text(content)
    said = _SEPARATOR_LINE.match(text)
    separator = said[1] if said else _cell_separator(text)
    if said:
        yield []
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        rest = io.StringIO(text[said.end() :] if said else text, newline="")
        yield from csv.reader(rest, delimiter=separator)
    except csv.Error as error:
        too_long = "field larger" in str(error)
        raise ImportProblem("too_large" if too_long else "unreadable") from None
    finally:
        csv.field_size_limit(limit)


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 without its mark: in Latin letters, half of the bytes are 0."""
    pairs = len(start) // 2
    even, odd = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if max(even, odd) * 2 <= pairs:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _cell_separator(text: str) -> str:
    """The one of which most of the first lines have the same number outside of quotes."""
    lines = re.sub(r'"[^"]*"', "", text[:LONGEST_FIELD]).splitlines()
    first = [line for line in lines if line.strip()][:_FIRST_LINES]

    def lines_that_agree(sign: str) -> tuple[int, int]:
        counts = Counter(filter(None, (line.count(sign) for line in first)))
        return max(((lines, count) for count, lines in counts.items()), default=(0, 0))

    return max(SEPARATORS, key=lines_that_agree)
