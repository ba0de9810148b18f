import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questionnaire import week_choices
from db.answers import LAST_WEEK

SAID = {
    1: ("Less than a week ago", "Week 1 (the first week)"),
    2: ("1 week ago", "Week 2"),
    13: ("12 weeks ago", "Week 13"),
    14: ("3 months ago", "Week 14 (about 3 months in)"),
    27: ("6 months ago", "Week 27 (about 6 months in)"),
    53: ("12 months ago", "Week 53 (about 12 months in)"),
    105: ("2 years ago", "Week 105 (about 2 years in)"),
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


@given(st.integers(1, LAST_WEEK), st.integers(1, LAST_WEEK))
def test_no_two_weeks_have_one_name(one: int, other: int) -> None:
    """In the survey, in a check-in and where somebody stopped it is the same name."""
    names = {week_choices.week_of_use_in_words(week) for week in (one, other)}
    assert len(names) == len({one, other})


@given(st.integers(1, LAST_WEEK), st.integers(0, 200), st.lists(st.integers(1, LAST_WEEK)))
def test_a_list_of_weeks_is_never_empty_and_holds_both_ends(
    first: int, more: int, told: list[int]
) -> None:
    """In order, none twice, with the last twelve weeks one by one and every week told before."""
    last = first + more
    for offered in (
        week_choices.weeks_to_choose(first, last, told),
        week_choices.weeks_one_by_one(first, last),
    ):
        assert offered == sorted(set(offered))
        assert (offered[0], offered[-1]) == (first, last)
        assert set(range(max(first, last - 12), last + 1)) <= set(offered)
    held = set(week_choices.weeks_to_choose(first, last, told))
    assert {week for week in told if first <= week <= last} <= held


@given(st.integers(1, LAST_WEEK), st.integers(0, week_choices.LONGEST))
def test_a_member_who_told_by_the_week_is_offered_every_week(first: int, more: int) -> None:
    """From the last change of dose to now, for two years of them."""
    assert week_choices.weeks_one_by_one(first, first + more) == list(
        range(first, first + more + 1)
    )


@given(st.integers(1, LAST_WEEK), st.integers(1, LAST_WEEK))
def test_a_list_whose_end_lies_before_its_beginning_still_has_a_week(first: int, last: int) -> None:
    """Answers that do not fit yet: the sentence says so, the list does not break."""
    assert week_choices.weeks_to_choose(first, last)
