"""A difference of two shares, standardised over fixed strata to the smaller arm of each.

In every stratum n is the smaller arm. Published are four sums: n; n times the share in either arm;
and the variance of the difference of the two. Whatever the counts, one more member moves each of
them by at most twice their weight (docs/measures.md, "Contrasts"); a test tries it.

Source: direct standardisation (Rothman, Greenland & Lash, Modern Epidemiology, chapter 15), here to
the smaller arm, so that nobody stands for many; variance by strata as of independent shares.
"""

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE
from dashboard.stats.shares import normal_quantile
from db.thresholds import ALPHA

_AS_ALL = 2.0
"""So many people with the share of all are added to a stratum where its variance is estimated: a
stratum of one has a variance, too (Agresti & Coull 1998, towards the share of all)."""


class StratumArms(NamedTuple):
    """One arm's people and cases in every stratum, each (strata,)."""

    people: NDArray[np.float64]
    cases: NDArray[np.float64]


class StrataSums(NamedTuple):
    """Over all strata: n, n times the share in either arm, and the variance of their difference."""

    people: float
    cases_first: float
    cases_second: float
    variance: float


@dataclass(frozen=True)
class Difference:
    """Share of the first arm minus share of the second, -1 to 1, with its 95 % bounds.

    Attributes:
        value: the difference.
        low: lower bound.
        high: upper bound.
        first: the first arm's standardised share, 0 to 1.
        second: the second arm's.
        sampling: the part of the variance that comes of drawing people, by life and by the lot.
    """

    value: float
    low: float
    high: float
    first: float
    second: float
    sampling: float


def sums_over_strata(first: StratumArms, second: StratumArms) -> StrataSums:
    """The sums over strata; a stratum with an empty arm adds nothing.

    Args:
        first: weighted people and cases of the one arm.
        second: of the other, in the same strata.
    """
    smaller = np.minimum(first.people, second.people)
    here = smaller > 0
    n, *arms = (
        smaller[here],
        *(StratumArms(*(part[here] for part in arm)) for arm in (first, second)),
    )
    cases_first, cases_second = (float((n * arm.cases / arm.people).sum()) for arm in arms)
    return StrataSums(float(n.sum()), cases_first, cases_second, _variance_of_sums(n, arms))


def _variance_of_sums(n: NDArray[np.float64], arms: list[StratumArms]) -> float:
    """The variance of the difference of both arms' cases: by shares of their own, or by one share.

    The larger: where a small arm happens to have few cases, its own share makes the variance too
    small in the same draw that makes the difference large, and a difference that is not there was
    claimed in 8 of 100 groups.
    """
    both = StratumArms(*(sum(parts) for parts in zip(*arms, strict=True)))
    one_share = _spread_of_shares(both)
    own = sum(float((n**2 * _spread_of_shares(arm) / arm.people).sum()) for arm in arms)
    alike = sum(float((n**2 * one_share / arm.people).sum()) for arm in arms)
    return max(own, alike)


def _spread_of_shares(arm: StratumArms) -> NDArray[np.float64]:
    """Share times the rest, in each stratum, drawn a little towards the share of all."""
    of_all = arm.cases.sum() / arm.people.sum() if len(arm.people) else 0.0
    share = (arm.cases + _AS_ALL * of_all) / (arm.people + _AS_ALL)
    return share * (1 - share)


def difference_of_sums(sums: StrataSums, editions: int = 1, alpha: float = ALPHA) -> Difference:
    """The difference with its interval, from published sums.

    Args:
        sums: of one edition, or the mean of several; cases may lie outside 0 to people, where noise
            pushed them: cut at 0 the difference would lean.
        editions: how many they are the mean of.
        alpha: 1 - confidence.

    Raises:
        ValueError: people not above 0.
    """
    if sums.people <= 0:
        raise ValueError("people must be above 0")
    first, second = sums.cases_first / sums.people, sums.cases_second / sums.people
    value = first - second
    variance = max(sums.variance, _least_variance(sums))
    sampling = variance * (1 + LOT_VARIANCE / editions) / sums.people**2
    # Noise and rounding of both numerators, and of n, which moves both shares.
    blur = BLUR_VARIANCE * (2 + value**2) / (editions * sums.people**2)
    margin = normal_quantile(alpha) * sqrt(sampling + blur)
    return Difference(
        value,
        max(-1.0, value - margin),
        min(1.0, value + margin),
        min(1.0, max(0.0, first)),
        min(1.0, max(0.0, second)),
        sampling,
    )


def _least_variance(sums: StrataSums) -> float:
    """What the smaller arms alone bring, at the share of both arms together.

    The published variance has noise, and an arm in which nobody happened to have it brings none:
    without this bound a rare effect was claimed in 9 of 100 groups of 300 in which it was equal.
    """
    cases = min(2 * sums.people, max(0.0, sums.cases_first + sums.cases_second))
    share = (cases + _AS_ALL) / (2 * sums.people + 2 * _AS_ALL)
    return sums.people * share * (1 - share)
