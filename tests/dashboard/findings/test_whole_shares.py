import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.findings.whole_shares import agreeing_parts, agreeing_shares, points_of_parts
from dashboard.stats.shares import Share, share_with_blur


def test_the_largest_remainders_take_what_is_left() -> None:
    """47, 16 and 37 of 100 cases in tens: 4.7, 1.6 and 3.7; two are left, for .7 and .7."""
    assert agreeing_parts([47, 16, 37], 10) == [5, 1, 4]


def test_of_equal_remainders_the_first_is_served() -> None:
    """Three thirds of 100 are 33.3 each: one is left."""
    assert agreeing_parts([5, 5, 5]) == [34, 33, 33]


def test_where_nobody_is_nothing_is_shared_out() -> None:
    """No size at all; and a size below 0 is no part."""
    assert agreeing_parts([0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="not below 0"):
        agreeing_parts([5, -5])


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.sampled_from((20, 100, 37)))
def test_parts_add_up_and_none_is_off_by_one_or_more(sizes: list[int], whole: int) -> None:
    """Of any counts: the sum is the whole, each part within one of its exact part."""
    parts = agreeing_parts(sizes, whole)
    total = sum(sizes)
    assert sum(parts) == (whole if total else 0)
    assert all(
        abs(part - whole * size / (total or 1)) < 1 for part, size in zip(parts, sizes, strict=True)
    )


def test_shares_that_are_shown_add_up_to_the_whole() -> None:
    """Published 90, 70, 55 of 200 people are 45, 35 and 28 in 100: 108. Shown 42, 32 and 26.

    Exactly 90 / 215 = 41.86, 70 / 215 = 32.56, 55 / 215 = 25.58: 98, and two are left.
    """
    shares = [share_with_blur(cases, 200) for cases in (90, 70, 55)]
    assert sum(round(100 * share.value) for share in shares) == 108
    assert [share.value for share in agreeing_shares(shares) if share] == [0.42, 0.32, 0.26]


def test_few_people_are_told_in_steps_of_five() -> None:
    """Of 60 people 20, 20 and 20: 35, 35 and 30, never 33."""
    assert points_of_parts([20, 20, 20], 60) == [35, 35, 30]


def test_cases_without_a_number_count_as_none() -> None:
    """3.3 of 200, the mean of three editions, is "under 1 in 20": the others make the whole."""
    found = agreeing_shares(
        [share_with_blur(3.3, 200, 3), share_with_blur(150, 200), share_with_blur(50, 200)]
    )
    assert [share.value for share in found if share] == [0.0, 0.75, 0.25]


@pytest.mark.parametrize(
    "shares",
    [
        [share_with_blur(10, 40), None],
        [share_with_blur(10, 25), share_with_blur(15, 25)],
    ],
)
def test_without_all_parts_or_numbers_nothing_is_changed(shares: list[Share | None]) -> None:
    """A part that is not shown, and 25 people, who are told in words."""
    assert agreeing_shares(shares) == shares


def test_a_range_holds_the_share_that_is_shown() -> None:
    """Of 40 people 40 and 0 published: 100 and 0 in 100 lie in their ranges."""
    for share in agreeing_shares([share_with_blur(40, 40), share_with_blur(0, 40)]):
        assert share and share.low <= share.value <= share.high
