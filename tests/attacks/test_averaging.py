"""One count over its places, and a contrast of one stratum solved back."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pytest

from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.contrasts import edition_contrasts
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.edition_cells import ANSWERED
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import PROBABILITIES, ROUND_TO, VALUES
from dashboard.stats.standardisation import StratumArms, sums_over_strata
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


Arms = tuple[tuple[int, int], tuple[int, int]]
"""People and cases of bedtime and of morning starters, in one stratum."""


def published_sums(arms: Arms, generator: np.random.Generator) -> EditionContrast | None:
    """What publishing says of two arms in one stratum, through its own code: lot, sums, noise."""
    spec = catalogue.MEASURES["benefit_by_first_timing"]
    words = counting.axis_words(spec)
    weighted = np.zeros((2, 1, len(words)), dtype=np.int64)
    for arm, (people, cases) in zip(CONTRASTS[BY_MORNING], arms, strict=True):
        weights = LotKey(generator.bytes(SECRET_BYTES)).weights(np.arange(people))
        at = words.index(
            AXIS_SEPARATOR.join((arm, FIRST_DOSE_STRATUM_UG.words[0], OBSERVED_STRATUM.words[0]))
        )
        weighted[:, 0, at] = weights.sum(), weights[:cases].sum()
    cells = {
        inner.name: WeightedCounts(*np.zeros((2, 1, len(counting.axis_words(inner))), np.int64))
        for inner in catalogue.MEASURES.values()
        if inner.inner
    }
    cells[spec.name] = WeightedCounts(*weighted)
    noise = CountNoise(generator.bytes(SECRET_BYTES))
    return next(edition_contrasts(cells, [], noise), None)


def sums_without_blur(arms: Arms) -> tuple[float, ...]:
    """The same of exact counts, without noise or rounding."""
    first, second = (StratumArms(*np.array([arm], dtype=float).T) for arm in arms)
    return sums_over_strata(first, second)


def solved_counts(sums: tuple[float, ...]) -> tuple[float, float]:
    """What she takes for the smaller arm's people and cases: of one stratum, n and n x share."""
    people, _, cases, _ = sums
    return people, cases


@pytest.mark.parametrize("strata", [40, pytest.param(STRATA, marks=pytest.mark.slow)])
def test_a_contrast_of_one_stratum_solved_back_tells_nobodys_count(
    strata: int, gained: Gained
) -> None:
    """She knows that all are in one stratum, and which arm is the smaller: its counts are the sums.

    She is right about people and cases by chance. The control publishes the sums as they are.
    """
    generator, ours, control = np.random.default_rng(9), 0, 0
    for _ in range(strata):
        few = int(generator.integers(35, 90))
        sizes = (few + int(generator.integers(5, 60)), few)
        arms = tuple((n, int(generator.integers(10, n - 10))) for n in sizes)
        shown = published_sums(arms, generator)
        assert shown is not None
        assert all(number % ROUND_TO == 0 for number in shown[3:])
        ours += solved_counts(shown[3:]) == arms[1]
        control += solved_counts(sums_without_blur(arms)) == arms[1]
    gained("contrast_solved", ours / strata, "<= 0.05", control / strata, f"{strata} strata")
    assert ours <= 0.05 * strata
    assert control == strata
