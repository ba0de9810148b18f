"""The little noise of a count, the threshold, rounding."""

import secrets
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publishing.blurring import (
    BlurredCell,
    BlurredCount,
    CountNoise,
    count_noise,
    publishable_cell,
    publishable_count,
    rounded_count,
)
from dashboard.stats.noise import CUT, PROBABILITIES, ROUND_TO, VALUES
from db.thresholds import THRESHOLD

numbers = st.integers(-20, 5_000)


def test_the_noise_has_the_shape_that_intervals_allow_for() -> None:
    """40,000 names: each value as often as its chance says, within five standard deviations."""
    drawn = Counter(count_noise(b"a secret", f"count {n}") for n in range(40_000))
    assert set(drawn) == set(range(-CUT, CUT + 1))
    for value, chance in zip(VALUES, PROBABILITIES, strict=True):
        sd = (40_000 * chance * (1 - chance)) ** 0.5
        assert abs(drawn[int(value)] - 40_000 * chance) < 5 * sd


@given(numbers, st.text())
def test_a_count_has_one_value_wherever_it_stands(number: int, name: str) -> None:
    """The same edition, the same name: the same noise, however often it is asked."""
    noise = CountNoise(secrets.token_bytes(32))
    assert noise.blurred(number, name) == noise.blurred(number, name)
    assert abs(noise.blurred(number, name) - number) <= CUT


def test_the_noise_of_a_name_comes_from_the_secret_and_nothing_else() -> None:
    """Another worker, another look: 200 names have the same noise; another secret, another one."""
    names = [f"count {number}" for number in range(200)]
    first, again, other = (
        [count_noise(secret, name) for name in names] for secret in (b"one", b"one", b"two")
    )
    assert first == again != other


@pytest.mark.parametrize(("blurred", "shown"), [(19, None), (20, 20), (22, 20)])
def test_the_threshold_is_twenty_to_the_person(blurred: int, shown: int | None) -> None:
    """19 would be rounded to 20, and be shown."""
    assert publishable_count(BlurredCount(blurred)) == shown


@given(numbers, numbers)
def test_what_is_shown_is_a_multiple_of_five_never_below_zero_never_more_cases_than_people(
    people: int, cases: int
) -> None:
    """Under the threshold nothing is shown."""
    shown = publishable_cell(BlurredCell(BlurredCount(people), BlurredCount(cases)))
    if people < THRESHOLD:
        assert shown is None
        return
    assert shown is not None
    assert shown.people % ROUND_TO == shown.cases % ROUND_TO == 0
    assert 0 <= shown.cases <= shown.people
    assert abs(shown.people - people) <= ROUND_TO / 2


@pytest.mark.parametrize(
    ("blurred", "rounded"), [(-3, -5), (-2, 0), (0, 0), (2, 0), (3, 5), (7, 5), (8, 10)]
)
def test_rounding_is_to_the_nearest_five(blurred: int, rounded: int) -> None:
    """Below 0, too: a derived number is cut nowhere."""
    assert rounded_count(BlurredCount(blurred)) == rounded


def test_a_small_group_passes_the_threshold_as_rarely_as_is_said() -> None:
    """By the lot and the noise together: of 10 people 1 in 6,000, of 15 1 in 13, of 20 1 in 2.

    Chances of each sum of weights, counted out, with those of the noise.
    """
    passes = {people: chance_to_pass(people) for people in (9, 10, 12, 15, 20, 25)}
    assert 1 / 90_000 < passes[9] < 1 / 65_000
    assert 1 / 7_000 < passes[10] < 1 / 5_000
    assert 1 / 250 < passes[12] < 1 / 150
    assert 1 / 15 < passes[15] < 1 / 11
    assert 0.5 < passes[20] < 0.6
    assert passes[25] > 0.93


def chance_to_pass(people: int) -> float:
    chances = {0: 1.0}
    for _ in range(people):
        after: Counter[int] = Counter()
        for total, chance in chances.items():
            for weight, share in ((0, 0.15), (1, 0.7), (2, 0.15)):
                after[total + weight] += chance * share
        chances = after
    return sum(
        chance * float(share)
        for total, chance in chances.items()
        for value, share in zip(VALUES, PROBABILITIES, strict=True)
        if total + value >= THRESHOLD
    )
