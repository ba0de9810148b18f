"""Every published cell of a few weeks as a linear programme over the members behind them.

The attacker knows all six facts of every member, far more than a friend does, and the rules of
blurring. Unknown is, for each combination of facts and each week, how many were there, on LDN,
stopped, and had an effect. A target who is alone with these facts is a combination of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from attacks_edition import Edition, Grid
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, eye_array, vstack

from db.catalogue import FILTERS

Reals = NDArray[np.float64]
ANY, GROUP, EFFECT = "any_effect", "sleep", "effect_vivid_dreams"
ON_LDN = ("on_with", "on_without")
STOPPED = ("stopped_for_effects", "stopped_otherwise")
KINDS = ("reached", "on", ANY, GROUP, EFFECT, *STOPPED)
"""What is unknown of a combination in a week."""
Block = tuple[str, str]
"""Kind and week."""
SETTLED = 1e-6


class Rows(NamedTuple):
    """Rows over whole blocks of unknowns: signed sums of blocks, each row between two bounds."""

    signs: dict[Block, int]
    of: csr_array
    least: Reals | float
    most: Reals | float


@dataclass(frozen=True)
class Programme:
    """A linear programme, and where its targets' answers stand.

    Attributes:
        constraints: what linprog takes, but for the aim.
        blocks: order of the blocks of unknowns.
        sizes: how many members each combination has.
    """

    constraints: dict[str, csr_array | Reals]
    blocks: list[Block]
    sizes: Grid

    @property
    def alone(self) -> Grid:
        """Combinations of one member: the targets."""
        return np.flatnonzero(self.sizes == 1)

    def answers(self, targets: Grid, kind: str, week: str) -> Grid:
        """The unknowns that hold targets' answers: 1 for yes, 0 for no."""
        return self.blocks.index((kind, week)) * len(self.sizes) + targets

    def determined(self, unknowns: Grid) -> NDArray[np.bool_]:
        """Which answers can only be yes, or can only be no, as far as all cells tell."""
        return ~(self._can_be(1, unknowns) & self._can_be(0, unknowns))

    def _can_be(self, answer: int, unknowns: Grid) -> NDArray[np.bool_]:
        """Which unknowns some solution puts at this answer.

        One solution shows it of many at once, so all that are open are pushed together; once
        that moves none of them, each is minimised or maximised by itself.
        """
        can, left, together = np.zeros(len(unknowns), dtype=bool), np.arange(len(unknowns)), True
        while len(left):
            pushed = left if together else left[:1]
            values = self._pushed_to(answer, unknowns[pushed])[unknowns[left]]
            reached = np.abs(values - answer) < SETTLED
            can[left[reached]] = True
            tried = reached if together else reached | (left == left[0])
            together = together and bool(reached.any())
            left = left[~tried]
        return can

    def _pushed_to(self, answer: int, unknowns: Grid) -> Reals:
        aim = np.zeros(len(self.blocks) * len(self.sizes))
        aim[unknowns] = -1 if answer else 1
        found = linprog(aim, **self.constraints, method="highs")
        assert found.x is not None, found.message
        solution: Reals = found.x
        return solution


def programme(edition: Edition, weeks: Sequence[str]) -> Programme:
    """All cells of these weeks that hold the effect, its group, any effect, or the course."""
    facts = np.stack([edition.members.facts[name] for name in FILTERS], axis=1)
    combinations, sizes = np.unique(facts, axis=0, return_counts=True)
    blocks = [(kind, week) for kind in KINDS for week in weeks]
    belongs = _belongs(edition, combinations)
    itself = eye_array(len(sizes)).tocsr()
    rows = [rows for week in weeks for rows in _cells(edition, week, belongs)]
    rows += [Rows(signs, itself, low, high) for signs, low, high in _logic(weeks)]
    largest = np.tile(sizes.astype(float), len(blocks))
    bounds = np.column_stack([np.zeros_like(largest), largest])
    return Programme(_constraints(rows, blocks) | {"bounds": bounds}, blocks, sizes)


def _belongs(edition: Edition, combinations: Grid) -> csr_array:
    """Which combinations belong to which slice: 0/1, slices by combinations."""
    settings = edition.shown["effect_by_week"].settings
    columns = dict(zip(FILTERS, combinations.T, strict=True))
    belongs = np.ones((len(settings), len(combinations)))
    for row, setting in enumerate(settings):
        for name, word in setting.items():
            belongs[row] *= columns[name] == FILTERS[name].index(word)
    return csr_array(belongs)


def _cells(edition: Edition, week: str, belongs: csr_array) -> Iterator[Rows]:
    """The cells of a week: what each is a sum of, and the bounds of its blur."""
    told = {name: edition.feasible(name) for name in ("effect_by_week", "course_by_week")}

    def rows(measure: str, word: str, *, cases: bool, of: dict[str, int]) -> Rows:
        place = edition.shown[measure].place[f"{word}|{week}"]
        least, most = (bound[:, place].astype(float) for bound in told[measure][cases])
        return Rows({(kind, week): sign for kind, sign in of.items()}, belongs, least, most)

    yield rows("effect_by_week", ANY, cases=False, of={"on": 1})
    for kind in (ANY, GROUP, EFFECT):
        yield rows("effect_by_week", kind, cases=True, of={kind: 1})
    with_effect, without = ON_LDN
    yield rows("course_by_week", with_effect, cases=False, of={"reached": 1})
    yield rows("course_by_week", with_effect, cases=True, of={ANY: 1})
    yield rows("course_by_week", without, cases=True, of={"on": 1, ANY: -1})
    for kind in STOPPED:
        yield rows("course_by_week", kind, cases=True, of={kind: 1})


def _logic(weeks: Sequence[str]) -> Iterator[tuple[dict[Block, int], float, float]]:
    """What holds of every member: nobody has an effect of a group without having any."""
    for week in weeks:
        for more, less in (("on", ANY), (ANY, GROUP), (GROUP, EFFECT)):
            yield {(more, week): 1, (less, week): -1}, 0, np.inf
        states = dict.fromkeys([("on", week), *((kind, week) for kind in STOPPED)], -1)
        yield {("reached", week): 1, **states}, 0, 0
    for week, following in pairwise(weeks):
        for kind in ("reached", "on"):
            yield {(kind, week): 1, (kind, following): -1}, 0, np.inf


def _constraints(rows: list[Rows], blocks: list[Block]) -> dict[str, csr_array | Reals]:
    """The rows as linprog takes them: at most, and exactly."""
    matrix = block_array(
        [[part.signs[b] * part.of if b in part.signs else None for b in blocks] for part in rows],
    ).tocsr()
    heights = [part.of.shape[0] for part in rows]
    least, most = (
        np.concatenate([np.broadcast_to(b, h) for b, h in zip(bounds, heights, strict=True)])
        for bounds in (
            [part.least for part in rows],
            [part.most for part in rows],
        )
    )
    exact = least == most
    above, below = np.isfinite(most) & ~exact, np.isfinite(least) & ~exact
    return {
        "A_ub": vstack([matrix[above], -matrix[below]]),
        "b_ub": np.concatenate([most[above], -least[below]]),
        "A_eq": matrix[exact],
        "b_eq": least[exact],
    }
