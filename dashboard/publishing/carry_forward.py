"""Carry forward: what hardly changed keeps its blurred value, bit for bit.

The same noise on a changed cell, and fresh noise on an unchanged one, both leak over time
(NIST SP 800-53 SI-19(5)); so a cell is drawn afresh only when it has really moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dashboard.publishing.batch_rule import mostly_one_batch
from dashboard.publishing.blurring import NOBODY, NoisyCounts, TrueCell, blur_cell
from dashboard.publishing.counting import TrueCounts
from db.counting.draws import Draw

REDRAW_FROM = 5
"""A cell whose people and cases have together changed by less keeps its blurred value."""
_NEVER_DRAWN = Draw("", "", 0, 0, 0, 0)


@dataclass
class Memory:
    """A measure's earlier draws, and those that are made now."""

    earlier: dict[tuple[str, str], Draw]
    made: list[Draw] = field(default_factory=list)

    @classmethod
    def of(cls, draws: list[Draw]) -> "Memory":
        """A memory of what was read from the store."""
        return cls({(draw.filters, draw.axis): draw for draw in draws})


@dataclass(frozen=True)
class Blurring:
    """An edition's secret and a measure's name: what the noise is drawn from."""

    secret: bytes
    measure: str


def blurred_cell(
    blurring: Blurring,
    memory: Memory,
    place: tuple[str, str],
    cell: TrueCell,
) -> NoisyCounts:
    """A cell's blurred counts: those it had, or a fresh draw, which ``memory`` then holds.

    Args:
        blurring: what the noise is drawn from.
        memory: earlier draws of the measure.
        place: stored filters and stored axis words.
        cell: true counts.
    """
    last = memory.earlier.get(place, _NEVER_DRAWN)
    if abs(cell.people - last.people) + abs(cell.cases - last.cases) < REDRAW_FROM:
        return NoisyCounts(last.blurred_people, last.blurred_cases)
    drawn = blur_cell(blurring.secret, blurring.measure, cell, place[1])
    largest = (cell.largest_batch, cell.people_key)
    if mostly_one_batch(blurring.secret, blurring.measure, largest, drawn):
        drawn = NOBODY
    memory.made.append(Draw(*place, cell.people, cell.cases, drawn.people, drawn.cases))
    return drawn


def worth_a_look(counts: TrueCounts, known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(slice, place) of every cell that has to be drawn now or was drawn before."""
    live = np.argwhere(counts.people + counts.cases >= REDRAW_FROM)
    yield from ({(int(s), int(p)) for s, p in live} | known)


def true_cell(counts: TrueCounts, at: tuple[int, int]) -> TrueCell:
    """The true counts at a slice and place."""
    return TrueCell(
        int(counts.people[at]),
        int(counts.cases[at]),
        int(counts.people_keys[at]),
        int(counts.cases_keys[at]),
        counts.by_batch.largest(at) if counts.by_batch else 0,
    )
