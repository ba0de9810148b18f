"""What a file of an edition holds: the edition, and its groups where another edition holds them.

Two editions of three hold everyone alone. A file of one of them has the groups of the newest
edition up to it that holds groups; each row says which edition it is of.
"""

from typing import NamedTuple

from sqlalchemy import Engine

from db.editions import cells, editions
from db.editions.editions import Edition, EditionCell, EditionContents, EditionContrast


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
        )
        parts.append(EditionPart(other, groups, editions.edition_checksum(other, found)))
    return parts


def _is_about_group(row: EditionCell | EditionContrast) -> bool:
    is_size = isinstance(row, EditionCell) and row.measure == "who_answered" and ":" in row.axis
    return bool(row.filters) or is_size
