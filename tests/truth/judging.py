"""A world, group by group: what every finding said, and how often it was right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from db.editions.cells import MEAN_OF_EDITIONS
from tests.truth import questions_claims, questions_doses, questions_extras, questions_weeks
from tests.truth.group import edition
from tests.truth.judged import Claim, Figure, Judged, Question
from tests.truth.worlds.pool import Pool
from tests.truth.worlds.truths import Truths

QUESTIONS: tuple[Question, ...] = (
    *questions_weeks.QUESTIONS,
    *questions_doses.QUESTIONS,
    *questions_extras.QUESTIONS,
    *questions_claims.QUESTIONS,
)
"""Every finding of everyone's slice; whoever adds one adds its question."""


@dataclass
class Tally:
    """What so many editions said of one figure, or of one claim.

    Attributes:
        editions: how many were made.
        shown: how many showed it (a figure), or said it (a claim).
        right: of the figures whose range held the truth.
        false: claims that were said and are not so.
        errors: shown minus true, summed; ``squares``: the same squared.
        widths: half the range, summed.
        truth: of a figure, from -1 to 1.
    """

    editions: int = 0
    shown: int = 0
    right: int = 0
    false: int = 0
    errors: float = 0.0
    squares: float = 0.0
    widths: float = 0.0
    truth: float = 0.0
    is_claim: bool = False

    def add(self, judged: Judged) -> None:
        """Another edition's word."""
        if isinstance(judged, Claim):
            self.is_claim = True
            self.shown += judged.said
            self.false += judged.is_false
            return
        error = judged.value - judged.truth
        self.shown += 1
        self.right += judged.holds
        self.errors += error
        self.squares += error * error
        self.widths += (judged.high - judged.low) / 2
        self.truth = judged.truth

    def join(self, other: "Tally") -> None:
        """The same of other editions."""
        for name in ("editions", "shown", "right", "false", "errors", "squares", "widths"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.is_claim = other.is_claim

    @property
    def bias(self) -> float:
        """Mean error, in points of 100."""
        return 100 * self.errors / self.shown

    @property
    def spread(self) -> float:
        """Standard deviation of the error, in points of 100."""
        mean = self.errors / self.shown
        return 100 * sqrt(max(0.0, self.squares / self.shown - mean * mean))

    @property
    def half_width(self) -> float:
        """Mean half of the range, in points of 100."""
        return 100 * self.widths / self.shown


Place = tuple[str, str]
"""Question and figure."""


@dataclass
class Cell:
    """A world at one size."""

    world: str
    members: int
    tallies: dict[Place, Tally] = field(default_factory=lambda: defaultdict(Tally))


def judge_world(
    pool: Pool,
    members: int,
    editions: int,
    questions: Sequence[Question] = QUESTIONS,
    seed: int = 7,
) -> Cell:
    """So many groups of a world, each read as a page reads it: the mean of three editions."""
    truths = pool_truths(pool)
    rng = np.random.default_rng((seed, members))
    cell = Cell(pool.world.name, members)
    for _ in range(editions):
        for place, judged in judge_group(pool, truths, members, (rng, questions)):
            cell.tallies[place].add(judged)
    for tally in cell.tallies.values():
        tally.editions = editions
    return cell


def judge_group(
    pool: Pool,
    truths: Truths,
    members: int,
    options: tuple[np.random.Generator, Sequence[Question]],
) -> Iterator[tuple[Place, Judged]]:
    """Everything that one group's page says."""
    rng, questions = options
    names = sorted({name for question in questions for name in question.measures})
    asked = edition(pool.group(rng, members), rng, *names, editions=MEAN_OF_EDITIONS)
    for question in questions:
        for judged in question.judge(asked, truths):
            yield (question.name, judged.name), judged


_TRUTHS: dict[int, Truths] = {}


def pool_truths(pool: Pool) -> Truths:
    """Made once a pool, whatever the size of its groups."""
    if id(pool) not in _TRUTHS:
        _TRUTHS.clear()
        _TRUTHS[id(pool)] = Truths(pool)
    return _TRUTHS[id(pool)]


__all__ = ["QUESTIONS", "Cell", "Claim", "Figure", "Place", "Tally", "judge_world"]
