"""The rules by which a claim is judged: an interval wholly on one side of a bound.

They were fixed before looking at any group. An interval that lies on both sides is "too few to
tell", however near its middle is to the claim.
"""

from collections.abc import Callable, Sequence
from enum import Enum

from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.stats.shares import Share, effective_people
from db.thresholds import ALPHA


class Verdict(Enum):
    """What this edition says of a claim."""

    in_line = "in_line"
    not_in_line = "not_in_line"
    too_few = "too_few"


Rule = Callable[[float, float, float], Verdict]
"""Low, high and bound -> verdict."""


def verdict_above(low: float, high: float, bound: float) -> Verdict:
    """In line where the whole interval lies above the bound; not where it lies below.

    An interval that touches the bound is on neither side.

    Raises:
        ValueError: low above high.
    """
    if low > high:
        raise ValueError("low must not exceed high")
    if low > bound:
        return Verdict.in_line
    return Verdict.not_in_line if high < bound else Verdict.too_few


def verdict_only_above(low: float, high: float, bound: float) -> Verdict:
    """In line where the whole interval lies above the bound; else too few, however low it lies."""
    found = verdict_above(low, high, bound)
    return found if found is Verdict.in_line else Verdict.too_few


def verdict_below(low: float, high: float, bound: float) -> Verdict:
    """In line where the whole interval lies below the bound; not where it lies above."""
    return verdict_above(-high, -low, -bound)


def verdict_within(low: float, high: float, margin: float) -> Verdict:
    """In line where the whole interval lies within -margin to margin; not where it lies outside."""
    if low > high:
        raise ValueError("low must not exceed high")
    if -margin < low and high < margin:
        return Verdict.in_line
    outside = low > margin or high < -margin
    return Verdict.not_in_line if outside else Verdict.too_few


def verdict_on_first(claimed: Share, others: Sequence[Share]) -> Verdict:
    """In line where a share's interval lies above every other's; not where one lies above it."""
    if any(other.low > claimed.high for other in others):
        return Verdict.not_in_line
    ahead = bool(others) and all(claimed.low > other.high for other in others)
    return Verdict.in_line if ahead else Verdict.too_few


def verdict_of_all(verdicts: Sequence[Verdict]) -> Verdict:
    """In line where all are, not where one is not, else too few."""
    if Verdict.not_in_line in verdicts:
        return Verdict.not_in_line
    in_line = bool(verdicts) and set(verdicts) == {Verdict.in_line}
    return Verdict.in_line if in_line else Verdict.too_few


def verdict_at_both_ends(one: Verdict, other: Verdict) -> Verdict:
    """What both say; too few where they differ."""
    return one if one is other else Verdict.too_few


def newcombe_difference(
    one: Share, other: Share, alpha: float = ALPHA
) -> tuple[float, float, float]:
    """Share of the one minus share of the other with Newcombe's bounds, widened for the blur.

    Both shares enter with their effective numbers of people (docs/method.md).

    Returns:
        Value, low and high, -1 to 1.
    """
    counts: list[float] = []
    for share in (one, other):
        people = effective_people(share.cases, share.people, editions=share.editions)
        counts += [share.value * people, people]
    low, high = confint_proportions_2indep(*counts, compare="diff", method="newcomb", alpha=alpha)
    return one.value - other.value, float(low), float(high)
