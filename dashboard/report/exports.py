"""An edition as CSV and as XLSX: its published cells and differences, and nothing else.

No spreadsheet takes a cell for a formula, and the same edition gives the same bytes.
"""

from collections.abc import Iterator

from sqlalchemy import Engine

from dashboard.report import workbook
from dashboard.report.export_parts import CONTRAST_NUMBERS, contrast_rows, edition_parts
from dashboard.tables import Value, rows_as_csv
from db.editions.editions import Edition, EditionContents

COLUMNS = (
    "edition",
    "kind",
    "measure",
    "filters",
    "axis",
    "people",
    "cases",
    *CONTRAST_NUMBERS[1:],
)
"""Those of a difference follow those of a cell; its name stands under ``measure``, its people
under ``people``."""


def edition_csv(reader: Engine, edition: Edition) -> bytes:
    """All cells and differences, one row each; a column that a row does not have is empty.

    Groups that another edition holds follow; each row says of which edition it is.

    Args:
        reader: the read-only engine of the edition store.
        edition: the newest, or an older one.

    Returns:
        CSV in UTF-8, with a head.

    Raises:
        EditionDamaged: the edition does not add up to its checksum.
    """
    rows = (
        {"edition": part.edition.number, **row}
        for part in edition_parts(reader, edition)
        for row in _csv_rows(part.held)
    )
    return rows_as_csv(COLUMNS, rows).encode()


def edition_xlsx(reader: Engine, edition: Edition) -> bytes:
    """The same as a workbook, with words beside the stored ones.

    Its sheets: cells, differences, data dictionary, the rules of blurring, about.

    Raises:
        EditionDamaged: as ``edition_csv``.
    """
    return workbook.workbook_bytes(edition_parts(reader, edition))


def _csv_rows(held: EditionContents) -> Iterator[dict[str, Value]]:
    for cell in held.cells:
        yield {"kind": "cell", **cell._asdict()}
    for row, numbers in contrast_rows(held):
        place = {"measure": row.contrast, "filters": row.filters, "axis": row.axis}
        yield {"kind": "difference", **place, **numbers}
