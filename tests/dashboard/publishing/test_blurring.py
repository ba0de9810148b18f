import secrets
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publishing import blurring
from dashboard.publishing.blurring import (
    NoisyCounts,
    TrueCell,
    blur_cell,
    cell_noise,
    publishable_counts,
)
from dashboard.stats.noise import NOISE_VARIANCE

SECRET = bytes(32)


@pytest.mark.parametrize(
    ("blurred", "shown"),
    [
        ((0, 0), None),
        ((14, 14), None),
        ((15, 3), (15, 5)),
        ((17, 2), (15, 0)),
        ((18, 7), (20, 5)),
        ((19, 19), (20, 20)),
        ((1_002, 998), (1_000, 1_000)),
    ],
)
def test_threshold_comes_first_and_then_rounding_to_five(
    blurred: tuple[int, int],
    shown: tuple[int, int] | None,
) -> None:
    """Under 15 blurred people nothing is shown; from 15 on, the nearest 5."""
    assert publishable_counts(NoisyCounts(*blurred)) == (NoisyCounts(*shown) if shown else None)


@given(st.integers(0, 10_000), st.data())
def test_published_cases_never_exceed_people_and_both_are_multiples_of_five(
    people: int,
    rest: st.DataObject,
) -> None:
    """Whatever the counts and the noise."""
    cases = rest.draw(st.integers(0, people))
    key = rest.draw(st.integers(0, 2**64 - 1))
    shown = publishable_counts(
        blur_cell(secrets.token_bytes(32), "m", TrueCell(people, cases, key, key // 3))
    )
    if shown is not None:
        assert 0 <= shown.cases <= shown.people
        assert shown.people % 5 == shown.cases % 5 == 0
        assert shown.people >= 15


@given(st.integers(0, 9))
def test_fewer_than_ten_people_are_never_shown(people: int) -> None:
    """9 people and the largest noise of 5 make 14, which is under the threshold."""
    for secret in (secrets.token_bytes(32) for _ in range(50)):
        assert (
            publishable_counts(blur_cell(secret, "m", TrueCell(people, people, people, people)))
            is None
        )


def test_the_same_set_of_people_has_the_same_noise_within_an_edition() -> None:
    """A cell that appears under two filters cannot be averaged."""
    first = blur_cell(SECRET, "m", TrueCell(40, 12, 7_777, 99))
    assert blur_cell(SECRET, "m", TrueCell(40, 12, 7_777, 99)) == first


def test_measures_editions_and_sets_have_noise_of_their_own() -> None:
    """Over many keys the draws of two measures, or of two secrets, are unrelated."""
    keys = range(2_000)
    mine = [cell_noise(SECRET, "m", key) for key in keys]
    other_measure = [cell_noise(SECRET, "other", key) for key in keys]
    other_secret = [cell_noise(bytes([1]) * 32, "m", key) for key in keys]
    assert abs(np.corrcoef(mine, other_measure)[0, 1]) < 0.08
    assert abs(np.corrcoef(mine, other_secret)[0, 1]) < 0.08


def test_noise_is_a_two_sided_geometric_of_scale_two_and_a_half_cut_at_five() -> None:
    """Chances fall by exp(-1 / 2.5) a step; 20,000 draws follow them within 1 in 100."""
    chances = blurring.PROBABILITIES
    assert chances[6] / chances[5] == pytest.approx(np.exp(-1 / 2.5))
    drawn = Counter(cell_noise(SECRET, "m", key) for key in range(20_000))
    assert set(drawn) == set(range(-5, 6))
    for value, chance in zip(range(-5, 6), chances, strict=True):
        assert drawn[value] / 20_000 == pytest.approx(chance, abs=0.01)


def test_intervals_are_widened_by_the_variance_that_the_noise_has() -> None:
    """Stats knows the variance as a number; publishing draws it. They must agree."""
    variance = float((blurring.PROBABILITIES * np.arange(-5, 6) ** 2).sum())
    assert pytest.approx(variance, abs=0.005) == NOISE_VARIANCE


def test_cells_without_a_case_do_not_share_one_noise() -> None:
    """Else all cells that nobody is a case of would show the same number, and stand out."""
    cases = {blur_cell(SECRET, "m", TrueCell(100, 0, key, 0)).cases for key in range(200)}
    assert len(cases) > 3


def test_effects_that_nobody_has_in_a_week_do_not_share_one_noise() -> None:
    """Else they would show the same number in a column, and the one that somebody has would not."""
    nobody = TrueCell(people=30, cases=0, people_key=7_777, cases_key=0)
    shown = {blur_cell(SECRET, "m", nobody, f"effect_{number}|w3_4").cases for number in range(200)}
    assert len(shown) > 3
