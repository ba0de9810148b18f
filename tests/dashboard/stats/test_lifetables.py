from itertools import pairwise

import numpy as np
import pytest

from dashboard.stats.lifetables import (
    BlurPart,
    life_table,
    median_band,
    people_exposed,
    share_that_ended,
)
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE


def test_those_censored_within_a_band_count_half() -> None:
    """100 at risk, 20 ended, 60 at the next start: 20 were censored, so 100 - 20/2 = 90."""
    assert people_exposed(100, 20, 60) == 90


def test_the_share_still_going_is_a_product_of_bands() -> None:
    """(1 - 20/90) then (1 - 30/60) with nobody censored in the second."""
    first, second = life_table([100, 60, 30], [20, 30])
    assert first.still == pytest.approx(1 - 20 / 90)
    assert second.still == pytest.approx((1 - 20 / 90) * (1 - 30 / 60))


def test_the_interval_holds_the_share_and_grows_with_blur() -> None:
    """Blur makes every band wider and moves none."""
    plain = life_table([100, 60, 30], [20, 30])
    blurred = life_table([100, 60, 30], [20, 30], blur=BlurPart(BLUR_VARIANCE, LOT_VARIANCE))
    for sharp, soft in zip(plain, blurred, strict=True):
        assert soft.still == sharp.still
        assert soft.low < sharp.low < sharp.still < sharp.high < soft.high


@pytest.mark.parametrize("ended", [0, 50])
def test_nobody_or_everybody_ended_still_has_an_interval(ended: int) -> None:
    """The log-log bounds do not exist there; Wilson's do, and are no point."""
    (band,) = life_table([50, 50 - ended], [ended])
    assert 0 <= band.low < band.high <= 1
    assert band.low <= band.still <= band.high


@pytest.mark.parametrize(
    ("at_risk", "ended"),
    [([10, 5], []), ([10, -1], [2]), ([10, 0, 0], [10, 0])],
)
def test_counts_that_cannot_be_are_refused(at_risk: list[int], ended: list[int]) -> None:
    """Wrong lengths, negative counts, and bands in which nobody is at risk."""
    with pytest.raises(ValueError, match=r"at_risk|negative|at risk"):
        life_table(at_risk, ended)


def test_leaving_out_the_ongoing_makes_effects_look_short() -> None:
    """True median 4 weeks; 2,000 spells seen for 1 to 8 weeks; ended ones alone say under 2.5."""
    generator = np.random.default_rng(3)
    length = generator.exponential(4 / np.log(2), 2_000)
    seen = generator.uniform(1, 8, 2_000)
    ended, lasted = length <= seen, np.minimum(length, seen)
    assert np.median(lasted[ended]) < 2.5
    edges = np.array([0, 1, 2, 4, 8])
    at_risk = [(lasted >= edge).sum() for edge in edges]
    counts = [((lasted >= a) & (lasted < b) & ended).sum() for a, b in pairwise(edges)]
    table = life_table(at_risk, counts)
    assert table[2].still == pytest.approx(0.5, abs=0.03)
    assert median_band([band.still for band in table]) in {2, 3}


def test_without_censoring_the_share_that_ended_is_a_plain_share() -> None:
    """100 at risk, 25 and then 15 end: 40 of 100, with the variance .4 x .6 / 100."""
    found = share_that_ended([100, 75, 60], [25, 15])
    assert found.value == pytest.approx(0.4)
    assert found.variance == pytest.approx(0.4 * 0.6 / 100)


def test_where_all_have_ended_the_share_is_one_and_has_no_variance_of_its_own() -> None:
    """40 of 40."""
    assert share_that_ended([40, 0], [40]) == (1.0, 0.0)
