"""The dates that pages say: by the calendar and the size of the newest edition."""

import datetime

import pytest

from dashboard.edition_dates import EditionDates, PublishedSoFar, edition_dates, group_calendar
from dashboard.edition_days import RHYTHMS, EditionCalendar, RhythmWeeks
from db.desk.group import GroupSettings
from db.desk.publishing_day import PublishingDay
from db.editions.heads import Edition, GroupsHeld

SUNDAY = datetime.date(2026, 12, 27)
WEEK = datetime.timedelta(weeks=1)


def head(day_number: int, members: int = 700, groups: GroupsHeld = GroupsHeld.held) -> Edition:
    return Edition(day_number, SUNDAY, members, False, groups=groups, day_number=day_number)


def dates(
    newest: Edition | None, held: Edition | None, number: int = 11, rhythm: RhythmWeeks = 4
) -> EditionDates:
    plan = PublishingDay(number=number, next_day=SUNDAY, weeks=rhythm)
    so_far = PublishedSoFar(newest, held)
    return edition_dates(EditionCalendar(rhythm_weeks=rhythm), plan, so_far)


def test_the_next_edition_comes_on_the_next_publishing_day() -> None:
    """And the third from now is the first whose mean holds no edition of today."""
    found = dates(head(11), head(9))
    assert found.edition == SUNDAY
    assert found.all_gone == SUNDAY + 8 * WEEK


@pytest.mark.parametrize(("held_on", "days_later"), [(9, 0), (10, 1), (11, 2)])
def test_groups_come_three_publishing_days_after_the_last(held_on: int, days_later: int) -> None:
    """Day 11 was the last: those of day 9 are due on day 12, those of day 11 on day 14."""
    assert dates(head(11), head(held_on)).groups == SUNDAY + days_later * 4 * WEEK


@pytest.mark.parametrize(("rhythm", "weeks"), [(4, 8), (6, 6), (12, 0)])
def test_groups_are_twelve_weeks_apart_in_every_rhythm(rhythm: RhythmWeeks, weeks: int) -> None:
    """The last ones appeared on the day before the next, one rhythm earlier."""
    assert dates(head(11), head(11), rhythm=rhythm).groups == SUNDAY + weeks * WEEK


@pytest.mark.parametrize("members", [40, 90])
def test_a_small_group_hears_the_later_day_and_no_date_of_groups(members: int) -> None:
    """Twelve weeks lie between two editions: the day after day 11 comes four weeks after it."""
    found = dates(head(11, members), None)
    assert found.edition == SUNDAY + 8 * WEEK
    assert found.groups is None
    assert found.all_gone == SUNDAY + 32 * WEEK


def test_a_group_whose_edition_says_a_hundred_hears_the_next_day() -> None:
    """It does not wait, however many left since: the day was said."""
    assert dates(head(11, 100), None).edition == SUNDAY


def test_what_leaders_set_since_moves_the_later_days_and_the_bound_holds_all_of_them() -> None:
    """Weekday and rhythm, any of them: the third edition is never after the latest date."""
    plan = PublishingDay(number=11, next_day=SUNDAY, weeks=4, weekday=6, time_zone="UTC")
    bound = dates(head(11), head(9)).all_gone_latest
    for weekday in range(7):
        for rhythm in RHYTHMS:
            calendar = EditionCalendar(weekday=weekday, rhythm_weeks=rhythm)
            found = edition_dates(calendar, plan, PublishedSoFar(head(11), head(9)))
            assert found.edition == SUNDAY
            assert found.all_gone <= found.all_gone_latest == bound
    assert bound == SUNDAY + 2 * (12 * WEEK + datetime.timedelta(6))


def test_who_hands_in_while_the_first_edition_is_written_hears_of_the_one_after() -> None:
    """Its snapshot may be older: twelve weeks later a small group has the next."""
    plan = PublishingDay(number=3, next_day=SUNDAY, weeks=4, edition=1)
    found = edition_dates(EditionCalendar(), plan, PublishedSoFar())
    assert found.has_begun
    assert found.edition == SUNDAY + 8 * WEEK
    assert not dates(None, None, number=0).has_begun


def test_groups_that_failed_on_their_day_have_no_date() -> None:
    """They are tried again each time, and nobody can say whether they come."""
    assert dates(head(11), head(11, groups=GroupsHeld.too_small)).groups is None


def test_before_the_first_edition_there_is_a_day_and_no_groups() -> None:
    """The next day on which it may come."""
    found = dates(None, None, number=0)
    assert (found.edition, found.groups) == (SUNDAY, None)


def test_leaders_decide_about_the_rhythm_and_else_the_operator() -> None:
    """40 days are nearest to six weeks."""
    assert group_calendar(GroupSettings(rhythm_weeks=12), 40).rhythm_weeks == 12
    assert group_calendar(GroupSettings(), 40).rhythm_weeks == 6
