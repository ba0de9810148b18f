"""Chunk by chunk: the weighted cells of every measure, and their sums."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from dashboard.publishing import counting
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.weights import LotKey
from db import catalogue
from db.catalogue import FILTERS
from db.counting.columns import AskedList, CohortChunk, Ints

PeopleOfBatch = dict[str, Ints]
"""Filter -> weights of a batch's people by the filter's words."""


@dataclass(frozen=True, repr=False)
class Totals:
    """Weighted cells of every measure, and weighted people by invite; never to leave publishing.

    Attributes:
        cells: measure -> its cells.
        batches: number of the invite, 0 for none -> its people by the words of each filter.
        lists: every list of questions that somebody was asked.
    """

    cells: dict[str, WeightedCounts] = field(default_factory=dict)
    batches: dict[int, PeopleOfBatch] = field(default_factory=dict)
    lists: set[AskedList] = field(default_factory=set)


def count_chunk(chunk: CohortChunk, lot: LotKey) -> Totals:
    """Weighted counts of every measure for one chunk; those of two chunks add."""
    weights, specs = lot.weights(chunk.record_key), catalogue.MEASURES
    cells = {
        name: counting.count_cells(chunk, specs[name], tally(chunk), weights)
        for name, tally in TALLIES.items()
    }
    came_with = {int(batch): chunk.batch == batch for batch in np.unique(chunk.batch)}
    batches = {
        batch: {
            name: np.bincount(chunk.facts[name][here], weights[here], minlength=len(words)).astype(
                np.int64
            )
            for name, words in FILTERS.items()
        }
        for batch, here in came_with.items()
    }
    return Totals(cells, batches, {*chunk.questions.lists})


def sum_of_totals(parts: Iterable[Totals]) -> Totals:
    """The cells of all chunks, in whatever order they come."""
    totals = Totals()
    for part in parts:
        totals.lists.update(part.lists)
        for name, counts in part.cells.items():
            seen = totals.cells.get(name)
            totals.cells[name] = counts if seen is None else seen + counts
        for batch, people in part.batches.items():
            before = totals.batches.get(batch)
            totals.batches[batch] = (
                people
                if before is None
                else {name: before[name] + more for name, more in people.items()}
            )
    return totals
