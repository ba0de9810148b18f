"""A share of people with an interval that knows about the blur.

Source: Wilson 1927, J Am Stat Assoc 22:209-212; Newcombe 1998, Stat Med 17:857-872. The blur
enters as an effective number of people (docs/method.md, "Widened for lot and noise").

A view that nobody opened before takes some two hundred intervals. statsmodels' Wilson interval
takes 160 microseconds for one and scipy.stats' binomial 100 for each chance: so Wilson's formula
stands here (a test holds it against statsmodels), and scipy's own function behind the binomial.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import bdtrc
from scipy.stats import norm

from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE, PROBABILITIES, ROUND_TO, VALUES
from db.thresholds import ALPHA

FEW_CASES = 120
"""Up to here a bound is also held against the exact chances of noise and rounding: the normal form
of the blur is symmetric and smooth, but a published 5 may be nobody, and published cases lie 5
apart. Without it 95 % intervals covered a rare effect 7 times in 10, an unlucky share 91 in
100; with it 93 or more (tests/truth/test_coverage.py). Beyond it the two agree."""


@dataclass(frozen=True)
class Share:
    """Of these people, this share; ``low`` and ``high`` bound 95 %, all from 0 to 1.

    ``editions``: how many it is the mean of.
    """

    people: int
    cases: float
    value: float
    low: float
    high: float
    editions: int = 1


def wilson_interval(cases: float, people: float, alpha: float = ALPHA) -> tuple[float, float]:
    """The Wilson interval of a share.

    Args:
        cases: from 0 to ``people``; need not be whole.
        people: more than 0; need not be whole.
        alpha: 1 - confidence.

    Returns:
        Lower and upper bound, 0 to 1.

    Raises:
        ValueError: people not above 0, or cases outside 0 to people.
    """
    if people <= 0:
        raise ValueError("people must be above 0")
    if not 0 <= cases <= people:
        raise ValueError("cases must lie in 0..people")
    z, share = normal_quantile(alpha), cases / people
    middle = share + z * z / (2 * people)
    half = z * sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    whole = 1 + z * z / people
    low = 0.0 if cases == 0 else (middle - half) / whole
    return low, 1.0 if cases == people else (middle + half) / whole


@cache
def normal_quantile(alpha: float) -> float:
    """So many standard errors either way leave out ``alpha``; 1.96 at 5 in 100."""
    return float(norm.isf(alpha / 2))


def effective_people(
    cases: float, people: float, blur: float = BLUR_VARIANCE, editions: int = 1
) -> float:
    """How many people an unblurred share of the same variance would have.

    The variance of a share that is the mean of k editions is, to first order,
    p(1-p)/people x (1 + 0.3/k) + blur (1 + p^2) / (k people^2): sampling and the lot, then noise
    and rounding of both counts. p is taken as (cases+2)/(people+4) so that it is never 0 or 1
    (Agresti & Coull 1998).

    Raises:
        ValueError: people not above 0.
    """
    if people <= 0:
        raise ValueError("people must be above 0")
    p = (cases + 2) / (people + 4)
    sampling = p * (1 - p)
    lot = sampling * (1 + LOT_VARIANCE / editions)
    return people * sampling / (lot + blur * (1 + p * p) / (editions * people))


def share_of_sums(cases: float, people: int, variance: float, editions: int = 1) -> Share:
    """A share that was computed in publishing, as of a life table, with its interval.

    Args:
        cases: published: people times the share; noise may push it beyond 0 and people.
        people: published, more than 0.
        variance: of the cases by sampling, published; that of a plain share where it is smaller.
        editions: how many they are the mean of.

    Raises:
        ValueError: people not above 0.
    """
    inside = min(float(people), max(0.0, cases))
    p = (inside + 2) / (people + 4)
    plain = effective_people(inside, people, editions=editions)
    more = max(0.0, variance - people * p * (1 - p)) * (1 + LOT_VARIANCE / editions) / people**2
    effective = 1 / (1 / plain + more / (p * (1 - p)))
    low, high = wilson_interval(inside / people * effective, effective)
    return Share(people, inside, inside / people, low, high, editions)


@lru_cache(maxsize=4_096)
def least_share(cases: float, people: int, alpha: float = ALPHA) -> float:
    """The smallest share with a chance of ``alpha / 2`` to be published with so many cases.

    Or with more: exact over sampling, noise and rounding of the cases, counting half of the
    chance of just so many (mid-P, Lancaster 1961).

    Args:
        cases: published, from 0 to ``people``.
        people: published, more than 0.
        alpha: 1 - confidence.
    """
    # The fewest blurred cases that are rounded to ``cases``, and to the next multiple.
    nearest = ceil(cases - 1 / 2)  # a mean of several editions may lie between
    fewest = np.array([nearest - ROUND_TO // 2, nearest + ROUND_TO - ROUND_TO // 2])
    below = np.clip(fewest[:, None] - VALUES - 1, -1, people)

    def surplus_chance(share: float) -> float:
        reached = bdtrc(below, people, share)  # the chance of more than ``below``
        return float((reached @ PROBABILITIES).mean()) - alpha / 2

    if surplus_chance(0.0) >= 0:
        return 0.0
    return float(brentq(surplus_chance, 0.0, 1.0, xtol=1e-4))


def share_with_blur(cases: float, people: int, editions: int = 1) -> Share:
    """A share from a published cell, with its interval widened by the lot and the blur.

    Args:
        cases: published; the mean, where it is that of several editions.
        people: published, more than 0.
        editions: how many it is the mean of.

    Raises:
        ValueError: as ``wilson_interval``.
    """
    effective = effective_people(cases, people, editions=editions)
    value = cases / people
    low, high = wilson_interval(value * effective, effective)
    if cases <= FEW_CASES:
        low = min(low, least_share(cases, people))
    if people - cases <= FEW_CASES:
        high = max(high, 1 - least_share(people - cases, people))
    return Share(people, cases, value, low, high, editions)


def share_of_added_counts(cases: float, people: float, counts: int, editions: int = 1) -> Share:
    """A share whose cases or people are a sum of published counts: each adds its own blur.

    Wilson's interval takes all variance to shrink towards 0 and 1. The blur of several counts does
    not: so the plain normal interval bounds it, too. Without that it held 3 in 100 of 60 people
    88 times in 100 (tests/truth/test_found_share.py).

    Args:
        cases: 0 to ``people``.
        people: more than 0.
        counts: how many of them were added up or taken off.
        editions: how many each is the mean of.

    Raises:
        ValueError: as ``wilson_interval``.
    """
    effective = effective_people(cases, people, BLUR_VARIANCE * counts, editions)
    value, middle = cases / people, (cases + 2) / (people + 4)
    low, high = wilson_interval(value * effective, effective)
    spread = normal_quantile(ALPHA) * sqrt(middle * (1 - middle) / effective)
    low, high = max(0.0, min(low, value - spread)), min(1.0, max(high, value + spread))
    return Share(round(people), cases, value, low, high, editions)
