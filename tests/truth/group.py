"""From a cohort to what a page reads, by publishing's own functions and without a store."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from dashboard import demo
from dashboard.findings.edition_slice import EditionSlice
from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import BlurredCell, CountNoise, publishable_cell
from dashboard.publishing.contrasts import BlurredCells, edition_contrasts
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import CUT
from db import catalogue
from db.counting import cohort
from db.counting.cohort import CohortChunk, Ints
from db.editions.cells import _mean_cell
from db.editions.editions import (
    AXIS_SEPARATOR,
    CellCounts,
    Cells,
    Edition,
    EditionCell,
    EditionContrast,
)
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url

Blurred = dict[str, BlurredCells]
INNER = tuple(spec.name for spec in catalogue.MEASURES.values() if spec.inner)


@dataclass(frozen=True)
class Published(EditionSlice):
    """An edition for everyone that is held in memory instead of in a store."""

    published: dict[str, Cells] = field(default_factory=dict)
    differences: tuple[EditionContrast, ...] = ()

    def cells(self, measure: str) -> Cells:
        """As read from a store."""
        return self.published[measure]

    def contrasts(self, contrast: str) -> list[EditionContrast]:
        """As read from a store."""
        return [found for found in self.differences if found.contrast == contrast]

    def cells_to_export(self, measure: str, shown: object) -> tuple[EditionCell, ...]:  # noqa: ARG002
        """None: there is no store to read them from."""
        return ()

    def answered_cells(self) -> Cells:
        """None: everyone alone."""
        return {}

    def stored_slices(self) -> list[str]:
        """None: everyone alone."""
        return []


def counted(members: CohortChunk, name: str, weights: Ints | None = None) -> WeightedCounts:
    """Counts of a measure for everyone: true ones, or by the weights of a lot."""
    each = np.ones(members.members, dtype=np.int64) if weights is None else weights
    return counting.count_cells(members, _for_everyone(name), TALLIES[name](members), each)


def _for_everyone(name: str) -> catalogue.MeasureSpec:
    return replace(catalogue.MEASURES[name], filters=())


def blurred(members: CohortChunk, names: Sequence[str], rng: np.random.Generator) -> Blurred:
    """The cells of one edition before they are rounded: one lot, and one noise a count."""
    weights = LotKey(rng.bytes(SECRET_BYTES)).weights(members.record_key)
    noise = CountNoise(rng.bytes(SECRET_BYTES))
    found: Blurred = {}
    for name in names:
        counts = counted(members, name, weights)
        places = zip(
            counting.axis_words(catalogue.MEASURES[name]),
            count_names.people_of_places(name),
            count_names.cases_of_places(name),
            counts.people[0].tolist(),
            counts.cases[0].tolist(),
            strict=True,
        )
        found[name] = {
            ("", axis): BlurredCell(
                noise.blurred(people, of_people.name("")), noise.blurred(cases, of_cases.name(""))
            )
            for axis, of_people, of_cases, people, cases in places
            if people >= CUT
        }
    return found


def edition(
    members: CohortChunk, rng: np.random.Generator, *names: str, editions: int = 1
) -> Published:
    """What pages read of these measures: the mean of so many editions, the first the newest.

    Differences are the newest's.
    """
    drawn = [blurred(members, names, rng) for _ in range(editions)]
    made = Edition(1, datetime.date(2026, 11, 23), members.members, invented=True)
    inner = {name: drawn[0].get(name, {}) for name in INNER}
    return Published(
        None,
        made,
        published={name: _means([dict(_shown(d[name])) for d in drawn]) for name in names},
        differences=tuple(edition_contrasts(inner)),
    )


def _means(drawn: list[dict[tuple[str, ...], CellCounts]]) -> Cells:
    return {axis: _mean_cell([d[axis] for d in drawn if axis in d]) for axis in drawn[0]}


def _shown(cells: BlurredCells) -> Iterator[tuple[tuple[str, ...], CellCounts]]:
    for (_, axis), cell in cells.items():
        shown = publishable_cell(cell)
        if shown is not None:
            yield tuple(axis.split(AXIS_SEPARATOR)), CellCounts(*shown)


def invented(folder: Path, truth: demo.CohortTruth, members: int, seed: int) -> CohortChunk:
    """A cohort of ``sweetspot cohort``, written to a store and read as publishing reads it."""
    engine = open_engine(sqlite_url(folder, MEMBERS))
    migrate_store(engine, MEMBERS)
    demo.fill_with_members(engine, members, seed, truth)
    with reading_transaction(engine) as connection:
        (found,) = cohort.load_chunks(connection)
    return found
