"""From a cohort to what a page reads, by publishing's own functions and without a store."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from dashboard import demo
from dashboard.findings.edition_slice import EditionSlice
from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import BlurredCell, BlurredCells, CountNoise, publishable_cell
from dashboard.publishing.contrasts import edition_contrasts
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.early_ends import early_end_contrasts
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import CUT
from db import catalogue, filter_rules
from db.counting import cohort
from db.counting.cohort import CohortChunk, Ints
from db.editions.cells import _mean_cell, mean_contrast
from db.editions.editions import (
    AXIS_SEPARATOR,
    CellCounts,
    Cells,
    ContrastSums,
    Edition,
    EditionCell,
    EditionContrast,
    Filters,
)
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url

Blurred = dict[str, BlurredCells]
INNER = tuple(spec.name for spec in catalogue.MEASURES.values() if spec.inner)


@dataclass(frozen=True)
class Published(EditionSlice):
    """An edition for everyone that is held in memory instead of in a store."""

    published: dict[str, Cells] = field(default_factory=dict)
    sums: dict[str, dict[str, ContrastSums]] = field(default_factory=dict)

    def cells(self, measure: str) -> Cells:
        """As read from a store."""
        return self.published[measure]

    def contrasts(self, contrast: str) -> dict[str, ContrastSums]:
        """As read from a store."""
        return self.sums.get(contrast, {})

    def contrasts_to_export(self, contrast: str, words: object) -> tuple[EditionContrast, ...]:  # noqa: ARG002
        """None: there is no store to read them from."""
        return ()

    def cells_to_export(self, measure: str, shown: object) -> tuple[EditionCell, ...]:  # noqa: ARG002
        """None: there is no store to read them from."""
        return ()

    def answered_cells(self) -> Cells:
        """Who answered, among everyone, where that was counted."""
        return self.published.get("who_answered", {})

    def among(self, filters: Filters) -> EditionSlice:
        """Everyone alone.

        Raises:
            FiltersNotAllowed: any filter.
        """
        if filters:
            raise filter_rules.FiltersNotAllowed(next(iter(filters)))
        return self

    def stored_slices(self) -> list[str]:
        """None: everyone alone."""
        return []


def counted(members: CohortChunk, name: str, weights: Ints | None = None) -> WeightedCounts:
    """Counts of a measure for everyone: true ones, or by the weights of a lot."""
    each = np.ones(members.members, dtype=np.int64) if weights is None else weights
    return _weighed(members, name, TALLIES[name](members), each)


def _weighed(
    members: CohortChunk, name: str, tally: counting.MeasureTally, weights: Ints
) -> WeightedCounts:
    return counting.count_cells(members, _for_everyone(name), tally, weights)


def _for_everyone(name: str) -> catalogue.MeasureSpec:
    return replace(catalogue.MEASURES[name], filters=())


@dataclass(frozen=True)
class Drawn:
    """One edition before it is rounded: its cells, and the published sums of its contrasts."""

    cells: Blurred
    contrasts: list[EditionContrast]


def drawn(
    members: CohortChunk, tallies: Mapping[str, counting.MeasureTally], rng: np.random.Generator
) -> Drawn:
    """One edition: one lot, and one noise a count.

    Args:
        members: the group.
        tallies: of each measure; they are the same in every edition.
        rng: for the lot and the noise.
    """
    weights = LotKey(rng.bytes(SECRET_BYTES)).weights(members.record_key)
    noise = CountNoise(rng.bytes(SECRET_BYTES))
    counts = {name: _weighed(members, name, tally, weights) for name, tally in tallies.items()}
    inner = {name: counts.get(name) or _nobody(name) for name in INNER}
    shown = counts.keys() - inner.keys()
    cells = {name: _blurred_cells(name, counts[name], noise) for name in shown}
    early = early_end_contrasts(inner, sorted(members.questions.lists), noise)
    return Drawn(cells, [*edition_contrasts(inner, [], noise), *early])


def _nobody(name: str) -> WeightedCounts:
    places = np.zeros((1, len(counting.axis_words(catalogue.MEASURES[name]))), dtype=np.int64)
    return WeightedCounts(places, places)


def _blurred_cells(name: str, counts: WeightedCounts, noise: CountNoise) -> BlurredCells:
    places = zip(
        counting.axis_words(catalogue.MEASURES[name]),
        count_names.people_of_places(name),
        count_names.cases_of_places(name),
        counts.people[0].tolist(),
        counts.cases[0].tolist(),
        strict=True,
    )
    return {
        ("", axis): BlurredCell(
            noise.blurred(people, of_people.name("")), noise.blurred(cases, of_cases.name(""))
        )
        for axis, of_people, of_cases, people, cases in places
        if people >= CUT
    }


def edition(
    members: CohortChunk, rng: np.random.Generator, *names: str, editions: int = 1
) -> Published:
    """What pages read of these measures: the mean of so many editions, the first the newest."""
    tallies = {name: TALLIES[name](members) for name in names}
    every = [drawn(members, tallies, rng) for _ in range(editions)]
    made = Edition(1, datetime.date(2026, 11, 23), members.members, invented=True)
    return Published(
        None,
        made,
        published={
            name: _means([dict(_shown(d.cells[name])) for d in every]) for name in every[0].cells
        },
        sums=_mean_sums([d.contrasts for d in every]),
    )


def _mean_sums(every: list[list[EditionContrast]]) -> dict[str, dict[str, ContrastSums]]:
    places = [{row[:3]: row for row in rows} for rows in every]
    found: dict[str, dict[str, ContrastSums]] = defaultdict(dict)
    for place in places[0]:
        name, _, word = place
        found[name][word] = mean_contrast([rows[place] for rows in places if place in rows])
    return found


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
