"""Chunk by chunk: the true cells of every measure, and their sums."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.publishing import counting
from dashboard.publishing.counting import TrueCounts
from dashboard.publishing.measures import TALLIES
from db import catalogue
from db.counting.cohort import CohortChunk
from db.vocabulary import Condition

Totals = dict[str, TrueCounts]
"""Measure -> its true cells; never to leave publishing."""


def count_chunk(chunk: CohortChunk, batches: Sequence[int] = ()) -> Totals:
    """True counts of every measure for one chunk; those of two chunks add."""
    specs = catalogue.MEASURES
    return {
        name: counting.count_cells(chunk, specs[name], tally(chunk), pairs=True, batches=batches)
        for name, tally in TALLIES.items()
    }


def merge_small_conditions(chunk: CohortChunk, small: Sequence[int]) -> CohortChunk:
    """The chunk with members of small conditions under "other"; "not said" stays itself."""
    condition = chunk.facts["condition"].copy()
    for number in set(small) - {Condition.not_said, Condition.other}:
        condition[condition == number] = Condition.other
    return replace(chunk, facts={**chunk.facts, "condition": condition})


def sum_of_totals(parts: Iterable[Totals]) -> Totals:
    """The cells of all chunks, in whatever order they come."""
    totals: Totals = {}
    for part in parts:
        for name, counts in part.items():
            totals[name] = totals[name] + counts if name in totals else counts
    return totals
