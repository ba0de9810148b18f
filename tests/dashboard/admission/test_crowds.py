"""When a survey belongs to a crowd, by the process's memory alone."""

from dataclasses import dataclass

import pytest

from dashboard.admission.crowds import (
    DAY_HOURS,
    HOUR_SECONDS,
    MOST_A_DAY,
    ROOM,
    SurveyCrowds,
)

INVITE, OTHER = "7K2MQX4D", "9999AAAA"


@dataclass
class Clock:
    """Stands until a test moves it."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """The time now."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """A clock of this test's own."""
    return Clock()


def came_in_surge(crowds: SurveyCrowds, invite: str, published: int | None) -> bool:
    """Whether a survey that is stored belongs to a crowd."""
    is_surge = crowds.is_surge(invite, published)
    crowds.count_survey(invite)
    return is_surge


def number_held(crowds: SurveyCrowds, surveys: int, published: int | None) -> int:
    """How many of so many surveys without an invite are held."""
    return sum(came_in_surge(crowds, "", published) for _ in range(surveys))


def test_a_crowd_from_one_invite_is_a_surge(clock: Clock) -> None:
    """The 31st in ten minutes, and none of the 30 before it, nor one with another invite."""
    crowds = SurveyCrowds(clock)
    came = [came_in_surge(crowds, INVITE, None) for _ in range(ROOM + 1)]
    assert came == [False] * ROOM + [True]
    assert not came_in_surge(crowds, OTHER, None)


def test_the_same_number_over_an_hour_is_no_surge(clock: Clock) -> None:
    """A hundred people, one every forty seconds: fifteen in ten minutes."""
    crowds = SurveyCrowds(clock)
    for _ in range(100):
        clock.seconds += 40
        assert not came_in_surge(crowds, INVITE, 400)


@pytest.mark.parametrize(
    ("published", "counted"), [(30, 150), (400, 150), (450, 150), (480, 160), (3_000, 1_000)]
)
def test_without_an_invite_more_than_150_and_more_than_a_third_of_the_group_are_held(
    clock: Clock, published: int, counted: int
) -> None:
    """Of 1,100 in a day, those after the larger of the two: 480 / 3 = 160."""
    assert number_held(SurveyCrowds(clock), 1_100, published) == 1_100 - counted


def test_none_is_held_before_the_first_edition(clock: Clock) -> None:
    """There is no group yet that a crowd could be measured by."""
    assert number_held(SurveyCrowds(clock), 1_000, None) == 0


def test_what_came_before_the_first_edition_counts_after_it(clock: Clock) -> None:
    """The process has counted them: the next one is the 151st."""
    crowds = SurveyCrowds(clock)
    number_held(crowds, MOST_A_DAY, None)
    assert number_held(crowds, 1, 40) == 1


def test_a_crowd_since_yesterday_is_one_however_slowly_it_comes(clock: Clock) -> None:
    """151 surveys over a day, one each nine and a half minutes: the last is held."""
    crowds = SurveyCrowds(clock)
    came = []
    for _ in range(MOST_A_DAY + 1):
        came.append(came_in_surge(crowds, "", 100))
        clock.seconds += DAY_HOURS * HOUR_SECONDS / MOST_A_DAY
    assert came == [False] * MOST_A_DAY + [True]


def test_the_day_after_they_start_afresh(clock: Clock) -> None:
    """And nothing of the day before is in memory any more."""
    crowds = SurveyCrowds(clock)
    assert number_held(crowds, MOST_A_DAY + 5, 100) == 5
    clock.seconds += (DAY_HOURS + 1) * HOUR_SECONDS
    assert number_held(crowds, 1, 100) == 0
    assert crowds._by_hour.total() == 1


def test_surveys_with_an_invite_are_not_counted_as_without(clock: Clock) -> None:
    """A meeting with an invite, then a few without one."""
    crowds = SurveyCrowds(clock)
    for _ in range(2 * MOST_A_DAY):
        came_in_surge(crowds, INVITE, 100)
    assert number_held(crowds, MOST_A_DAY, 100) == 0


def test_what_was_not_stored_is_no_crowd(clock: Clock) -> None:
    """A thousand tries and corrections: 151 of them had every honest survey held for a day."""
    crowds = SurveyCrowds(clock)
    assert not any(crowds.is_surge("", 100) for _ in range(1_000))
    assert not any(crowds.is_surge(INVITE, 100) for _ in range(1_000))
