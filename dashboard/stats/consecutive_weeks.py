"""The share of people whom something befell within a few weeks, from one cell a week.

Source: the life table (Cutler & Ederer 1958); the interval of a sum of logarithms by the recovery
of variances (Zou & Donner 2008, Stat Med 27:1693-1702): each week keeps its own exact bounds.
"""

from collections.abc import Sequence
from math import exp, log1p, sqrt

from dashboard.stats.shares import Share

_MOST = 1 - 1e-9
"""A share of one has no logarithm."""


def share_within_weeks(weeks: Sequence[Share]) -> Share:
    """1 - (1 - q0)(1 - q1)...: of those at risk in the first week, whom it befell in any.

    Args:
        weeks: the share of each week among those still at risk in it; at least one.

    Raises:
        ValueError: no week.
    """
    if not weeks:
        raise ValueError("at least one week is needed")
    middle = [_hazard(week.value) for week in weeks]
    below = sqrt(sum((at - _hazard(week.low)) ** 2 for at, week in zip(middle, weeks, strict=True)))
    above = sqrt(
        sum((at - _hazard(week.high)) ** 2 for at, week in zip(middle, weeks, strict=True))
    )
    whole = sum(middle)
    value, low, high = (1 - exp(-max(0.0, at)) for at in (whole, whole - below, whole + above))
    first = weeks[0]
    return Share(first.people, value * first.people, value, low, high, first.editions)


def _hazard(share: float) -> float:
    return -log1p(-min(share, _MOST))
