import numpy as np
import pytest

from dashboard.stats.best import (
    DRAWS,
    Cases,
    nearly_as_good,
    posterior_draws,
    probability_best,
    score_draws,
)
from db.thresholds import NAMED_FROM_CHANCE


def test_draws_are_shares_and_the_same_every_time() -> None:
    """Shape (bands, DRAWS), 0 to 1; a sentence must not change at a reload."""
    draws = posterior_draws([Cases(20, 50), Cases(30, 60)])
    assert draws.shape == (2, DRAWS)
    assert ((draws >= 0) & (draws <= 1)).all()
    assert (draws == posterior_draws([Cases(20, 50), Cases(30, 60)])).all()


def test_a_small_band_is_pulled_toward_the_whole() -> None:
    """25 of 30 among bands of 40 in 100: the small band's mean moves below its own 83 %."""
    draws = posterior_draws([Cases(80, 200), Cases(85, 200), Cases(25, 30)])
    assert 0.42 < draws[2].mean() < 0.80
    assert draws[0].mean() == pytest.approx(0.40, abs=0.03)


@pytest.mark.parametrize("bands", [[Cases(1, 10)], [Cases(1, 10), Cases(0, 0)]])
def test_too_few_bands_or_people_are_refused(bands: list[Cases]) -> None:
    """Shrinkage needs two bands, and people in each."""
    with pytest.raises(ValueError, match="band"):
        posterior_draws(bands)


def test_chances_to_be_best_sum_to_one_and_follow_the_lead() -> None:
    """A lead of 30 points at 200 people a band is certain; no lead is a coin."""
    clear = probability_best(posterior_draws([Cases(60, 200), Cases(120, 200)]))
    assert sum(clear) == pytest.approx(1)
    assert clear[1] > 0.99
    even = probability_best(posterior_draws([Cases(60, 200), Cases(60, 200)]))
    assert even[0] == pytest.approx(0.5, abs=0.03)


def test_within_ten_points_of_the_best_is_nearly_as_good() -> None:
    """50 % is nearly as good as 52 %; 20 % is not."""
    near = nearly_as_good(posterior_draws([Cases(80, 400), Cases(200, 400), Cases(208, 400)]))
    assert near[0] < 0.01
    assert near[1] > 0.9


def test_a_named_best_dose_is_right_at_least_eight_times_in_ten() -> None:
    """Four bands of 120 people, a true lead of 12 points, 300 groups."""
    generator = np.random.default_rng(11)
    truth = np.array([0.40, 0.45, 0.57, 0.45])
    right = []
    for _ in range(300):
        cases = generator.binomial(120, truth)
        chances = probability_best(posterior_draws([Cases(int(c), 120) for c in cases]))
        if max(chances) >= NAMED_FROM_CHANCE:
            right.append(int(np.argmax(chances)) == 2)
    assert len(right) > 30
    assert np.mean(right) >= 0.8


def test_what_a_dose_costs_is_not_shrunk_away_from_what_it_gives() -> None:
    """40 - 5, 45 - 10 and 50 - 15 of 100 are equally good: none is named, none is ruled out."""
    benefit = [Cases(160, 400), Cases(180, 400), Cases(200, 400)]
    burden = [Cases(40, 400), Cases(80, 400), Cases(120, 400)]
    scores = score_draws(benefit, burden, 0.5)
    assert scores.shape == (3, DRAWS)
    assert (scores == score_draws(benefit, burden, 0.5)).all()
    assert scores.mean(axis=1) == pytest.approx([0.35] * 3, abs=0.01)
    assert probability_best(scores) == pytest.approx([1 / 3] * 3, abs=0.05)


def test_a_score_follows_a_clear_lead_and_its_weight() -> None:
    """60 of 100 helped against 40; or 45 against 40 that costs 60 against 10."""
    level = [Cases(40, 400), Cases(40, 400)]
    lead = score_draws([Cases(160, 400), Cases(240, 400)], level, 0.5)
    assert probability_best(lead)[1] > 0.99
    costly = [Cases(40, 400), Cases(240, 400)]
    helped = [Cases(160, 400), Cases(180, 400)]
    assert probability_best(score_draws(helped, costly, 1.0))[0] > 0.99
    assert probability_best(score_draws(helped, costly, 0.0))[1] > 0.7
