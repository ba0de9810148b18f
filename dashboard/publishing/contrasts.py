"""Standardised differences between first timings, from blurred counts that are not rounded.

Rounding each of two dozen small strata to 5 would bias the difference; the noise does not.
Nothing unblurred goes in, and what comes out is whole points of 100.
"""

from collections.abc import Iterator
from itertools import product

from dashboard.publishing.blurring import Blurred, rounded
from dashboard.stats.shares import NOISE_VARIANCE
from dashboard.stats.standardised import Stratum, mantel_haenszel_difference
from db.bands import FIRST_DOSE_STRATUM_UG, OBSERVED_STRATUM
from db.catalogue import BENEFIT, CONTRASTS, EFFECT_AXIS
from db.editions import AXIS_SEPARATOR, PublishedContrast

COMPARED_FROM_PEOPLE = 20
"""People an arm needs before it is compared (MEASURES.md, "Show")."""
BlurredCells = dict[tuple[str, str], Blurred]
"""(stored filters, stored axis words) -> blurred counts."""

_STRATA = tuple(product(FIRST_DOSE_STRATUM_UG.words, OBSERVED_STRATUM.words))
_NOBODY = Blurred(0, 0)


def contrasts(effects: BlurredCells, benefit: BlurredCells) -> Iterator[PublishedContrast]:
    """Every contrast under every filter, of each effect and of benefit.

    Args:
        effects: blurred cells of ``effect_by_first_timing``.
        benefit: blurred cells of ``benefit_by_first_timing``.

    Yields:
        Differences for which both arms have COMPARED_FROM_PEOPLE people.
    """
    settings = sorted({filters for filters, _ in (*effects, *benefit)})
    for name, filters in product(CONTRASTS, settings):
        for word in (*EFFECT_AXIS, BENEFIT):
            cells, before = (benefit, ()) if word == BENEFIT else (effects, (word,))
            strata = [_stratum(cells, filters, before, CONTRASTS[name], s) for s in _STRATA]
            yield from _contrast((name, filters, word), strata)


def _stratum(
    cells: BlurredCells,
    filters: str,
    before: tuple[str, ...],
    arms: tuple[str, str],
    stratum: tuple[str, str],
) -> Stratum:
    first, second = (
        cells.get((filters, AXIS_SEPARATOR.join((*before, arm, *stratum))), _NOBODY) for arm in arms
    )
    return Stratum(first.cases, first.people, second.cases, second.people)


def _contrast(place: tuple[str, str, str], strata: list[Stratum]) -> Iterator[PublishedContrast]:
    people = [sum(s.people_first for s in strata), sum(s.people_second for s in strata)]
    difference = mantel_haenszel_difference(strata, blur=NOISE_VARIANCE)
    if difference is None or min(people) < COMPARED_FROM_PEOPLE:
        return
    points = (round(100 * x) for x in (difference.value, difference.low, difference.high))
    yield PublishedContrast(*place, *points, *(rounded(int(p)) for p in people))
