"""Published sums of a contrast -> a row of a forest, in whole points of 100."""

from dataclasses import replace
from functools import lru_cache

from dashboard.findings.finding_numbers import DifferenceRow
from dashboard.stats.shares import Share, share_with_blur
from dashboard.stats.standardisation import (
    Difference,
    StrataSums,
    difference_of_sums,
)
from db.editions.editions import ContrastSums


@lru_cache(1_024)
def contrast_difference(sums: ContrastSums) -> Difference:
    """The difference as it is said: in whole points, so that a rule is judged by what is shown."""
    found = difference_of_sums(StrataSums(*sums[:4]), sums.editions)
    return replace(
        found,
        value=round(found.value, 2),
        low=round(found.low, 2),
        high=round(found.high, 2),
        first=round(found.first, 2),
        second=round(found.second, 2),
    )


def difference_row(word: str, sums: ContrastSums, *, clear: bool) -> DifferenceRow:
    """The row of an effect or of benefit."""
    found = contrast_difference(sums)
    bounds = (found.value, found.low, found.high)
    return DifferenceRow(
        word, *bounds, sums.people, clear, (found.first, found.second), found.sampling
    )


def arm_shares(sums: ContrastSums) -> tuple[Share, Share]:
    """Either arm's share of the people compared, with its own interval.

    Cases that noise pushed beyond nobody or everybody are cut here alone: the difference is not.
    """
    first, second = (
        share_with_blur(min(max(cases, 0.0), sums.people), sums.people, sums.editions)
        for cases in (sums.cases_first, sums.cases_second)
    )
    return first, second


def empty_row(word: str) -> DifferenceRow:
    """A row of too few people to compare."""
    return DifferenceRow(word, None, None, None, 0, clear=False)
