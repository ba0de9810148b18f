"""Guessing gets slower: for one name, for one household, and for a hundred tries at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.leaders.access.throttle import (
    FOR_A_HOUSEHOLD,
    FOR_A_NAME,
    MOST_NAMES,
    SignInThrottle,
    TryWaits,
)
from tests.dashboard.leaders.conftest import Clock


@pytest.fixture
def throttle(clock: Clock) -> SignInThrottle:
    """One of this test's own."""
    return SignInThrottle(clock)


HERE, THERE = "203.0.113.7", "203.0.113.8"


def begin(throttle: SignInThrottle, name: str, household: str = HERE) -> TryWaits:
    """A try under a name that a leader has if it is Anna's or Bert's."""
    return throttle.begin(name, household, is_known=name.casefold() in {"anna", "bert"})


def fail(throttle: SignInThrottle, clock: Clock, name: str, times: int) -> list[int]:
    """Fail so often, each as soon as it may be; the waits before each."""
    waits = []
    for _ in range(times):
        wait = begin(throttle, name).for_name
        if wait:
            clock.seconds += wait
            assert begin(throttle, name).for_name == 0
        waits.append(wait)
    return waits


def test_the_wait_doubles_from_the_fourth_try_on(throttle: SignInThrottle, clock: Clock) -> None:
    """Three free; 5, 10, 20 ... seconds; five minutes at most."""
    waits = fail(throttle, clock, "Anna", 11)
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]


def test_a_try_that_came_too_soon_does_not_count(throttle: SignInThrottle, clock: Clock) -> None:
    """A hundred of them move nothing: whoever waits gets in."""
    fail(throttle, clock, "Anna", 3)
    assert {begin(throttle, "Anna").for_name for _ in range(100)} == {5}
    clock.seconds += 5
    assert begin(throttle, "Anna").for_name == 0


def test_success_ends_the_row(throttle: SignInThrottle, clock: Clock) -> None:
    """Three free tries again."""
    fail(throttle, clock, "Anna", 3)
    throttle.note_success("anna", HERE)
    assert fail(throttle, clock, "Anna", 4) == [0, 0, 0, 5]


def test_an_hour_without_a_failure_ends_the_row(throttle: SignInThrottle, clock: Clock) -> None:
    """A second before, the wait would have doubled again."""
    fail(throttle, clock, "Anna", 6)
    clock.seconds += FOR_A_NAME.forgotten_after
    assert fail(throttle, clock, "Anna", 4) == [0, 0, 0, 5]


def test_one_name_does_not_slow_another(throttle: SignInThrottle, clock: Clock) -> None:
    """Case does not make another name."""
    fail(throttle, clock, "Anna", 4)
    assert begin(throttle, "ANNA").for_name > 0
    assert begin(throttle, "Bert").for_name == 0


def test_a_household_has_twenty_failures_and_then_one_every_ten_seconds(
    throttle: SignInThrottle, clock: Clock
) -> None:
    """A new name each time: 20 go on, the others wait; ten seconds later one goes on."""
    waits = [begin(throttle, f"name {i}").for_household for i in range(25)]
    assert waits == [0] * FOR_A_HOUSEHOLD.at_once + [10] * 5
    clock.seconds += FOR_A_HOUSEHOLD.seconds
    assert [begin(throttle, f"late {i}").for_household for i in range(2)] == [0, 10]


def test_what_one_household_fails_is_held_against_no_other(throttle: SignInThrottle) -> None:
    """Nor against a name that has not failed: Anna's own row alone is waited for."""
    for i in range(1_000):
        begin(throttle, f"name {i}")
    assert begin(throttle, "Cleo", THERE) == TryWaits()
    assert begin(throttle, "Anna").for_name == 0


def test_a_success_gives_the_household_its_try_back(throttle: SignInThrottle) -> None:
    """A hundred sign-ins of leaders behind one address: the next made-up name goes on."""
    for _ in range(100):
        begin(throttle, "Anna")
        throttle.note_success("Anna", HERE)
    assert begin(throttle, "name") == TryWaits()


def test_a_hundred_tries_at_once_are_a_hundred_failures(throttle: SignInThrottle) -> None:
    """They count when they begin, not when a slow check is over: three get through."""
    with ThreadPoolExecutor(16) as threads:
        waits = list(threads.map(lambda _: begin(throttle, "Anna").for_name, range(100)))
    assert waits.count(0) == FOR_A_NAME.free == 3


def test_made_up_names_do_not_fill_the_memory_nor_push_a_leader_out(
    throttle: SignInThrottle, clock: Clock
) -> None:
    """Ten thousand more than are remembered; Anna still waits for her own three failures."""
    fail(throttle, clock, "Anna", 3)
    for i in range(MOST_NAMES + 10_000):
        begin(throttle, f"name {i}")
    assert len(throttle._nobodys) == MOST_NAMES
    assert begin(throttle, "Anna").for_name == 5
