import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questionnaire import week_choices
from db.answers import LAST_WEEK

SAID = {
    1: ("Less than a week ago", "Week 1 (the first week)"),
    2: ("1 week ago", "Week 2"),
    13: ("12 weeks ago", "Week 13"),
    14: ("3 months ago", "About 3 months in"),
    27: ("6 months ago", "About 6 months in"),
    53: ("12 months ago", "About 12 months in"),
    105: ("2 years ago", "About 2 years in"),
}


@pytest.mark.parametrize(("week", "said"), SAID.items())
def test_the_week_of_use_is_counted_from_1(week: int, said: tuple[str, str]) -> None:
    """Less than a week ago is week 1, one week ago is week 2; months and years follow."""
    assert (week_choices.time_ago_in_words(week), week_choices.week_of_use_in_words(week)) == said


def test_weeks_come_to_12_then_months_then_years() -> None:
    """Finer than memory would only be wrong, and would tell who it was."""
    units = [moment.unit for moment in week_choices.LADDER.values()]
    assert units == sorted(units, key=["week", "month", "year"].index)
    assert [units.count(unit) for unit in ("week", "month", "year")] == [13, 21, 37]


def test_every_choice_can_be_stored_and_reads_differently() -> None:
    """No two choices are the same week, or the same words."""
    offered = week_choices.weeks_on_offer()
    assert offered == sorted(set(offered))
    assert offered[0] == 1
    assert offered[-1] <= LAST_WEEK
    assert len({week_choices.time_ago_in_words(week) for week in offered}) == len(offered)
    assert len({week_choices.week_of_use_in_words(week) for week in offered}) == len(offered)


@given(st.sampled_from(week_choices.weeks_on_offer()), st.integers(1, 20))
def test_only_weeks_up_to_now_are_offered_and_now_is_one_of_them(now: int, first: int) -> None:
    """Nothing can begin later than now."""
    offered = week_choices.weeks_on_offer(first, now)
    assert all(first <= week <= now for week in offered)
    assert (now in offered) == (first <= now)


@given(st.integers(1, LAST_WEEK))
def test_a_week_that_is_no_choice_can_still_be_said(week: int) -> None:
    """A check-in moves a member on by single weeks."""
    assert week_choices.time_ago_in_words(week) and week_choices.week_of_use_in_words(week)
