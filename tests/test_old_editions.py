"""Editions that do not say what an older survey did not ask: they open, and the charts stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FIGURES
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.editions import editions
from db.store.engine import reading_transaction
from db.tables import members_metadata
from tests.dashboard.backups.backing_up import sweetspot
from tests.old_stores import THIRD_HOUSE

KNOWN = THIRD_HOUSE.known
KNOWN_DAY = "2026-12-01"
"""On which the backup was made."""
LASTING = ("member", "report", "dose_step", "episode", "pause")

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The store, migrated by today's code."""
    with THIRD_HOUSE.open_store("invented", tmp_path_factory.mktemp("invented")) as stores:
        yield stores


def test_every_edition_of_it_adds_up_to_the_checksum_of_its_day(opened: Stores) -> None:
    """Under today's rule of checksums, number for number."""
    for edition, known in zip(
        editions.all_editions(opened.editions), KNOWN["editions"], strict=True
    ):
        contents = editions.load_contents(opened.editions, edition)
        assert edition.number == known["number"]
        assert edition.members == known["members"]
        assert editions.edition_checksum(edition, contents) == known["checksum"]
        assert (len(contents.cells), len(contents.contrasts)) == (
            known["cells"],
            known["contrasts"],
        )
        editions.verify_edition(opened.editions, edition)


def test_every_chart_of_that_day_is_still_shown(opened: Stores) -> None:
    """By today's code, of the newest edition; a figure that went away since is none of them."""
    newest = max(editions.all_editions(opened.editions), key=lambda one: one.number)
    asked = EditionSlice(opened.editions, newest)
    still_there = [name for name in KNOWN["shown"] if name in FIGURES]
    assert len(still_there) > len(KNOWN["shown"]) / 2
    empty = [name for name in still_there if not FIGURES[name](asked)[0].is_shown]
    assert not empty


def test_no_row_of_its_members_is_lost(opened: Stores) -> None:
    """Row for row."""
    with reading_transaction(opened.members) as connection:
        for table in LASTING:
            query = select(func.count()).select_from(members_metadata.tables[table])
            assert connection.execute(query).scalar_one() == KNOWN["rows"]["members"][table], table


def test_its_backup_is_verified_and_restored(tmp_path: Path) -> None:
    """It equals the store that it was made of, and its editions are whole."""
    backup = THIRD_HOUSE.folder / "invented.age"
    key = ("--identity", THIRD_HOUSE.backup_key)
    store = THIRD_HOUSE.copy_store("invented", tmp_path / "store")
    code, told, _ = sweetspot("verify", backup, *key, "--store", store)
    assert (code, told) == (0, " ".join(say("command.verify.equal", date=KNOWN_DAY).split()))
    assert sweetspot("restore", backup, *key, "--to", tmp_path / "restored")[0] == 0
    restored = open_stores(tmp_path / "restored")
    try:
        found = editions.all_editions(restored.editions)
        assert [edition.number for edition in found] == [1, 2]
        for edition in found:
            editions.verify_edition(restored.editions, edition)
    finally:
        restored.close()
