"""Standardised differences: sums over fixed strata, from weighted counts, with noise of their own.

Strata are never left out, whatever their size: to keep those whose blurred counts are large enough
would keep a small arm where its noise is positive, and lean the difference. Of no stratum a count
is published: sums over all of them are, each with noise, rounded to 5, not cut at 0.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing import counting, slices
from dashboard.publishing.blurring import CountNoise, publishable_count, rounded_count
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.slices import Words
from dashboard.stats.standardisation import StrataSums, StratumArms, sums_over_strata
from db.catalogue import (
    BENEFIT,
    BY_DIVIDED,
    BY_MORNING,
    CONTRASTS,
    EFFECTS_GONE,
    EVERY_EFFECT,
    FIRST_EFFECT_AXIS,
    LOWERED,
    MEASURES,
    SLEEP_GONE,
    SWITCHED,
)
from db.editions.editions import EditionContrast
from db.vocabulary import Timing

Counts = NDArray[np.int64]
Arms = tuple[StratumArms, StratumArms]
_BY_EFFECT, _BY_BENEFIT = "effect_by_first_timing", "benefit_by_first_timing"
_CHANGES = {"switched_timing": (SWITCHED, SLEEP_GONE), "lowered_dose": (LOWERED, EFFECTS_GONE)}
"""Measure -> contrast and axis word, of those who changed something while they were ill."""
_TIMES = tuple(Timing.__members__)


def edition_contrasts(
    cells: Mapping[str, WeightedCounts], groups: Sequence[tuple[str, Words]], noise: CountNoise
) -> Iterator[EditionContrast]:
    """Every contrast for everyone and in every slice: effects, benefit, moving, a lower dose.

    Args:
        cells: measure -> weighted counts; of the measures that stay inside publishing.
        groups: filter and words of the slices.
        noise: of the edition.

    Yields:
        Contrasts with as many people in the smaller arms as a cell that is shown.
    """
    for measure in (_BY_EFFECT, _BY_BENEFIT, *_CHANGES):
        counts, spec = cells[measure], MEASURES[measure]
        for text, rows in slices.slice_rows(spec, groups):
            people, cases = (
                part[rows].sum(axis=0).reshape(counting.axis_sizes(spec))
                for part in (counts.people, counts.cases)
            )
            for name, word, arms in _arms_of_measure(measure, people, cases):
                found = _contrast_to_publish((name, text, word), sums_over_strata(*arms), noise)
                if found is not None:
                    yield found


def _arms_of_measure(
    measure: str, people: Counts, cases: Counts
) -> Iterator[tuple[str, str, Arms]]:
    """Contrast, axis word and both arms, of one measure in one slice."""
    if measure in _CHANGES:
        yield *_CHANGES[measure], _arms_of_changes(people, cases)
    elif measure == _BY_BENEFIT:
        yield from ((name, BENEFIT, arms) for name, arms in _arms_of_times(people, cases))
    else:
        for word, of_people, of_cases in zip(FIRST_EFFECT_AXIS, people, cases, strict=True):
            yield from ((name, word, arms) for name, arms in _arms_of_times(of_people, of_cases))


def _arms_of_times(people: Counts, cases: Counts) -> Iterator[tuple[str, Arms]]:
    """People and cases by first timing and strata -> both arms of either contrast."""
    for name in (BY_MORNING, BY_DIVIDED):
        first, second = (
            StratumArms(people[at].ravel().astype(float), cases[at].ravel().astype(float))
            for at in map(_TIMES.index, CONTRASTS[name])
        )
        yield name, (first, second)


def _arms_of_changes(people: Counts, cases: Counts) -> Arms:
    """Those who changed; and those who had not: one half, and one half more if still ill."""
    changed, *not_yet = (
        StratumArms(p.ravel().astype(float), c.ravel().astype(float))
        for p, c in zip(people, cases, strict=True)
    )
    halves = (sum(part) / len(not_yet) for part in zip(*not_yet, strict=True))
    return changed, StratumArms(*halves)


def _contrast_to_publish(
    place: tuple[str, str, str], sums: StrataSums, noise: CountNoise
) -> EditionContrast | None:
    """The sums as everyone may see them; None where too few people are compared."""
    name, text, word = place
    # The same people are compared under every effect: one number, so one noise.
    of_people = EVERY_EFFECT if word in FIRST_EFFECT_AXIS else word
    people = publishable_count(noise.blurred(sums.people, _sum_name(name, text, of_people, 0)))
    if people is None:
        return None
    others = (
        rounded_count(noise.blurred(total, _sum_name(*place, at)))
        for at, total in enumerate(sums[1:], start=1)
    )
    return EditionContrast(*place, people, *others)


def _sum_name(name: str, text: str, word: str, at: int) -> str:
    """The name of one published sum, for its noise."""
    return "|".join(("contrast", name, text, word, StrataSums._fields[at]))
