"""Which rows of the table fail: what chance alone would hardly ever do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from scipy.stats import binom

from tests.truth.judging import Cell, Place, Tally
from tests.truth.worlds.every_world import WORLDS

COVERED, FALSE_CLAIMS = 0.93, 0.05
ONE_IN = 1_000
"""A whole table in which everything is just good enough fails by chance so rarely."""
JUDGED_FROM = 0.05
"""Shown in fewer editions, a figure is not judged: 20 of 400."""
EVERYWHERE = "every world"


class Outcome(Enum):
    """What the table says of a row."""

    holds = "holds"
    fails = "fails"
    not_judged = "not judged"
    measured = "measured"
    """Of a world that no answer can show: printed alone."""


@dataclass(frozen=True)
class Row:
    """A figure or a claim in one world at one size, or in all of them."""

    world: str
    members: int
    place: Place
    tally: Tally
    outcome: Outcome


def judged_rows(cells: Iterable[Cell]) -> list[Row]:
    """Every row of every cell, and each once more pooled over the worlds that have to hold."""
    single = [(cell.world, cell.members, p, t) for cell in cells for p, t in cell.tallies.items()]
    pooled = [(EVERYWHERE, 0, place, tally) for place, tally in _pooled(single).items()]
    return [*_with_outcomes(single), *_with_outcomes(pooled)]


def _pooled(rows: list[tuple[str, int, Place, Tally]]) -> dict[Place, Tally]:
    found: dict[Place, Tally] = defaultdict(Tally)
    for world, _, place, tally in rows:
        if WORLDS[world].has_to_hold:
            found[place].join(tally)
    return found


def _with_outcomes(rows: list[tuple[str, int, Place, Tally]]) -> Iterator[Row]:
    """A row's chance to fail is a share of one in a thousand over all of them."""
    alpha = 1 / ONE_IN / max(1, len(rows))
    for world, members, place, tally in rows:
        yield Row(world, members, place, tally, _outcome(world, tally, alpha))


def _outcome(world: str, tally: Tally, alpha: float) -> Outcome:
    if tally.is_claim:
        # Words are held to their bound in every world, the unseen ones, too.
        too_many = binom.sf(tally.false - 1, tally.editions, FALSE_CLAIMS) < alpha
        return Outcome.fails if too_many else Outcome.holds
    if tally.shown < JUDGED_FROM * tally.editions:
        return Outcome.not_judged
    if world != EVERYWHERE and not WORLDS[world].has_to_hold:
        return Outcome.measured
    too_few = binom.cdf(tally.right, tally.shown, COVERED) < alpha
    return Outcome.fails if too_few else Outcome.holds
