"""How much narrower an interval gets when more people answer: an estimate, never a promise.

The variance of an estimate is that of drawing people, by life and by the edition's lot, which
shrinks as 1/people, and that of the noise and the rounding of counts, which is constant for a
count and so shrinks as 1/people^2 for a share (docs/method.md, "Widened for lot and noise").
"""

from math import sqrt

from scipy.stats import norm

from dashboard.stats.noise import LOT_VARIANCE
from dashboard.stats.shares import Share
from db.thresholds import ALPHA

Z = float(norm.ppf(1 - ALPHA / 2))


def half_width_after_growth(half_width: float, sampling: float, growth: float) -> float:
    """The half-width of a 95 % interval after the group has grown.

    Args:
        half_width: of the interval now, 0 to 1.
        sampling: the variance of drawing people now, the lot's part included; what the interval
            has beyond it is noise and rounding.
        growth: how many times as many people, in the same proportions; at least 1.

    Raises:
        ValueError: growth below 1.
    """
    if growth < 1:
        raise ValueError("growth must be at least 1")
    total = (half_width / Z) ** 2
    drawn = min(sampling, total)
    return Z * sqrt(drawn / growth + (total - drawn) / growth**2)


def sampling_variance(share: Share) -> float:
    """The variance of drawing the people of a share, the lot's part included.

    Never 0 (Agresti & Coull 1998).
    """
    p = (share.cases + 2) / (share.people + 4)
    return p * (1 - p) / share.people * (1 + LOT_VARIANCE / share.editions)


def half_width(low: float, high: float) -> float:
    """Half of what lies between two bounds."""
    return (high - low) / 2
