"""The edition store: every edition stays, and says so if it was touched."""

import datetime

import pytest
from sqlalchemy import text

from dashboard.stores import Stores
from db.editions import editions
from db.editions.editions import (
    Edition,
    EditionCell,
    EditionContents,
    EditionContrast,
    EditionDamaged,
)
from db.store.engine import writing_transaction

DAY = datetime.date(2026, 11, 23)
CELLS = [
    EditionCell("stop_reason", "", "side_effects", 40, 15),
    EditionCell("benefit_by_week", "", "w2", 80, 20),
]
DIFFERENCE = EditionContrast("switched_minus_not_yet", "", "sleep_gone", 40, 30, 25, 20)


@pytest.fixture
def first(stores: Stores) -> Edition:
    """Edition 1 of two cells and a difference."""
    edition = Edition(1, DAY, 80, invented=False)
    editions.write_edition(stores.edition_writer, edition, EditionContents(CELLS, [DIFFERENCE]))
    return edition


def test_an_edition_is_found_by_its_number_also_after_the_next_one(
    stores: Stores, first: Edition
) -> None:
    """The newest is 2, and 1 is what it was."""
    second = Edition(2, DAY, 95, invented=False)
    editions.write_edition(stores.edition_writer, second, EditionContents([], []))
    assert editions.latest_edition(stores.editions) == second
    assert editions.edition_of_number(stores.editions, 1) == first


def test_a_number_that_no_edition_has_gives_none(stores: Stores, first: Edition) -> None:
    """Nor does 0, which is before the first."""
    assert editions.edition_of_number(stores.editions, 2) is None
    assert editions.edition_of_number(stores.editions, 0) is None


def test_an_editions_contents_are_all_of_it_in_one_order(stores: Stores, first: Edition) -> None:
    """Sorted, whatever the order of writing."""
    held = editions.load_contents(stores.editions, first)
    assert held == EditionContents(sorted(CELLS), [DIFFERENCE])


def test_contents_that_were_touched_are_not_given_out(stores: Stores, first: Edition) -> None:
    """One number of a contrast changed by hand."""
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(text("UPDATE contrast_sums SET variance = 15"))
    with pytest.raises(EditionDamaged):
        editions.load_contents(stores.editions, first)
