"""The edition store: written once by publishing, read by every page.

It is a store of its own and knows nothing of members. Its reader is opened read-only by the
database itself. A cell that is not there *means* "too few people to show".
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from db.editions.heads import Edition as Edition  # noqa: PLC0414 - what pages import from here
from db.editions.heads import edition_head
from db.editions.tables import (
    CellRow,
    ContrastSumsRow,
    EarlierContrastRow,
    EditionRow,
    ProgressRow,
)
from db.store.engine import core_table, reading_transaction, writing_transaction

AXIS_SEPARATOR = "|"
ROWS_A_STATEMENT = 20_000
_head = core_table(EditionRow)
_CONTENT_TABLES = (
    core_table(CellRow),
    core_table(ContrastSumsRow),
    core_table(EarlierContrastRow),
)
"""In the order of ``EditionContents``."""


class CellCounts(NamedTuple):
    """A cell as pages read it, from one edition or as the mean of several.

    Attributes:
        people: published in the newest of them, a multiple of 5.
        cases: published; of several, ``people`` times the cases of all over the people of all.
        editions: how many it is the mean of.
    """

    people: int
    cases: float
    editions: int = 1


class EditionCell(NamedTuple):
    """A cell with its place, as publishing hands it over."""

    measure: str
    filters: str
    axis: str
    people: int
    cases: int


class EditionContrast(NamedTuple):
    """A standardised difference as its sums over strata, with its place; multiples of 5.

    Attributes:
        people: in every stratum the smaller arm, over all strata.
        cases_first: these people times the first arm's share; noise may push it below 0.
        cases_second: times the second arm's.
        variance: of the difference of the two, as sampling alone would make it.
    """

    contrast: str
    filters: str
    axis: str
    people: int
    cases_first: int
    cases_second: int
    variance: int


class EarlierContrast(NamedTuple):
    """A difference as it was published before its sums were: whole points of 100, read by exports.

    ``people_first`` and ``people_second`` are multiples of 5; ``points_first`` and
    ``points_second`` are the two standardised shares.
    """

    contrast: str
    filters: str
    axis: str
    points: int
    low: int
    high: int
    people_first: int
    people_second: int
    points_first: int
    points_second: int


class ContrastSums(NamedTuple):
    """A contrast as pages read it, from one edition or as the mean of several.

    Attributes:
        people: published in the newest of them.
        cases_first, cases_second: published; of several, ``people`` times those of all over the
            people of all.
        variance: of several, so that over ``people`` squared it is that of their mean sums.
        editions: how many it is the mean of.
    """

    people: int
    cases_first: float
    cases_second: float
    variance: float
    editions: int = 1


class EditionContents(NamedTuple):
    """All that an edition holds; ``earlier`` in one that was made before contrasts were sums."""

    cells: list[EditionCell]
    contrasts: list[EditionContrast]
    earlier: Sequence[EarlierContrast] = ()


Axis = tuple[str, ...]
Cells = Mapping[Axis, CellCounts]
Filters = dict[str, str]


@dataclass(frozen=True)
class EditionProgress:
    """How many have handed in before the first edition, in steps: 0 (under 20), 20 or 30."""

    members: int
    invented: bool


class EditionDamaged(Exception):
    """Raised where an edition does not add up to its checksum."""


def latest_edition(reader: Engine) -> Edition | None:
    """The newest edition, or None before the first."""
    with reading_transaction(reader) as connection:
        row = connection.execute(select(_head).order_by(_head.c.number.desc()).limit(1)).first()
    return None if row is None else edition_head(row)


def edition_of_number(reader: Engine, number: int) -> Edition | None:
    """The edition with a number, or None where there is none."""
    return next((edition for edition in all_editions(reader) if edition.number == number), None)


def all_editions(reader: Engine) -> list[Edition]:
    """All editions, the first one first."""
    with reading_transaction(reader) as connection:
        found = connection.execute(select(_head).order_by(_head.c.number))
        return [edition_head(row) for row in found]


def load_progress(reader: Engine) -> EditionProgress:
    """How many have handed in before the first edition."""
    with reading_transaction(reader) as connection:
        row = connection.execute(select(core_table(ProgressRow))).first()
    return (
        EditionProgress(0, invented=False)
        if row is None
        else EditionProgress(row.members, row.invented)
    )


def write_edition(writer: Engine, edition: Edition, contents: EditionContents) -> None:
    """Write an edition whole, in one transaction. An edition's number is written once.

    Raises:
        sqlalchemy.exc.IntegrityError: the number is taken; nothing was changed.
    """
    row = {"checksum": edition_checksum(edition, contents), **vars(edition)}
    row |= {"published_on": edition.published_on.isoformat(), "groups": int(edition.groups)}
    with writing_transaction(writer) as connection:
        connection.execute(insert(core_table(EditionRow)), row)
        tables: Iterable[tuple[Any, Sequence[Any]]] = zip(_CONTENT_TABLES, contents, strict=True)
        for table, rows in tables:
            _insert_rows(connection, table, edition.number, rows)


def _insert_rows(connection: Connection, table: Any, number: int, rows: Sequence[Any]) -> None:
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        chunk = rows[start : start + ROWS_A_STATEMENT]
        connection.execute(insert(table), [{"edition": number, **r._asdict()} for r in chunk])


def write_progress(writer: Engine, progress: EditionProgress) -> None:
    """Replace the one row that tells how many have handed in before the first edition."""
    with writing_transaction(writer) as connection:
        connection.execute(core_table(ProgressRow).delete())
        connection.execute(insert(core_table(ProgressRow)), {"id": 1, **vars(progress)})


def load_contents(reader: Engine, edition: Edition) -> EditionContents:
    """All that an edition holds, in one order; it is compared with its checksum.

    Raises:
        EditionDamaged: what is there is not what was written.
    """
    with reading_transaction(reader) as connection:
        cells, contrasts, earlier = (
            connection.execute(select(table).where(table.c.edition == edition.number)).all()
            for table in _CONTENT_TABLES
        )
        number = _head.c.number == edition.number
        stored = connection.execute(select(_head.c.checksum).where(number)).scalar()
    try:
        found = EditionContents(
            sorted(EditionCell(*row[1:]) for row in cells),
            sorted(EditionContrast(*row[1:]) for row in contrasts),
            tuple(sorted(EarlierContrast(*row[1:]) for row in earlier)),
        )
    except TypeError:  # a word where a number was, or the other way round
        raise EditionDamaged(edition.number) from None
    if edition_checksum(edition, found) != stored:
        raise EditionDamaged(edition.number)
    return found


def verify_edition(reader: Engine, edition: Edition) -> None:
    """Compare what an edition holds with the checksum that was written with it.

    Raises:
        EditionDamaged: they differ.
    """
    load_contents(reader, edition)


def edition_checksum(edition: Edition, contents: EditionContents) -> str:
    """SHA-256 over an edition's head and everything it holds, whatever the order."""
    digest = hashlib.sha256()
    held = (*sorted(contents.cells), *sorted(contents.contrasts), *sorted(contents.earlier))
    for row in (edition.checksum_words(), *held):
        digest.update("\t".join(map(str, row)).encode() + b"\n")
    return digest.hexdigest()
