"""The lot through the whole of publishing: one weight a member, in every count of one edition.

Each rule kills a mutant: people and cases that share a noise, weights that repeat, weights that
differ between measures or slices, pages that can write an edition.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import OperationalError

from dashboard import demo
from dashboard.publishing import builder, count_names, counting, publish_edition
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.chunks import Totals, count_chunk, sum_of_totals
from dashboard.publishing.edition_cells import EditionCounts
from dashboard.publishing.invite_rule import InviteRule
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db import catalogue
from db.counting import cohort
from db.editions.tables import EditionRow
from db.store.engine import core_table, reading_transaction

MEMBERS = 300
ROOT = Path(__file__).resolve().parents[3]
WRITERS = {"dashboard/publishing", "dashboard/backups", "dashboard/commands"}
"""Rooms that may name the engine that writes editions."""


@pytest.fixture
def totals(stores: Stores) -> Totals:
    """Weighted counts of invented members."""
    demo.fill_with_members(stores.members, MEMBERS, seed=8)
    with reading_transaction(stores.members) as connection:
        chunks = [*cohort.load_chunks(connection)]
    return sum_of_totals(count_chunk(chunk, LotKey(b"a secret")) for chunk in chunks)


def noise_of_cells(totals: Totals) -> Iterator[tuple[float, float]]:
    """The noise of people and of cases at each place of everyone, as publishing adds it."""
    noise = CountNoise(b"a secret of an edition")
    counts = EditionCounts(totals, noise, InviteRule(totals.batches, frozenset(), noise))
    for name in ("effect_by_week", "effect_lasting", "dose_kept", "stop_reason"):
        spec, true = catalogue.MEASURES[name], totals.cells[name]
        place = {word: nth for nth, word in enumerate(counting.axis_words(spec))}
        for (_, axis), cell in counts.blurred_cells(spec, []).items():
            at = (0, place[axis])
            yield cell.people - true.people[at], cell.cases - true.cases[at]


def test_people_and_cases_of_a_cell_have_noises_of_their_own(totals: Totals) -> None:
    """Shared, a cell of which all are cases would show it; their correlation is chance's."""
    of_people, of_cases = np.array([*noise_of_cells(totals)]).T
    assert len(of_people) > 200 and of_people.std() > 1 and of_cases.std() > 1
    assert np.mean(of_people == of_cases) < 0.35  # by chance 1 in 6 or so


def test_every_edition_draws_its_members_anew(stores: Stores) -> None:
    """Through the builder: the weights of two editions have nothing to do with one another."""
    demo.fill_with_members(stores.members, MEMBERS, seed=8)
    drawn = []

    def note_weights(snapshot: Connection, lot: LotKey) -> Totals:
        drawn.append(lot.weights(np.arange(4_000)))
        return builder._count_by_chunk(snapshot, lot)

    for _ in range(2):
        publish_edition(stores, now=True, count=note_weights)
    first, second = drawn
    assert abs(np.corrcoef(first, second)[0, 1]) < 5 / np.sqrt(4_000)


def test_a_member_weighs_the_same_in_every_measure_and_slice(totals: Totals) -> None:
    """The same set of people by definition has one weighted count, wherever it is counted."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, counts in totals.cells.items():
        spec = catalogue.MEASURES[name]
        for row, (filter_name, word) in enumerate(counting.slices_of_measure(spec)):
            text = count_names.slice_name(filter_name, word) if filter_name else ""
            for of_places, cells in (
                (count_names.people_of_places, counts.people),
                (count_names.cases_of_places, counts.cases),
            ):
                for at, of in enumerate(of_places(name)):
                    found[of.name(text)].add(int(cells[row, at]))
    assert len(found) > 1_000
    assert {name for name, values in found.items() if len(values) > 1} == set()
    everyone = found[count_names.EVERYONE.name("")]
    assert everyone != {MEMBERS}  # the control: a lot was drawn


def test_pages_cannot_write_an_edition(stores: Stores) -> None:
    """The engine that pages have is refused by the database itself."""
    row = insert(core_table(EditionRow)).values(number=1)
    with (
        pytest.raises(OperationalError, match=r"readonly|read-only"),
        stores.editions.begin() as to,
    ):
        to.execute(row)


@pytest.mark.sqlite
def test_a_page_that_takes_off_its_own_lock_still_cannot_write(stores: Stores) -> None:
    """Two locks, and each holds alone: the connection's own, and the file's, opened to be read."""
    row = insert(core_table(EditionRow)).values(number=1)
    with stores.editions.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute(row)
        connection.invalidate()  # not given to the next who asks


def test_only_publishing_and_the_operator_name_the_engine_that_writes() -> None:
    """No page, no piece of a page, no finding: whoever has its name could write."""
    naming = {
        path.parent.relative_to(ROOT).as_posix()
        for folder in ("pages", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
        if "edition_writer" in path.read_text(encoding="utf-8")
    }
    rooms = {"/".join(room.split("/")[:2]) for room in naming} - {"dashboard"}
    assert rooms <= WRITERS
