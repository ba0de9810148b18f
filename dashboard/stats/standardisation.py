"""A difference of two shares, standardised over strata.

Source: Mantel & Haenszel 1959; Greenland & Robins 1985; variance of Sato 1989
(Biometrics 45:1323-1324), which holds for few large and for many small strata. statsmodels
has the odds ratio but no risk difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from scipy.stats import norm

from db.thresholds import ALPHA


class Stratum(NamedTuple):
    """Two arms of one stratum: cases and people of the first, cases and people of the second."""

    cases_first: float
    people_first: float
    cases_second: float
    people_second: float


@dataclass(frozen=True)
class Difference:
    """Share of the first arm minus share of the second, -1 to 1, with its 95 % bounds.

    ``first`` and ``second`` are the two shares, standardised with the same weights.
    """

    value: float
    low: float
    high: float
    first: float
    second: float


def mantel_haenszel_difference(
    strata: Sequence[Stratum],
    *,
    blur: float = 0.0,
    lot: float = 0.0,
    alpha: float = ALPHA,
) -> Difference | None:
    """The Mantel-Haenszel risk difference with Sato's variance.

    Args:
        strata: one entry a stratum; an arm without people leaves its stratum out. Cases may lie
            outside 0 to people, where noise pushed them: cut at 0 the difference would lean.
        blur: variance of the noise on each count; adds to the variance.
        lot: variance of the members' weights; each unit adds the sampling variance once more.
        alpha: 1 - confidence.

    Returns:
        The difference, or None where no stratum has people in both arms.
    """
    both = [s for s in strata if s.people_first > 0 and s.people_second > 0]
    weight = sum(_stratum_weight(s) for s in both)
    if not weight:
        return None
    first = sum(_stratum_weight(s) * s.cases_first / s.people_first for s in both) / weight
    second = sum(_stratum_weight(s) * s.cases_second / s.people_second for s in both) / weight
    value = first - second
    sampling = value * sum(_sato_p_term(s) for s in both) + sum(_sato_q_term(s) for s in both)
    blurring = blur * sum(_blur_gain(s, value) for s in both)
    variance = (1 + lot) * max(0.0, sampling) + blurring
    margin = float(norm.ppf(1 - alpha / 2)) * sqrt(variance) / weight
    bounds = max(-1.0, value - margin), min(1.0, value + margin)
    return Difference(value, *bounds, first, second)


def _stratum_people(s: Stratum) -> float:
    return s.people_first + s.people_second


def _stratum_weight(s: Stratum) -> float:
    return s.people_first * s.people_second / _stratum_people(s)


def _sato_p_term(s: Stratum) -> float:
    first, second = s.people_first, s.people_second
    skew = first * second * (second - first) / 2
    return float(
        (first**2 * s.cases_second - second**2 * s.cases_first + skew) / _stratum_people(s) ** 2
    )


def _sato_q_term(s: Stratum) -> float:
    first = s.cases_first * (s.people_second - s.cases_second)
    return (first + s.cases_second * (s.people_first - s.cases_first)) / (2 * _stratum_people(s))


def _blur_gain(s: Stratum, value: float) -> float:
    """How much one unit of noise variance on each of the four counts moves the numerator.

    The derivatives of sum(w (p1 - p0 - value)) by cases and people of either arm (delta method);
    the weights move with the people, too.
    """
    share_first, share_second = s.cases_first / s.people_first, s.cases_second / s.people_second
    of_first, of_second = s.people_first / _stratum_people(s), s.people_second / _stratum_people(s)
    off = share_first - share_second - value
    by_people_first = of_second**2 * off - of_second * share_first
    by_people_second = of_first**2 * off + of_first * share_second
    return of_second**2 + of_first**2 + by_people_first**2 + by_people_second**2
