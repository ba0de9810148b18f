"""An edition that holds exactly the cells a test writes down."""

import datetime
from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.stores import Stores
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents, EditionContrast

Written = dict[str, tuple[int, int]]


@pytest.fixture
def asked(stores: Stores) -> Callable[..., EditionSlice]:
    """Writes an edition of ``{measure: {axis: (people, cases)}}`` and opens it."""

    def publish(
        cells: dict[str, Written] | None = None,
        contrasts: list[EditionContrast] | None = None,
        filters: dict[str, str] | None = None,
    ) -> EditionSlice:
        stored = "&".join(f"{name}={word}" for name, word in (filters or {}).items())
        contents = EditionContents(
            [
                EditionCell(measure, stored, axis, *counts)
                for measure, written in (cells or {}).items()
                for axis, counts in written.items()
            ],
            contrasts or [],
        )
        edition = Edition(1, datetime.date(2026, 11, 23), 420, invented=False)
        editions.write_edition(stores.edition_writer, edition, contents)
        return EditionSlice(stores.editions, edition, filters or {})

    return publish
