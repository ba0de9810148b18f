"""Life tables from counts of people at risk and ended, a few wide bands at a time.

Source: the actuarial life table (Cutler & Ederer 1958), Greenwood's variance, log-log interval
(Kalbfleisch & Prentice 2002). Ongoing spells are censored, never left out: counting only those
that ended gives a median of 1.03 weeks where the truth is 1.89 (MEASURES.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from scipy.stats import norm

from dashboard.stats.shares import effective_people, wilson_interval
from db.thresholds import ALPHA


@dataclass(frozen=True)
class LifeBand:
    """Share of spells that outlast a band (0 to 1) with its 95 % bounds.

    ``people_exposed`` is the number at risk in the band, those censored within it counted half.
    """

    exposed: float
    still: float
    low: float
    high: float


class BlurPart(NamedTuple):
    """What blurring adds to a life table's variance.

    Attributes:
        noise: variance of the noise and rounding on each count.
        lot: variance of the members' weights: each unit adds Greenwood's term once more.
    """

    noise: float = 0.0
    lot: float = 0.0


NOT_BLURRED = BlurPart()


def people_exposed(at_risk: float, ended: float, next_at_risk: float) -> float:
    """People exposed in a band: all at its start less half of those censored within it.

    at_risk - (at_risk - ended - next_at_risk) / 2. Never below those who ended.
    """
    return max(ended, (at_risk + ended + next_at_risk) / 2)


def life_table(
    at_risk: Sequence[float],
    ended: Sequence[float],
    *,
    blur: BlurPart = NOT_BLURRED,
    alpha: float = ALPHA,
) -> list[LifeBand]:
    """The share still going at the end of each band.

    Args:
        at_risk: people at the start of each band, and at the end of the last: one longer
            than ``ended``.
        ended: spells that ended in each band.
        blur: what blurring adds to the variance.
        alpha: 1 - confidence.

    Raises:
        ValueError: lengths that do not fit, a negative count, or nobody at risk in a band.
    """
    if len(at_risk) != len(ended) + 1:
        raise ValueError("at_risk must be one longer than ended")
    if min((*at_risk, *ended), default=0) < 0:
        raise ValueError("counts must not be negative")
    if any(start <= 0 for start in at_risk[:-1]):
        raise ValueError("somebody must be at risk in every band")
    still, variance, bands = 1.0, 0.0, []
    for start, end, following in zip(at_risk, ended, at_risk[1:], strict=False):
        people = people_exposed(start, end, following)
        hazard = end / people
        still *= 1 - hazard
        variance += _variance_of_log(hazard, people, blur)
        bands.append(
            LifeBand(people, still, *_log_log_bounds(still, variance, people, (blur, alpha)))
        )
    return bands


class EndedShare(NamedTuple):
    """The share that ended by the end of some bands, and its variance by sampling (Greenwood)."""

    value: float
    variance: float


def share_that_ended(at_risk: Sequence[float], ended: Sequence[float]) -> EndedShare:
    """The share that ended by the end of the last of these bands.

    Args:
        at_risk: as for ``life_table``.
        ended: as there.

    Raises:
        ValueError: as ``life_table``.
    """
    still = life_table(at_risk, ended)[-1].still
    of_log = 0.0
    for start, end, following in zip(at_risk, ended, at_risk[1:], strict=False):
        people = people_exposed(start, end, following)
        of_log += _variance_of_log(end / people, people, NOT_BLURRED)
    return EndedShare(1 - still, still**2 * of_log if still else 0.0)


def _variance_of_log(hazard: float, people: float, blur: BlurPart) -> float:
    """Greenwood's term, with the lot and both counts' noise added; infinite once all have ended."""
    if hazard >= 1:
        return float("inf")
    sampling = (1 + blur.lot) * hazard / (people * (1 - hazard))
    return sampling + blur.noise * (1 + hazard**2) / (people * (1 - hazard)) ** 2


def _log_log_bounds(
    still: float,
    variance: float,
    people: float,
    options: tuple[BlurPart, float],
) -> tuple[float, float]:
    """Log-log bounds; at 0 and 1, where they do not exist, Wilson's of the last band."""
    blur, alpha = options
    if still in {0.0, 1.0}:
        effective = effective_people(people * still, people, blur.noise)
        return wilson_interval(effective * still, effective, alpha)
    spread = float(norm.ppf(1 - alpha / 2)) * sqrt(variance) / abs(log(still))
    # The noise alone can make the spread so wide that exp() overflows: then nothing is known.
    low, high = (exp(log(still) * exp(min(sign * spread, 50.0))) for sign in (1, -1))
    return low, high


def median_band(still: Sequence[float]) -> int | None:
    """Position of the first band by whose end half or fewer are still going; None if none is."""
    return next((i for i, share in enumerate(still) if share <= 0.5), None)
