"""Guessing gets slower: for one name, for all names, and for a hundred tries at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.leaders.access.throttle import (
    FOR_A_NAME,
    FOR_THE_PROCESS,
    MOST_NAMES,
    SignInThrottle,
)
from tests.dashboard.leaders.conftest import NOON, Clock


@pytest.fixture
def throttle(clock: Clock) -> SignInThrottle:
    """One of this test's own."""
    return SignInThrottle(clock)


def fail(throttle: SignInThrottle, clock: Clock, name: str, times: int) -> list[int]:
    """Fail so often, each as soon as it may be; the waits before each."""
    waits = []
    for _ in range(times):
        wait = throttle.begin(name)
        if wait:
            clock.seconds += wait
            assert throttle.begin(name) == 0
        waits.append(wait)
    return waits


def test_the_wait_doubles_from_the_fourth_try_on(throttle: SignInThrottle, clock: Clock) -> None:
    """Three free; 5, 10, 20 ... seconds; five minutes at most."""
    waits = fail(throttle, clock, "Anna", 11)
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]


def test_a_try_that_came_too_soon_does_not_count(throttle: SignInThrottle, clock: Clock) -> None:
    """A hundred of them move nothing: whoever waits gets in."""
    fail(throttle, clock, "Anna", 3)
    assert {throttle.begin("Anna") for _ in range(100)} == {5}
    clock.seconds += 5
    assert throttle.begin("Anna") == 0


def test_success_ends_the_row(throttle: SignInThrottle, clock: Clock) -> None:
    """Three free tries again."""
    fail(throttle, clock, "Anna", 3)
    throttle.note_success("anna")
    assert fail(throttle, clock, "Anna", 4) == [0, 0, 0, 5]


def test_an_hour_without_a_failure_ends_the_row(throttle: SignInThrottle, clock: Clock) -> None:
    """A second before, the wait would have doubled again."""
    fail(throttle, clock, "Anna", 6)
    clock.seconds += FOR_A_NAME.forgotten_after
    assert fail(throttle, clock, "Anna", 4) == [0, 0, 0, 5]


def test_one_name_does_not_slow_another(throttle: SignInThrottle, clock: Clock) -> None:
    """Case does not make another name."""
    fail(throttle, clock, "Anna", 4)
    assert throttle.begin("ANNA") > 0
    assert throttle.begin("Bert") == 0


def test_guesses_over_many_names_slow_the_process(throttle: SignInThrottle, clock: Clock) -> None:
    """A new name each time: 20 free, then 1, 2, 4, 8, 10, 10 seconds."""
    waits = [fail(throttle, clock, f"name {i}", 1)[0] for i in range(26)]
    assert waits == [0] * 20 + [1, 2, 4, 8, 10, 10]


def test_a_hundred_tries_at_once_are_a_hundred_failures(throttle: SignInThrottle) -> None:
    """They count when they begin, not when a slow check is over: three get through."""
    with ThreadPoolExecutor(16) as threads:
        waits = list(threads.map(lambda _: throttle.begin("Anna"), range(100)))
    assert waits.count(0) == FOR_A_NAME.free == 3


def test_made_up_names_do_not_fill_the_memory(throttle: SignInThrottle, clock: Clock) -> None:
    """The longest unused name is forgotten first; that takes a thousand waits of ten seconds."""
    fail(throttle, clock, "Anna", 3)
    for i in range(MOST_NAMES):
        clock.seconds += FOR_THE_PROCESS.longest_wait
        assert throttle.begin(f"name {i}") == 0
    assert len(throttle._names) == MOST_NAMES
    assert "anna" not in throttle._names
    assert clock.seconds - NOON >= 1_000 * 10


def test_tries_that_have_to_wait_push_no_name_out(throttle: SignInThrottle, clock: Clock) -> None:
    """While the process is slow, thousands of made-up names leave Anna's row as it was."""
    fail(throttle, clock, "Anna", 3)
    fail(throttle, clock, "Bert", 17)
    assert all(throttle.begin(f"name {i}") > 0 for i in range(2 * MOST_NAMES))
    assert set(throttle._names) == {"anna", "bert"}
