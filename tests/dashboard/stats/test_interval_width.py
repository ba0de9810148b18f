"""The estimate is held against the estimators themselves, on a group that has really grown."""

import pytest

from dashboard.stats.interval_width import half_width, half_width_after_growth, sampling_variance
from dashboard.stats.shares import share_with_blur
from dashboard.stats.standardisation import StrataSums, difference_of_sums

GROWTHS = (1.1, 1.5, 2, 4)
POINTS = 0.006
"""Just over half a point: the page tells whole ones."""


def width_of(cases: float, people: float) -> float:
    share = share_with_blur(round(cases), round(people))
    return half_width(share.low, share.high)


@pytest.mark.parametrize("growth", GROWTHS)
@pytest.mark.parametrize(("cases", "people"), [(20, 60), (60, 200), (150, 400), (40, 400)])
def test_a_share_of_a_group_that_has_grown_is_as_sure_as_was_foretold(
    cases: int, people: int, growth: float
) -> None:
    """The same share of so many times as many people, blurred by the same noise."""
    now = share_with_blur(cases, people)
    foretold = half_width_after_growth(
        half_width(now.low, now.high), sampling_variance(now), growth
    )
    assert foretold == pytest.approx(width_of(growth * cases, growth * people), abs=POINTS)


@pytest.mark.parametrize("growth", GROWTHS)
def test_so_is_a_difference_over_strata(growth: float) -> None:
    """Sums of the timing comparison; all of them have grown, the variance with the people."""
    sums = StrataSums(120, 45, 30, 50)
    now, then = (
        difference_of_sums(StrataSums(*(times * total for total in sums))) for times in (1, growth)
    )
    foretold = half_width_after_growth(half_width(now.low, now.high), now.sampling, growth)
    assert foretold == pytest.approx(half_width(then.low, then.high), abs=POINTS)


def test_without_blur_it_is_the_square_root_and_all_blur_is_one_over_people() -> None:
    """Four times the people: half as wide, or a quarter."""
    assert half_width_after_growth(0.1, 1.0, 4) == pytest.approx(0.1 / 2)
    assert half_width_after_growth(0.1, 0.0, 4) == pytest.approx(0.1 / 4)
    assert half_width_after_growth(0.1, 0.001, 1) == pytest.approx(0.1)


def test_a_group_does_not_shrink() -> None:
    """Nobody asks what fewer answers would do."""
    with pytest.raises(ValueError, match="growth"):
        half_width_after_growth(0.1, 0.001, 0.9)
