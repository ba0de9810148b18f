import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from dashboard.stats.noise import PROBABILITIES, VALUES
from dashboard.stats.shares import (
    effective_people,
    least_share,
    share_of_sums,
    share_with_blur,
    wilson_interval,
)
from tests.drawn import mean_cell


def test_nobody_in_twenty_is_not_no_risk() -> None:
    """Wilson gives 0 to 16 %, where the usual default gives 0 to 0."""
    assert wilson_interval(0, 20) == pytest.approx((0, 0.161), abs=5e-4)


@pytest.mark.parametrize("alpha", [0.05, 0.2])
@pytest.mark.parametrize("people", [1, 7.5, 30, 400, 20_000])
def test_the_interval_is_the_one_of_statsmodels(people: float, alpha: float) -> None:
    """Wilson's formula is written out for speed: both agree at every share."""
    for share in (0, 0.01, 0.3, 0.5, 0.99, 1):
        expected = proportion_confint(share * people, people, alpha=alpha, method="wilson")
        assert wilson_interval(share * people, people, alpha) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("cases", "people"), [(20, 100), (60, 60), (120, 2_000)])
def test_the_least_share_is_published_so_with_just_that_chance(cases: int, people: int) -> None:
    """2.5 in 100 for those cases or more, by scipy's binomial, half of the chance of just those."""
    share = least_share(cases, people)
    fewest = np.array([cases - 2, cases + 3])  # rounded to ``cases``, and to the next
    chances = binom.sf(fewest[:, None] - VALUES - 1, people, share) @ PROBABILITIES
    assert chances.mean() == pytest.approx(0.025, abs=2e-3)


@pytest.mark.parametrize("counts", [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(counts: tuple[int, int]) -> None:
    """No people, or cases outside 0 to people."""
    with pytest.raises(ValueError, match="people"):
        wilson_interval(*counts)


def test_without_noise_the_lot_alone_costs_people() -> None:
    """Variance of the noise 0: the lot alone widens, 1.3 times in one edition, 1.1 in three."""
    assert effective_people(30, 100, blur=0) == pytest.approx(100 / 1.3)
    assert effective_people(30, 100, blur=0, editions=3) == pytest.approx(100 / 1.1)


def test_blur_costs_people_and_less_the_more_there_are() -> None:
    """40 people of whom half are cases count like fewer; 4,000 lose to the lot alone."""
    assert effective_people(20, 40) < 0.65 * 40
    assert effective_people(2_000, 4_000) > 0.98 * 4_000 / 1.3


@pytest.mark.parametrize("editions", [1, 3])
@pytest.mark.parametrize("people", [30, 300, 700, 3_000])
def test_the_interval_of_a_share_covers_the_true_risk(people: int, editions: int) -> None:
    """In 93 or more of 100 groups, all told; from one edition and from the mean of three.

    800 groups for each of four risks: the chance of falling 2 points short of 95 is under 1 in 100.
    """
    rng = np.random.default_rng(people + editions)
    for risk in (0.02, 0.1, 0.3, 0.5):
        covered = []
        for _ in range(800):
            cell = mean_cell(rng, (people, int(rng.binomial(people, risk))), editions)
            if cell is not None:
                share = share_with_blur(round(cell.cases, 6), cell.people, cell.editions)
                covered.append(share.low <= risk <= share.high)
        assert np.mean(covered) >= 0.93, (risk, np.mean(covered))


def test_a_share_of_sums_is_a_plain_one_where_its_variance_is_that_of_one() -> None:
    """80 of 200; a larger variance of the cases makes the range wider, a smaller one does not."""
    plain, wide = share_of_sums(80, 200, 0), share_of_sums(80, 200, 200)
    low, high = wilson_interval(0.4 * effective_people(80, 200), effective_people(80, 200))
    assert (plain.low, plain.high) == pytest.approx((low, high))
    assert wide.low < plain.low < 0.4 < plain.high < wide.high


@pytest.mark.parametrize(("cases", "value"), [(-5, 0.0), (205, 1.0)])
def test_sums_that_noise_pushed_beyond_their_people_are_none_or_all(
    cases: int, value: float
) -> None:
    """Of 200."""
    assert share_of_sums(cases, 200, 0).value == value
