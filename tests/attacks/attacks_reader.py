"""The best linear reader of many counts at once, and how well it reads.

w = (covariance of what the reader does not know)^-1 (difference that the friend makes). The
covariance is low: lots and others who come (rows of members), and each count's own noise.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Reals = NDArray[np.float32]
RESAMPLES = 400


class Gain(NamedTuple):
    """An AUC with its 95 % interval: 0.5 is a coin, 1.0 is reading along."""

    auc: float
    low: float
    high: float


@dataclass(frozen=True)
class LinearReader:
    """Weighs counts whose own variance is 1; their covariance beside it is the rows' products.

    Attributes:
        rows: [row, count].
    """

    rows: Reals

    def weights(self, differences: Reals) -> Reals:
        """The best weights for each of some differences, [difference, count]."""
        rows = self.rows
        many, counts = rows.shape
        if counts <= many:
            covariance = np.eye(counts, dtype=np.float32) + rows.T @ rows
            return np.linalg.solve(covariance, differences.T).T
        # The same by the smaller of two inverses (Woodbury).
        inner = np.eye(many, dtype=np.float32) + rows @ rows.T
        found: Reals = differences - (rows.T @ np.linalg.solve(inner, rows @ differences.T)).T
        return found


@dataclass
class Readings:
    """What a reader scored, friend by friend; a friend's replays stand or fall together.

    ``scores`` has for each friend the scores where the truth is yes, and where it is no.
    """

    scores: list[tuple[list[float], list[float]]] = field(default_factory=list)

    def add(self, yes: list[float], no: list[float]) -> None:
        """One friend's replays."""
        self.scores.append((yes, no))


def auc(yes: NDArray[np.float64], no: NDArray[np.float64]) -> float:
    """Chance that a yes scores above a no; a tie is half."""
    ranks = rankdata(np.concatenate([yes, no]))
    n, m = len(yes), len(no)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def gain(questions: list[Readings], seed: int = 5) -> Gain:
    """The mean AUC over questions, with an interval by drawing friends again.

    Args:
        questions: each with the same friends in the same order; a friend may have no score there.
        seed: of the drawing.
    """
    friends = len(questions[0].scores)
    generator = np.random.default_rng(seed)
    drawn = [
        _mean_auc(questions, generator.integers(0, friends, friends)) for _ in range(RESAMPLES)
    ]
    low, high = np.nanquantile(drawn, (0.025, 0.975))
    return Gain(_mean_auc(questions, np.arange(friends)), float(low), float(high))


def _mean_auc(questions: list[Readings], friends: NDArray[np.int64]) -> float:
    found = []
    for question in questions:
        yes, no = (
            np.array([score for friend in friends for score in question.scores[friend][which]])
            for which in (0, 1)
        )
        if len(yes) and len(no):
            found.append(auc(yes, no))
    return float(np.mean(found)) if found else float("nan")
