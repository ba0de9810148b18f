"""What a count may be at the least and at the most, by its own cell and by all its relations."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from attacks_edition import Edition, Grid
from attacks_relations import Counted, Relation, relations, unknowns
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

Reals = NDArray[np.float64]
ROUNDS = 50
"""Bounds have settled by then; tightening stops where none moves any more."""


@dataclass(frozen=True)
class Known:
    """The least and the largest that each unknown count may be."""

    least: Reals
    most: Reals

    @property
    def possible(self) -> Grid:
        """How many counts are possible; 1 is a count that is known."""
        return (self.most - self.least + 1).astype(np.int64)


def differenced(edition: Edition) -> tuple[Known, dict[str, Counted]]:
    """All that follows from an edition's cells, one relation after the other, over and over."""
    numbers, unknown = unknowns(edition)
    known = _told(edition, numbers, unknown)
    rows, equal = _matrix(relations(edition, numbers), unknown)
    return _tightened(known, rows, equal), numbers


def true_values(edition: Edition, numbers: dict[str, Counted], unknown: int) -> Reals:
    """The counts as they are, by their numbers."""
    truth = np.zeros(unknown)
    for name, places in numbers.items():
        for number, counts in zip(places, edition.true_counts(name), strict=True):
            truth[number] = counts
    return truth


def _told(edition: Edition, numbers: dict[str, Counted], unknown: int) -> Known:
    """What each cell tells of itself; of people that several cells count, all of those."""
    least, most = np.zeros(unknown), np.full(unknown, np.inf)
    for name, places in numbers.items():
        for number, (low, high) in zip(places, edition.feasible(name), strict=True):
            np.maximum.at(least, number, low)
            np.minimum.at(most, number, high)
    return Known(least, most)


def _matrix(found: Iterable[Relation], unknown: int) -> tuple[csr_array, NDArray[np.bool_]]:
    """Relations as rows of +1 and -1; each row's sum is at least 0, or 0 where it is equal."""
    row, column, sign, equal, height = [], [], [], [], 0
    for relation in found:
        width = relation.more[0].size
        for terms, value in ((relation.more, 1.0), (relation.less, -1.0)):
            for term in terms:
                row.append(height + np.arange(width))
                column.append(term.ravel())
                sign.append(np.full(width, value))
        equal.append(np.full(width, relation.equal))
        height += width
    entries = (np.concatenate(sign), (np.concatenate(row), np.concatenate(column)))
    return coo_array(entries, shape=(height, unknown)).tocsr(), np.concatenate(equal)


def _tightened(known: Known, rows: csr_array, equal: NDArray[np.bool_]) -> Known:
    """Bounds that hold by every row, given the bounds of the row's other counts."""
    entries = rows.tocoo()
    row, column, plus = entries.row, entries.col, entries.data > 0
    least, most = known.least.copy(), known.most.copy()
    for _ in range(ROUNDS):
        before = (least.copy(), most.copy())
        low, high = least[column], most[column]
        up, down = np.where(plus, high, -low), np.where(plus, low, -high)
        others_up = np.bincount(row, up, rows.shape[0])[row] - up
        others_down = np.bincount(row, down, rows.shape[0])[row] - down
        at_least = np.where(plus, -others_up, np.where(equal[row], others_down, 0))
        at_most = np.where(plus, np.where(equal[row], -others_down, np.inf), others_up)
        np.maximum.at(least, column, at_least)
        np.minimum.at(most, column, at_most)
        if np.array_equal(before, (least, most)):
            break
    return Known(least, most)
