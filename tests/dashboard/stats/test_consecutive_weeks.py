import numpy as np
import pytest

from dashboard.stats.consecutive_weeks import share_within_weeks
from dashboard.stats.shares import Share, share_with_blur, wilson_interval

SEED, DRAWS = 5, 4_000


def plain_share(cases: int, people: int) -> Share:
    """Without a blur."""
    return Share(people, cases, cases / people, *wilson_interval(cases, people))


def test_one_week_is_its_own_share() -> None:
    """40 of 400."""
    week = share_with_blur(40, 400)
    found = share_within_weeks([week])
    assert (found.value, found.low, found.high) == pytest.approx((week.value, week.low, week.high))


def test_no_effect_in_either_week_is_none() -> None:
    """And everyone in one week is everyone."""
    assert share_within_weeks([plain_share(0, 50), plain_share(0, 40)]).value == 0
    assert share_within_weeks([plain_share(50, 50), plain_share(0, 40)]).value == pytest.approx(1)


def test_no_week_is_no_share() -> None:
    """There is nobody to tell of."""
    with pytest.raises(ValueError, match="one week"):
        share_within_weeks([])


@pytest.mark.parametrize(("hazards", "people"), [((0.1, 0.08), 400), ((0.03, 0.05), 60)])
def test_the_range_holds_the_truth(hazards: tuple[float, float], people: int) -> None:
    """A third is cut after the first week by lot: 1 - (1 - q0)(1 - q1) in 94 of 100 draws or more.

    4,000 draws: a standard error of 0.4 points.
    """
    rng = np.random.default_rng(SEED)
    truth = 1 - (1 - hazards[0]) * (1 - hazards[1])
    first = rng.binomial(people, hazards[0], DRAWS)
    at_risk = rng.binomial(people - first, 2 / 3)
    second = rng.binomial(at_risk, hazards[1])
    held = 0
    for cases, left, more in zip(first.tolist(), at_risk.tolist(), second.tolist(), strict=True):
        found = share_within_weeks([plain_share(cases, people), plain_share(more, left)])
        held += found.low <= truth <= found.high
    assert held / DRAWS >= 0.94
