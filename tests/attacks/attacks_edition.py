"""Real editions of invented groups, and what their rules let everybody conclude of the counts.

The members' database is filled, the edition is published by the real builder and read from the
real store; the control goes the same way with exact counts, hidden under ten people.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import select

from dashboard import demo
from dashboard.publishing import builder, carry_forward, counting, publish_edition
from dashboard.publishing.blurring import THRESHOLD, NoisyCounts
from dashboard.publishing.measures import TALLIES
from dashboard.stats.noise import CUT, ROUND_TO
from dashboard.stores import Stores, open_stores
from db import catalogue
from db.catalogue import MeasureSpec
from db.counting import cohort
from db.counting.cohort import CohortChunk
from db.editions.tables import CellRow
from db.store.engine import core_table, reading_transaction
from db.thresholds import SMALLEST_GROUP

Grid = NDArray[np.int64]
Range = tuple[Grid, Grid]
"""The least and the largest that a count may be, [slice, place] each."""
ABSENT = -1
ANY = 10**6
"""More people than any group has."""
ROUNDING = ROUND_TO // 2


@dataclass(frozen=True)
class Shown:
    """One measure as everybody may read it, [slice, place]; ABSENT where nothing is shown."""

    spec: MeasureSpec
    people: Grid
    cases: Grid

    @cached_property
    def settings(self) -> list[dict[str, str]]:
        """The filters of every slice."""
        return counting.slices_of_measure(self.spec, pairs=True)

    @cached_property
    def place(self) -> dict[str, int]:
        """Stored axis words -> place."""
        return {word: i for i, word in enumerate(counting.axis_words(self.spec))}


@dataclass(frozen=True)
class Edition:
    """What is shown, and beside it the group, whom an attacker wants to know.

    ``members`` have small conditions merged, as they were counted.
    """

    shown: dict[str, Shown]
    members: CohortChunk
    exact: bool

    def feasible(self, measure: str) -> tuple[Range, Range]:
        """What a count of people, and one of cases, may be by the rules of publishing alone.

        The rules are open: noise up to CUT, rounding up to ROUNDING, nothing under the threshold,
        which in some measures the cases have to reach, too.
        """
        shown = self.shown[measure]
        absent = shown.people == ABSENT
        off = 0 if self.exact else CUT + ROUNDING
        hidden = SMALLEST_GROUP - 1 if self.exact else THRESHOLD - 1 + CUT
        groups = not self.exact and measure in builder.CASES_ARE_GROUPS
        ranges = []
        for counts, is_group in ((shown.people, True), (shown.cases, groups)):
            least = np.where(absent, 0, np.maximum(counts - off, SMALLEST_GROUP * is_group))
            ranges.append((least, np.where(absent, hidden, counts + off)))
        (least, most), cases = ranges
        return (least, np.where(absent & groups, ANY, most)), cases

    def true_counts(self, measure: str) -> tuple[Grid, Grid]:
        """People and cases as they are: an attack must never exclude them."""
        spec = self.shown[measure].spec
        counts = counting.count_cells(
            self.members, spec, TALLIES[measure](self.members), pairs=True
        )
        return counts.people, counts.cases


def edition_of(folder: Path, members: int, seed: int, *, exact: bool = False) -> Edition:
    """The first edition of an invented group.

    Args:
        folder: an empty one, for the two stores.
        members: of the group.
        seed: of the group and of the edition's secret; the real one comes from the system.
        exact: publish with a plain threshold in place of ours.
    """
    stores = open_stores(folder)
    demo.fill_with_members(stores.members, members, seed=seed)
    with _builder(seed, exact=exact) as small:
        publish_edition(stores, interval_days=1)
    with reading_transaction(stores.members) as connection:
        (group,) = cohort.load_chunks(connection)
    merged = builder.merge_small_conditions(group, small)
    return Edition(_read(stores), merged, exact)


@contextmanager
def _builder(seed: int, *, exact: bool) -> Iterator[list[int]]:
    """The builder with a secret that can be repeated; yields the conditions that it merged."""
    generator, small = np.random.default_rng(seed), []
    merge = builder.merge_small_conditions

    def merging(chunk: CohortChunk, conditions: list[int]) -> CohortChunk:
        small[:] = conditions
        return merge(chunk, conditions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "secrets", SimpleNamespace(token_bytes=generator.bytes))
        patch.setattr(builder, "merge_small_conditions", merging)
        if exact:
            patch.setattr(
                carry_forward,
                "blur_cell",
                lambda _s, _m, cell, _axis="": NoisyCounts(cell.people, cell.cases),
            )
            patch.setattr(builder, "CASES_ARE_GROUPS", ())
            patch.setattr(
                builder,
                "_withhold_cells",
                lambda published, kept: ([*published.cells.values()], kept),
            )
            patch.setattr(
                builder,
                "publishable_counts",
                lambda cell: cell if cell.people >= SMALLEST_GROUP else None,
            )
        yield small


def _read(stores: Stores) -> dict[str, Shown]:
    table = core_table(CellRow)
    shown, slices = {}, {}
    for spec in catalogue.MEASURES.values():
        settings = list(counting.filter_texts(counting.slices_of_measure(spec, pairs=True)))
        size = (len(settings), len(counting.axis_words(spec)))
        shown[spec.name] = Shown(spec, np.full(size, ABSENT), np.full(size, ABSENT))
        slices[spec.name] = {filters: i for i, filters in enumerate(settings)}
    with reading_transaction(stores.editions) as connection:
        for row in connection.execute(select(table)):
            measure = shown[row.measure]
            at = slices[row.measure][row.filters], measure.place[row.axis]
            measure.people[at], measure.cases[at] = row.people, row.cases
    return {name: measure for name, measure in shown.items() if not measure.spec.inner}
