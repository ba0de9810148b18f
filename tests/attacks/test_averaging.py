"""One count over its places, and a contrast of one stratum solved back."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest

from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import BlurredCell, BlurredCount
from dashboard.publishing.contrasts import edition_contrasts
from dashboard.publishing.edition_cells import ANSWERED
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import LOT_VARIANCE, NOISE_VARIANCE, PROBABILITIES, ROUND_TO, VALUES
from dashboard.stats.standardisation import Stratum, mantel_haenszel_difference
from db import catalogue
from db.bands import FIRST_DOSE_STRATUM_UG, OBSERVED_STRATUM
from db.catalogue import BY_MORNING, CONTRASTS
from db.editions import editions
from db.editions.editions import AXIS_SEPARATOR, EditionContrast
from db.editions.heads import Edition
from tests.published import Stores, publish_members

Gained = Callable[..., None]
STRATA = 150


def values_of_counts(stores: Stores, edition: Edition) -> dict[str, list[int]]:
    """Every published value of each count, by the count's name."""
    found: dict[str, list[int]] = defaultdict(list)
    for cell in editions.load_contents(stores.editions, edition).cells:
        if cell.measure == ANSWERED:
            continue
        at = counting.axis_words(catalogue.MEASURES[cell.measure]).index(cell.axis)
        names = (count_names.people_of_places, count_names.cases_of_places)
        for of_places, value in zip(names, (cell.people, cell.cases), strict=True):
            found[of_places(cell.measure)[at].name(cell.filters)].append(value)
    return found


def test_a_count_has_one_value_over_all_its_places(stores: Stores, gained: Gained) -> None:
    """The people of a week stand under thirty effects: she averages them, and has one draw.

    Figure: the most values that one count has. The control draws each place anew.
    """
    publish_members(stores, 400)
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    values = values_of_counts(stores, edition)
    ours = max(len(set(shown)) for shown in values.values())
    most = max(len(shown) for shown in values.values())
    generator = np.random.default_rng(2)
    anew = ROUND_TO * np.round((100 + generator.choice(VALUES, most, p=PROBABILITIES)) / ROUND_TO)
    gained(
        "averaged_places", ours, "1", len(set(anew)), f"{len(values):,} counts, up to {most} places"
    )
    assert most >= 30
    assert ours == 1 < len(set(anew))


def one_stratum(people: tuple[int, int], cases: tuple[int, int]) -> EditionContrast | None:
    """What publishing says of two arms in one stratum, through its own code."""
    stratum = (FIRST_DOSE_STRATUM_UG.words[0], OBSERVED_STRATUM.words[0])
    cells = {
        ("", AXIS_SEPARATOR.join((catalogue.EFFECT_AXIS[0], arm, *stratum))): BlurredCell(
            BlurredCount(n), BlurredCount(c)
        )
        for arm, n, c in zip(CONTRASTS[BY_MORNING], people, cases, strict=True)
    }
    blurred = {
        "effect_by_first_timing": cells,
        "benefit_by_first_timing": {},
        "switched_timing": {},
    }
    return next(iter(edition_contrasts(blurred)), None)


def solutions(
    shown: EditionContrast, *, digits: int, exact: tuple[float, ...]
) -> set[tuple[int, int]]:
    """Every pair of people that fits what is shown, cases solved along with them."""
    near = range(-(ROUND_TO // 2), ROUND_TO // 2 + 1)
    sizes = [[people + off for off in near] for people in (shown.people_first, shown.people_second)]
    found = set()
    for first, second in product(*sizes):
        options = [
            _cases_that_fit(share, many, digits)
            for share, many in zip(exact[3:], (first, second), strict=True)
        ]
        for one, other in product(*options):
            if _told(Stratum(one, first, other, second), digits) == tuple(
                round(value, digits) for value in exact
            ):
                found.add((first, second))
                break
    return found


def _cases_that_fit(share: float, people: int, digits: int) -> Iterator[int]:
    about = share * people / 100
    off = 1 + int(people / 100) if digits == 0 else 1
    return (n for n in range(int(about) - off, int(about) + off + 2))


def _told(stratum: Stratum, digits: int) -> tuple[float, ...]:
    found = mantel_haenszel_difference([stratum], blur=NOISE_VARIANCE, lot=LOT_VARIANCE)
    assert found is not None
    values = (found.value, found.low, found.high, found.first, found.second)
    return tuple(round(100 * value, digits) for value in values)


def solved(people: tuple[int, int], cases: tuple[int, int], digits: int) -> set[tuple[int, int]]:
    """The pairs of people that fit what is published of one stratum, in so many digits."""
    shown = one_stratum(people, cases)
    assert shown is not None
    whole = (shown.points, shown.low, shown.high, shown.points_first, shown.points_second)
    finer = _told(Stratum(cases[0], people[0], cases[1], people[1]), digits)
    fits = solutions(shown, digits=digits, exact=finer if digits else whole)
    assert people in fits
    return fits


@pytest.mark.parametrize("strata", [12, pytest.param(STRATA, marks=pytest.mark.slow)])
def test_a_contrast_of_one_stratum_solved_back_tells_nobodys_count(
    strata: int, gained: Gained
) -> None:
    """She tries every pair of people that rounds as shown, and all cases that fit.

    Where one pair is left it is a drawn group's, with noise: she is right about the true one by
    chance. The control publishes exact counts and an unrounded difference.
    """
    generator, ours, control = np.random.default_rng(9), 0, 0
    for _ in range(strata):
        people = tuple(int(n) for n in generator.integers(35, 90, 2))
        cases = tuple(int(generator.integers(10, n - 10)) for n in people)
        drawn = [_blurred_pair(n, c, generator) for n, c in zip(people, cases, strict=True)]
        of_people, of_cases = (tuple(part) for part in zip(*drawn, strict=True))
        ours += solved(of_people, of_cases, 0) == {people}
        control += solved(people, cases, 6) == {people}
    gained("contrast_solved", ours / strata, "<= 0.05", control / strata, f"{strata} strata")
    assert ours <= 0.05 * strata
    assert control > strata / 2


def _blurred_pair(people: int, cases: int, generator: np.random.Generator) -> tuple[int, int]:
    """An arm as publishing counts it: the lot of its people, and a noise for each count."""
    weights = LotKey(generator.bytes(SECRET_BYTES)).weights(np.arange(people))
    noise = [int(n) for n in generator.choice(VALUES, 2, p=PROBABILITIES)]
    return int(weights.sum()) + noise[0], int(weights[:cases].sum()) + noise[1]
