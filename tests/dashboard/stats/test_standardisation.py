import numpy as np
import pytest

from dashboard.stats.noise import NOISE_VARIANCE
from dashboard.stats.standardisation import Stratum, mantel_haenszel_difference


def test_one_stratum_is_the_plain_difference() -> None:
    """30 of 100 against 20 of 100: +10 in 100."""
    found = mantel_haenszel_difference([Stratum(30, 100, 20, 100)])
    assert found.value == pytest.approx(0.10)
    plain = 1.96 * np.sqrt(0.3 * 0.7 / 100 + 0.2 * 0.8 / 100)
    assert (found.high - found.low) / 2 == pytest.approx(plain, rel=0.02)


def test_a_stratum_with_one_arm_says_nothing() -> None:
    """It is left out; with nothing left there is no difference."""
    both, one = Stratum(3, 10, 2, 10), Stratum(5, 10, 0, 0)
    assert mantel_haenszel_difference([both, one]) == mantel_haenszel_difference([both])
    assert mantel_haenszel_difference([one]) is None


def test_cases_outside_zero_to_people_are_taken_as_they_are() -> None:
    """Noise may push them there: -1 and +1 of 10 in two equal strata are no difference."""
    found = mantel_haenszel_difference([Stratum(-1, 10, 0, 10), Stratum(1, 10, 0, 10)])
    assert found is not None
    assert found.value == 0


@pytest.mark.parametrize("blur", [0.0, NOISE_VARIANCE])
def test_the_interval_covers_the_truth_in_95_of_100(blur: float) -> None:
    """Six strata of unequal arms, a true difference of 8 points, with and without noise."""
    generator = np.random.default_rng(7)
    arms = [(60, 20), (30, 40), (80, 30), (25, 25), (50, 70), (20, 15)]
    base = np.linspace(0.1, 0.4, len(arms))
    covered, widths = [], []
    for _ in range(1_500):
        strata = []
        for (first, second), risk in zip(arms, base, strict=True):
            cases = generator.binomial(first, risk + 0.08), generator.binomial(second, risk)
            noise = generator.normal(0, np.sqrt(blur), 4)
            people = max(0, first + noise[0]), max(0, second + noise[1])
            strata.append(
                Stratum(
                    float(np.clip(cases[0] + noise[2], 0, people[0])),
                    people[0],
                    float(np.clip(cases[1] + noise[3], 0, people[1])),
                    people[1],
                ),
            )
        found = mantel_haenszel_difference(strata, blur=blur)
        covered.append(found.low <= 0.08 <= found.high)
        widths.append(found.high - found.low)
    assert 0.93 <= np.mean(covered) <= 0.975
