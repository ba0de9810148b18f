from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.noise import (
    LOT_VARIANCE,
    NOISE_VARIANCE,
    PROBABILITIES,
    ROUND_TO,
    VALUES,
)
from dashboard.stats.standardisation import (
    StrataSums,
    StratumArms,
    difference_of_sums,
    sums_over_strata,
)

Counts = list[tuple[int, int]]
"""People and cases of an arm in each stratum."""


def arms(counts: Counts) -> StratumArms:
    people, cases = np.array(counts, dtype=float).T
    return StratumArms(people, cases)


def test_one_stratum_of_even_arms_is_the_plain_difference() -> None:
    """30 of 100 against 20 of 100: +10 in 100."""
    sums = sums_over_strata(arms([(100, 30)]), arms([(100, 20)]))
    assert sums[:3] == (100, 30, 20)
    assert sums.variance == pytest.approx(100 * 2 * 0.25 * 0.75)
    found = difference_of_sums(sums)
    assert found.value == pytest.approx(0.10)
    assert (found.first, found.second) == (0.3, 0.2)


def test_the_variance_is_the_larger_of_shares_of_their_own_and_of_one_share() -> None:
    """A small arm without a case has none of its own; where the small arm varies most, it has.

    0 of 10 against 300 of 1,000: one share is 300 of 1,010. 5 of 10 against none of 1,000: own.
    """
    quiet = sums_over_strata(arms([(10, 0)]), arms([(1_000, 300)]))
    share = 300 / 1_010
    assert quiet.variance == pytest.approx(10**2 * share * (1 - share) * (1 / 10 + 1 / 1_000))
    varied = sums_over_strata(arms([(10, 5)]), arms([(1_000, 0)]))
    assert varied.variance == pytest.approx(10**2 * 0.5 * 0.5 / 10)


def test_where_arms_are_even_it_is_what_mantel_and_haenszel_have() -> None:
    """Weights n / 2 of strata are those of n: sum(n d) / sum(n) over three strata."""
    first, second = [(20, 8), (50, 10), (30, 24)], [(20, 4), (50, 15), (30, 12)]
    mantel_haenszel = sum(
        (n / 2) * (a / n - b / n) for (n, a), (_, b) in zip(first, second, strict=True)
    ) / sum(n / 2 for n, _ in first)
    found = difference_of_sums(sums_over_strata(arms(first), arms(second)))
    assert found.value == pytest.approx(mantel_haenszel)


def test_a_stratum_with_an_empty_arm_adds_nothing() -> None:
    """Nobody to compare with; but the share of the whole arm, which only its variance leans on."""
    both = sums_over_strata(arms([(10, 3), (5, 0)]), arms([(10, 2), (0, 0)]))
    alone = sums_over_strata(arms([(10, 3)]), arms([(10, 2)]))
    assert both == alone
    assert sums_over_strata(arms([(5, 5)]), arms([(0, 0)])) == (0, 0, 0, 0)


def test_nobody_is_no_difference() -> None:
    """Publishing never writes such a row."""
    with pytest.raises(ValueError, match="people"):
        difference_of_sums(StrataSums(0, 0, 0, 0))


def test_cases_outside_zero_to_people_are_taken_as_they_are() -> None:
    """-5 and 10 of 50 are -10 and 20 in 100: 30 apart; a share alone is told from 0 on."""
    found = difference_of_sums(StrataSums(50, -5, 10, 20))
    assert found.value == pytest.approx(-0.3)
    assert (found.first, found.second) == (0.0, 0.2)


def test_the_mean_of_three_editions_is_narrower_by_what_lot_and_noise_take() -> None:
    """Sampling stays; of the lot and of the noise a third does: of 0.3, and of 2 x 7.3 people^2."""
    sums = StrataSums(100, 30, 30, 42)
    variances = {}
    for editions in (1, 3):
        found = difference_of_sums(sums, editions)
        variances[editions] = (100 * (found.high - found.low) / (2 * 1.959964)) ** 2
    blur = 2 * (NOISE_VARIANCE + ROUND_TO**2 / 12)
    assert variances[1] == pytest.approx(42 * 1.3 + blur, rel=1e-4)
    assert variances[3] == pytest.approx(42 * 1.1 + blur / 3, rel=1e-4)


@st.composite
def strata(draw: st.DrawFn) -> tuple[Counts, Counts]:
    """Two arms over one to five strata, each of 0 to 40 people."""
    many = draw(st.integers(1, 5))
    people = draw(st.lists(st.integers(0, 40), min_size=2 * many, max_size=2 * many))
    counts = [(n, draw(st.integers(0, n))) for n in people]
    return counts[:many], counts[many:]


def with_one_more(counts: Counts, at: int, case: int, weight: int) -> Counts:
    people, cases = counts[at]
    return [*counts[:at], (people + weight, cases + case * weight), *counts[at + 1 :]]


@settings(max_examples=400)
@given(
    strata(),
    st.data(),
    st.sampled_from((1, 2)),
    st.sampled_from((0, 1)),
    st.sampled_from((0, 1)),
)
def test_one_member_moves_each_sum_by_at_most_twice_their_weight(
    counts: tuple[Counts, Counts], data: st.DataObject, weight: int, case: int, later: int
) -> None:
    """In one stratum of either arm at once, as whoever moves after having been a control.

    The controls below are drawn the old way, to the whole of a large arm: they move by far more.
    """
    first, second = counts
    before = sums_over_strata(arms(first), arms(second))
    one, other = (data.draw(st.integers(0, len(first) - 1)) for _ in range(2))
    after = sums_over_strata(
        arms(with_one_more(first, one, case, weight)),
        arms(with_one_more(second, other, later, weight)),
    )
    assert np.abs(np.subtract(after, before)).max() <= 2 * weight + 1e-9


def test_standardised_to_the_larger_arm_one_member_would_stand_for_many() -> None:
    """The control: one of two in the smaller arm falls ill, and 1,000 of the other count half."""
    larger, smaller = (1_000, 200), (2, 0)
    to_larger = [larger[0] * cases / smaller[0] for cases in (0, 1)]
    to_smaller = [
        sums_over_strata(arms([larger]), arms([(smaller[0], cases)])).cases_second
        for cases in (0, 1)
    ]
    assert to_larger[1] - to_larger[0] == 500
    assert to_smaller[1] - to_smaller[0] == 1


def drawn_sums(
    rng: np.random.Generator, sizes: Counts, risks: Counts, extra: float
) -> Iterator[StrataSums]:
    """Editions of one group: what each publishes of it, by lot, noise and rounding."""
    members = [
        [rng.random(n) < risk + more for n, risk in zip(arm, risks, strict=True)]
        for arm, more in zip(zip(*sizes, strict=True), (extra, 0.0), strict=True)
    ]
    while True:
        found = []
        for arm in members:
            weights = [rng.choice(3, len(ill), p=(0.15, 0.7, 0.15)) for ill in arm]
            pairs = [(w.sum(), w[ill].sum()) for w, ill in zip(weights, arm, strict=True)]
            found.append(arms(pairs))
        noise = rng.choice(VALUES, len(StrataSums._fields), p=PROBABILITIES)
        blurred = (np.array(sums_over_strata(*found)) + noise) / ROUND_TO
        yield StrataSums(*(ROUND_TO * np.round(blurred)).tolist())


@pytest.mark.parametrize("editions", [1, 3])
def test_the_interval_covers_the_truth_in_95_of_100(editions: int) -> None:
    """Six strata of unequal arms, two of them tiny, a true difference of 8 points."""
    rng = np.random.default_rng(7)
    sizes = [(60, 20), (30, 40), (80, 30), (3, 1), (50, 70), (2, 15)]
    risks = np.linspace(0.1, 0.4, len(sizes)).tolist()
    covered = []
    for _ in range(1_000):
        editions_of = drawn_sums(rng, sizes, risks, 0.08)
        mean = np.mean([next(editions_of) for _ in range(editions)], axis=0)
        found = difference_of_sums(StrataSums(*mean.tolist()), editions)
        covered.append(found.low <= 0.08 <= found.high)
    assert 0.93 <= np.mean(covered) <= 0.975
    assert LOT_VARIANCE == 0.3
