"""From a cohort to what a page reads, by publishing's own functions and without a store."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from dashboard.publishing.carry_forward import Memory

from dashboard import demo
from dashboard.findings.edition_slice import EditionSlice
from dashboard.publishing import builder, counting
from dashboard.publishing.blurring import SECRET_BYTES, NoisyCounts, publishable_counts
from dashboard.publishing.contrasts import BlurredCells, edition_contrasts
from dashboard.publishing.counting import TrueCounts
from dashboard.publishing.measures import TALLIES
from db import catalogue
from db.counting import cohort
from db.counting.cohort import CohortChunk
from db.editions.editions import AXIS_SEPARATOR, CellCounts, Cells, Edition, EditionContrast
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url

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


def counted(members: CohortChunk, name: str) -> TrueCounts:
    """True counts of a measure for everyone."""
    spec = _for_everyone(name)
    return counting.count_cells(members, spec, TALLIES[name](members), pairs=False)


def blurred(name: str, counts: TrueCounts, rng: np.random.Generator) -> BlurredCells:
    """The cells of a first edition before they are rounded."""
    begun = SimpleNamespace(secret=rng.bytes(SECRET_BYTES))
    return dict(builder._cells_with_noise(begun, _for_everyone(name), counts, Memory({})))


def _for_everyone(name: str) -> catalogue.MeasureSpec:
    return replace(catalogue.MEASURES[name], filters=(), pairs=False)


def edition(members: CohortChunk, rng: np.random.Generator, *names: str) -> Published:
    """An edition of these measures, and of the differences that are made of them."""
    cells = {name: blurred(name, counted(members, name), rng) for name in names}
    inner = {name: cells.get(name, {}) for name in INNER}
    made = Edition(1, datetime.date(2026, 11, 23), members.members, invented=True)
    return Published(
        None,
        made,
        published={name: dict(_shown(found)) for name, found in cells.items()},
        differences=tuple(edition_contrasts(inner)),
    )


def _shown(cells: BlurredCells) -> Iterator[tuple[tuple[str, ...], CellCounts]]:
    for (_, axis), cell in cells.items():
        shown = publishable_counts(NoisyCounts(*cell))
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
