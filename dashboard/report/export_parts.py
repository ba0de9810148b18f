"""What a file of an edition holds: the edition, and its groups where another edition holds them.

Two editions of three hold everyone alone. A file of one of them has the groups of the newest
edition up to it that holds groups; each row says which edition it is of.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Engine

from dashboard.stats.standardisation import StrataSums, difference_of_sums
from db.editions import cells, editions
from db.editions.editions import (
    EarlierContrast,
    Edition,
    EditionCell,
    EditionContents,
    EditionContrast,
)

ContrastRow = EditionContrast | EarlierContrast
CONTRAST_NUMBERS = (*EditionContrast._fields[3:], *EarlierContrast._fields[3:])
"""Of a difference, in the order of columns; the last were published, now most are worked out."""


class EditionPart(NamedTuple):
    """Rows of one edition.

    Attributes:
        edition: whose rows they are.
        held: those that belong into the file.
        checksum: of the whole edition.
    """

    edition: Edition
    held: EditionContents
    checksum: str


def edition_parts(reader: Engine, edition: Edition) -> list[EditionPart]:
    """The edition, and behind it the rows about groups of another one, if it holds none itself.

    Raises:
        EditionDamaged: one of them does not add up to its checksum.
    """
    whole = editions.load_contents(reader, edition)
    parts = [EditionPart(edition, whole, editions.edition_checksum(edition, whole))]
    other = cells.groups_edition(reader, edition)
    if other is not None and other.number != edition.number:
        found = editions.load_contents(reader, other)
        groups = EditionContents(
            [cell for cell in found.cells if _is_about_group(cell)],
            [contrast for contrast in found.contrasts if _is_about_group(contrast)],
            [contrast for contrast in found.earlier if _is_about_group(contrast)],
        )
        parts.append(EditionPart(other, groups, editions.edition_checksum(other, found)))
    return parts


def contrast_rows(held: EditionContents) -> Iterator[tuple[ContrastRow, dict[str, int]]]:
    """Every difference with its numbers by name: its sums and what they give, or as it once was."""
    for row in held.contrasts:
        yield row, {**dict(zip(row._fields[3:], row[3:], strict=True)), **_points_of_sums(row)}
    for earlier in held.earlier:
        yield earlier, dict(zip(earlier._fields[3:], earlier[3:], strict=True))


def _points_of_sums(row: EditionContrast) -> dict[str, int]:
    """The difference, its range and either share in points of 100, from one edition's sums."""
    found = difference_of_sums(StrataSums(*row[3:]))
    shares = {
        "points": found.value,
        "low": found.low,
        "high": found.high,
        "points_first": found.first,
        "points_second": found.second,
    }
    return {name: round(100 * share) for name, share in shares.items()}


def _is_about_group(row: EditionCell | ContrastRow) -> bool:
    is_size = isinstance(row, EditionCell) and row.measure == "who_answered" and ":" in row.axis
    return bool(row.filters) or is_size
