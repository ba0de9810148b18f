"""Times are told in weeks and months: shares that rest on them have room in their range."""

import pytest

from dashboard.findings.told_times import TOLD_BY_MONTH, share_by_weeks, share_in_band
from dashboard.stats.shares import Share
from db import bands


def share_of(value: float) -> Share:
    """Of 1,000 people, with 3 points of range on both sides."""
    return Share(1_000, 1_000 * value, value, value - 0.03, value + 0.03)


@pytest.mark.parametrize(("value", "more"), [(0.4, 0.02), (0.6, 0.02), (0.1, 0.01)])
def test_what_is_told_to_the_week_has_a_twentieth_more_and_a_point_at_least(
    value: float, more: float
) -> None:
    """A twentieth of 40 in 100, or of the 40 who are left of 60; of 10 it is half a point."""
    wider = share_by_weeks(share_of(value))
    assert wider.low == pytest.approx(value - 0.03 - more)
    assert wider.high == pytest.approx(value + 0.03 + more)
    assert (wider.value, wider.people) == (value, 1_000)


def test_a_week_that_was_told_by_the_month_has_a_tenth_more() -> None:
    """Weeks 13 to 26 and later; an earlier week stays as it is published."""
    told = share_of(0.2)
    assert share_in_band(told, "w13_26").low == pytest.approx(0.17 - 0.02)
    assert share_in_band(told, "w9_12") is told
    later = [word for word, first, _ in bands.WEEK_OF_BAND.spans() if first >= 13]
    assert sorted(later) == sorted(TOLD_BY_MONTH)


def test_a_range_stays_between_nobody_and_everybody() -> None:
    """1 in 100 with a range from 0 to 2 gains a point above, and none below."""
    few = Share(1_000, 10, 0.01, 0.0, 0.02)
    assert (share_by_weeks(few).low, share_by_weeks(few).high) == (0.0, pytest.approx(0.03))
