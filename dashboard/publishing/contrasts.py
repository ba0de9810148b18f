"""Standardised differences, from weighted counts with their noise, not rounded and not cut at 0.

Rounding each of two dozen small strata to 5, or cutting cases at 0, would bias the difference; the
noise does not. What comes out is whole points of 100.
"""

from collections.abc import Iterator
from itertools import product

from dashboard.publishing.blurring import NOBODY, BlurredCell, BlurredCount, publishable_count
from dashboard.stats.noise import LOT_VARIANCE, NOISE_VARIANCE
from dashboard.stats.standardisation import Stratum, mantel_haenszel_difference
from db.bands import FIRST_DOSE_STRATUM_UG, OBSERVED_STRATUM, SPELL_WEEK
from db.catalogue import (
    BENEFIT,
    BY_DIVIDED,
    BY_MORNING,
    CONTRASTS,
    EFFECT_AXIS,
    SLEEP_GONE,
    SWITCHED,
)
from db.editions.editions import AXIS_SEPARATOR, EditionContrast
from db.thresholds import STRATUM_FROM_PEOPLE

BlurredCells = dict[tuple[str, str], BlurredCell]
"""(stored filters, stored axis words) -> blurred counts."""

_STRATA = tuple(product(FIRST_DOSE_STRATUM_UG.words, OBSERVED_STRATUM.words))


def edition_contrasts(blurred: dict[str, BlurredCells]) -> Iterator[EditionContrast]:
    """Every contrast under every filter, of each effect, of benefit, and of moving mornings.

    Args:
        blurred: measure -> blurred cells; of the measures that stay inside publishing.

    Yields:
        Differences for which both arms have as many people as a cell that is shown.
    """
    effects, benefit = blurred["effect_by_first_timing"], blurred["benefit_by_first_timing"]
    for name, filters in product((BY_MORNING, BY_DIVIDED), _filters_in_cells(effects, benefit)):
        for word in (*EFFECT_AXIS, BENEFIT):
            cells, before = (benefit, ()) if word == BENEFIT else (effects, (word,))
            axes = [[(*before, arm, *s) for arm in CONTRASTS[name]] for s in _STRATA]
            yield from _contrast_over_strata((name, filters, word), cells, axes)
    switched = blurred["switched_timing"]
    weeks: list[list[tuple[str, ...]]] = [
        [(arm, week) for arm in CONTRASTS[SWITCHED]] for week in SPELL_WEEK.words
    ]
    for filters in _filters_in_cells(switched):
        yield from _contrast_over_strata((SWITCHED, filters, SLEEP_GONE), switched, weeks)


def _filters_in_cells(*measures: BlurredCells) -> list[str]:
    return sorted({filters for cells in measures for filters, _ in cells})


def _contrast_over_strata(
    place: tuple[str, str, str],
    cells: BlurredCells,
    axes: list[list[tuple[str, ...]]],
) -> Iterator[EditionContrast]:
    """The difference over strata; ``axes`` has the two arms' words for each stratum.

    A stratum in which an arm is smaller is left out: it would bring as much noise as a large one
    and hardly a difference, and one member could move it far.
    """
    every = (_stratum_of_arms(cells, place[1], *arms) for arms in axes)
    strata = [s for s in every if min(s.people_first, s.people_second) >= STRATUM_FROM_PEOPLE]
    people = [sum(s.people_first for s in strata), sum(s.people_second for s in strata)]
    shown_people = [publishable_count(BlurredCount(number)) for number in people]
    difference = mantel_haenszel_difference(strata, blur=NOISE_VARIANCE, lot=LOT_VARIANCE)
    if difference is None or None in shown_people:
        return
    points = [
        round(100 * share)
        for share in (
            difference.value,
            difference.low,
            difference.high,
            difference.first,
            difference.second,
        )
    ]
    yield EditionContrast(*place, *points[:3], *filter(None, shown_people), *points[3:])


def _stratum_of_arms(
    cells: BlurredCells,
    filters: str,
    first: tuple[str, ...],
    second: tuple[str, ...],
) -> Stratum:
    one, other = (
        cells.get((filters, AXIS_SEPARATOR.join(words)), NOBODY) for words in (first, second)
    )
    return Stratum(one.cases, one.people, other.cases, other.people)
