"""How many people of each cell came with one invite: no cell is shown that is mostly one batch.

Whoever holds an invite could fill a cell with inventions, to move its number or to close in on the
one other person in it. The rule is decided on blurred counts, once a draw, and carried forward:
decided on exact ones, a cell that vanishes would tell how many others are in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.blurring import NoisyCounts, cell_noise
from db.counting.cohort import Ints
from db.thresholds import SMALLEST_GROUP

MOST_OF_A_CELL = 0.5
WATCHED_FROM_PEOPLE = SMALLEST_GROUP // 2
"""A smaller batch is never over half of a cell that may be shown."""


@dataclass(frozen=True)
class PeopleByBatch:
    """People by batch: true counts, never to leave publishing.

    Attributes:
        people: [batch, slice, column]; columns are the places at which people are told apart.
        column: the column of every place of the measure.
    """

    people: NDArray[np.int32]
    column: Ints

    def __add__(self, other: "PeopleByBatch") -> "PeopleByBatch":
        return PeopleByBatch(self.people + other.people, self.column)

    def largest(self, at: tuple[int, int]) -> int:
        """People of the largest watched batch at a slice and place."""
        cell, place = at
        return int(self.people[:, cell, self.column[place]].max(initial=0))


def columns_of_places(counted: tuple[int, ...], full: tuple[int, ...]) -> Ints:
    """The column of every place, where people are counted over ``counted`` alone."""
    place = np.arange(int(np.prod(counted)), dtype=np.int64).reshape(counted)
    return np.broadcast_to(place, full).reshape(-1)


def mostly_one_batch(
    secret: bytes, measure: str, largest: tuple[int, int], people: NoisyCounts
) -> bool:
    """Whether over half of a cell came with one invite, as far as blurred counts tell.

    Args:
        secret: the edition's.
        measure: its noise here is apart from that of its counts.
        largest: people of the largest batch, and the cell's people key.
        people: the cell's blurred counts.
    """
    in_batch, key = largest
    if in_batch < WATCHED_FROM_PEOPLE:
        return False
    return in_batch + cell_noise(secret, f"{measure}|batch", key) > MOST_OF_A_CELL * people.people
