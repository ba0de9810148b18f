"""What a page shows as (low, high), from 0 to 1: as published, and as it would be unblurred."""

from collections.abc import Iterator
from math import sqrt

import numpy as np

from dashboard.findings import told_times
from dashboard.findings.timelines import by_week, durations
from dashboard.findings.timings.differences import contrast_difference
from dashboard.publishing.counting import WeightedCounts, axis_words
from dashboard.stats.lifetables import life_table
from dashboard.stats.shares import Share, normal_quantile, wilson_interval
from dashboard.stats.standardisation import StratumArms, sums_over_strata
from db import bands
from db.catalogue import CONTRASTS, MEASURES
from db.thresholds import ALPHA
from tests.truth.group import Published

Interval = tuple[float, float]
WEEK_4 = bands.LASTING.words.index("w3_4")


def share(asked: Published, effect: str, week: str) -> Interval | None:
    """Share with an effect in a week band; None under ten people."""
    (series,) = by_week.effect_by_week(asked, effect).numbers.series
    found = series.shares[bands.WEEK_OF_BAND.words.index(week)]
    return (found.low, found.high) if found else None


def still_after_week_4(asked: Published, effect: str) -> Interval | None:
    """Share who still have an effect four weeks after it began."""
    steps = durations.effect_lasting(asked, effect).numbers.bands
    return (steps[WEEK_4].low, steps[WEEK_4].high) if len(steps) > WEEK_4 else None


def difference(asked: Published, contrast: str, word: str) -> Interval | None:
    """A standardised difference, in whole points as it is said."""
    sums = asked.contrasts(contrast).get(word)
    if sums is None:
        return None
    found = contrast_difference(sums)
    return found.low, found.high


def true_cells(name: str, counts: WeightedCounts) -> dict[str, tuple[int, int]]:
    """Axis words -> true people and cases."""
    pairs = zip(counts.people[0].tolist(), counts.cases[0].tolist(), strict=True)
    return dict(zip(axis_words(MEASURES[name]), pairs, strict=True))


def true_share(counts: WeightedCounts, effect: str, week: str) -> Interval:
    """Wilson's interval of the true counts, with the room that months have."""
    people, cases = true_cells("effect_by_week", counts)[f"{effect}|{week}"]
    sharp = Share(people, cases, cases / people, *wilson_interval(cases, people))
    found = told_times.share_in_band(sharp, week)
    return found.low, found.high


def true_still_after_week_4(counts: WeightedCounts, effect: str) -> Interval:
    """The life table of the true counts."""
    cells = true_cells("effect_lasting", counts)
    found = [cells[f"{effect}|{band}"] for band in bands.LASTING.words[: WEEK_4 + 2]]
    table = life_table([people for people, _ in found], [ended for _, ended in found[:-1]])
    return table[WEEK_4].low, table[WEEK_4].high


def true_difference(counts: WeightedCounts, contrast: str, word: str) -> Interval:
    """The standardised difference of the true strata, by sampling alone."""
    cells = true_cells("effect_by_first_timing", counts)
    first, second = (
        StratumArms(*np.array(list(_strata(cells, word, arm)), dtype=float).T)
        for arm in CONTRASTS[contrast]
    )
    sums = sums_over_strata(first, second)
    value = (sums.cases_first - sums.cases_second) / sums.people
    margin = normal_quantile(ALPHA) * sqrt(sums.variance) / sums.people
    return value - margin, value + margin


def _strata(cells: dict[str, tuple[int, int]], word: str, arm: str) -> Iterator[tuple[int, int]]:
    start = f"{word}|{arm}|"
    return (counts for axis, counts in cells.items() if axis.startswith(start))
