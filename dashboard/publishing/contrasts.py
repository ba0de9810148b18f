"""Standardised differences, from blurred counts that are not rounded.

Rounding each of two dozen small strata to 5 would bias the difference; the noise does not.
Nothing unblurred goes in, and what comes out is whole points of 100.
"""

from collections.abc import Iterator
from itertools import product

from dashboard.publishing.blurring import NoisyCounts, nearest_multiple_of_5
from dashboard.stats.noise import NOISE_VARIANCE
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
from db.thresholds import COMPARED_FROM_PEOPLE, STRATUM_FROM_PEOPLE

BlurredCells = dict[tuple[str, str], NoisyCounts]
"""(stored filters, stored axis words) -> blurred counts."""

_STRATA = tuple(product(FIRST_DOSE_STRATUM_UG.words, OBSERVED_STRATUM.words))
_NOBODY = NoisyCounts(0, 0)


def edition_contrasts(blurred: dict[str, BlurredCells]) -> Iterator[EditionContrast]:
    """Every contrast under every filter, of each effect, of benefit, and of moving mornings.

    Args:
        blurred: measure -> blurred cells; of the measures that stay inside publishing.

    Yields:
        Differences for which both arms have COMPARED_FROM_PEOPLE people.
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

    A stratum in which an arm is smaller is left out: it would bring as much noise as
    a large one and hardly a difference, and cases that noise may not push below 0 pull it to 0.
    """
    every = (_stratum_of_arms(cells, place[1], *arms) for arms in axes)
    strata = [s for s in every if min(s.people_first, s.people_second) >= STRATUM_FROM_PEOPLE]
    people = [sum(s.people_first for s in strata), sum(s.people_second for s in strata)]
    difference = mantel_haenszel_difference(strata, blur=NOISE_VARIANCE)
    if difference is None or min(people) < COMPARED_FROM_PEOPLE:
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
    shown_people = (nearest_multiple_of_5(int(number)) for number in people)
    yield EditionContrast(*place, *points[:3], *shown_people, *points[3:])


def _stratum_of_arms(
    cells: BlurredCells,
    filters: str,
    first: tuple[str, ...],
    second: tuple[str, ...],
) -> Stratum:
    one, other = (
        cells.get((filters, AXIS_SEPARATOR.join(words)), _NOBODY) for words in (first, second)
    )
    return Stratum(one.cases, one.people, other.cases, other.people)
