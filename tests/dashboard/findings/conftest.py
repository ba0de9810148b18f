"""An edition that holds exactly the cells a test writes down."""

import datetime
from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import Asked
from dashboard.stores import Stores
from db.editions import editions
from db.editions.editions import Contents, Edition, PublishedCell, PublishedContrast

Written = dict[str, tuple[int, int]]


@pytest.fixture
def asked(stores: Stores) -> Callable[..., Asked]:
    """Writes an edition of ``{measure: {axis: (people, cases)}}`` and opens it."""

    def publish(
        cells: dict[str, Written] | None = None,
        contrasts: list[tuple[object, ...]] | None = None,
        filters: dict[str, str] | None = None,
    ) -> Asked:
        stored = "&".join(f"{name}={word}" for name, word in (filters or {}).items())
        contents = Contents(
            [
                PublishedCell(measure, stored, axis, *counts)
                for measure, written in (cells or {}).items()
                for axis, counts in written.items()
            ],
            [PublishedContrast(*row) for row in contrasts or []],
        )
        edition = Edition(1, datetime.date(2026, 11, 23), 420, invented=False)
        editions.write(stores.edition_writer, edition, contents)
        return Asked(stores.editions, edition, filters or {})

    return publish
