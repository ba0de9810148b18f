"""The calendar: no clock, no store; days are drawn."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.edition_days import (
    RHYTHMS,
    EditionCalendar,
    following_day,
    is_plausible_plan,
    nearest_rhythm,
)

days = st.dates(datetime.date(2026, 1, 1), datetime.date(2036, 1, 1))
calendars = st.builds(
    EditionCalendar, weekday=st.integers(0, 6), rhythm_weeks=st.sampled_from(RHYTHMS)
)
DAY = datetime.timedelta(days=1)


@given(calendars, days)
def test_a_day_that_is_kept_is_followed_by_the_same_weekday_a_rhythm_later(
    calendar: EditionCalendar, day: datetime.date
) -> None:
    """4, 6 or 12 weeks, to the day."""
    planned = calendar.weekday_from(day)
    weeks = calendar.rhythm_weeks
    assert following_day(calendar, planned, planned, weeks) == planned + 7 * weeks * DAY


@given(calendars, days, st.integers(0, 800))
def test_of_missed_days_one_is_made_up_and_the_next_is_at_least_a_week_away(
    calendar: EditionCalendar, day: datetime.date, late: int
) -> None:
    """However late the look is: on the group's weekday, on the days that were planned."""
    planned = calendar.weekday_from(day)
    today, step = planned + late * DAY, 7 * calendar.rhythm_weeks
    following = following_day(calendar, planned, today, calendar.rhythm_weeks)
    assert (following - planned).days % step == 0
    assert 7 <= (following - today).days < 7 + step
    assert is_plausible_plan(following, today, calendar.rhythm_weeks)


def test_a_day_made_up_in_time_leaves_the_next_where_it_was() -> None:
    """Every 4 weeks; looked at 21 days late the next stays, 22 days late one more is left out."""
    planned = datetime.date(2026, 11, 1)
    for late, weeks in ((21, 4), (22, 8)):
        found = following_day(EditionCalendar(), planned, planned + late * DAY, 4)
        assert found == planned + 7 * weeks * DAY


@given(calendars, calendars, days)
def test_another_weekday_takes_effect_after_the_next_edition(
    before: EditionCalendar, after: EditionCalendar, day: datetime.date
) -> None:
    """The day that was planned stays; the one after it is the first new weekday from then on."""
    planned = before.weekday_from(day)
    found = following_day(after, planned, planned, after.rhythm_weeks)
    assert found.weekday() == after.weekday
    assert 0 <= (found - planned).days - 7 * after.rhythm_weeks <= 6


@given(calendars, days, st.integers(1, 5_000))
def test_a_plan_of_a_clock_that_was_ahead_is_known_by_its_distance(
    calendar: EditionCalendar, day: datetime.date, ahead: int
) -> None:
    """Made on a day that has not come: 7 days ahead or more, it is further off than any plan."""
    later = day + (ahead + 7) * DAY
    planned = calendar.weekday_from(later)
    weeks = calendar.rhythm_weeks
    assert not is_plausible_plan(following_day(calendar, planned, planned, weeks), day, weeks)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", 1), ("Pacific/Auckland", 2), ("America/Los_Angeles", 1)],
)
def test_the_day_is_the_groups_own(zone: str, day: int) -> None:
    """Sunday, 1 November 2026, 13:00 in Greenwich: in Auckland it is Monday."""
    moment = datetime.datetime(2026, 11, 1, 13, tzinfo=datetime.UTC)
    assert EditionCalendar(time_zone=zone).local_day(moment) == datetime.date(2026, 11, day)


@pytest.mark.parametrize(
    ("interval_days", "weeks"), [(1, 4), (7, 4), (30, 4), (35, 4), (36, 6), (63, 6), (64, 12)]
)
def test_an_interval_of_old_becomes_the_nearest_rhythm(interval_days: int, weeks: int) -> None:
    """28, 42 or 84 days."""
    assert nearest_rhythm(interval_days) == weeks


@pytest.mark.parametrize(("weeks", "count"), [(4, 3), (6, 2), (12, 1)])
def test_groups_come_every_twelve_weeks(weeks: int, count: int) -> None:
    """Every third, second, or each publishing day."""
    assert EditionCalendar(rhythm_weeks=weeks).days_between_groups() == count
