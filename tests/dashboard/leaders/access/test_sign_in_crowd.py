"""Strangers who try made-up names, and the leader whom they want to keep out."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from dashboard.leaders.access import passphrases
from dashboard.leaders.access.sign_in import SignInInput, SignInRefused, TooSoon
from dashboard.leaders.access.throttle import FOR_A_HOUSEHOLD, WaitGrowth, _FailureCount
from db.desk import audit
from db.store.engine import reading_transaction
from tests.dashboard.leaders.conftest import Desk

HERE, THERE = "203.0.113.7", "203.0.113.8"
TABS = 3
FOR_THE_PROCESS = WaitGrowth(free=20, first_wait=1, longest_wait=10, forgotten_after=900)
"""As it was: one row of failures for everybody."""


def stranger(number: int) -> SignInInput:
    """A made-up name."""
    return SignInInput(f"nobody {number}", "seven loud otters dance", "123456")


def outcome(desk: Desk, typed: SignInInput, household: str = HERE) -> str:
    """What is heard."""
    try:
        desk.door.sign_in(typed, household)
    except SignInRefused:
        return "refused"
    except TooSoon as wait:
        return f"wait {wait.args[0]}"
    return "in"


def right(desk: Desk) -> SignInInput:
    """Anna's own, with a code that was not used yet."""
    desk.clock.seconds += 30
    return desk.anna.given(desk.clock())


@contextmanager
def crowd(desk: Desk, household: str) -> Iterator[None]:
    """Three tabs that try one name after the other until the block ends."""
    stop = threading.Event()

    def try_names(tab: int) -> None:
        number = 0
        while not stop.is_set():
            outcome(desk, stranger(tab * 1_000_000 + number), household)
            number += 1

    with ThreadPoolExecutor(TABS) as tabs:
        for tab in range(TABS):
            tabs.submit(try_names, tab)
        try:
            yield
        finally:
            stop.set()


@pytest.mark.parametrize("household", [HERE, THERE], ids=["one household", "another one"])
def test_three_tabs_with_made_up_names_keep_no_leader_out(desk: Desk, household: str) -> None:
    """Anna's first try is let in, each of ten times, while they go on."""
    with crowd(desk, household):
        for number in range(FOR_A_HOUSEHOLD.at_once):
            outcome(desk, stranger(-1 - number), household)  # the household has spent its tries
        assert [outcome(desk, right(desk)) for _ in range(10)] == ["in"] * 10


def test_under_the_old_rule_the_same_tabs_leave_no_gap() -> None:
    """Control: they look every tenth of a second, Anna every second: in 75 s she has no turn."""
    everybody, turns = _FailureCount(failures=FOR_THE_PROCESS.free + 4, last=0.0), 0
    for tenth in range(1, 750):
        now = tenth / 10
        if everybody.wait(FOR_THE_PROCESS, now) == 0:
            everybody.failures, everybody.last = everybody.failures + 1, now
        turns += tenth % 10 == 5 and everybody.wait(FOR_THE_PROCESS, now) == 0
    assert turns == 0


def test_in_a_household_that_has_to_wait_a_wrong_one_sounds_as_an_unknown_name(desk: Desk) -> None:
    """Anna's name with a wrong passphrase, and one that nobody has: the same words."""
    for number in range(FOR_A_HOUSEHOLD.at_once):
        assert outcome(desk, stranger(number)) == "refused"
    wrong = desk.anna.given(desk.clock(), passphrase="seven loud otters dance")
    assert outcome(desk, stranger(-1)) == outcome(desk, wrong) == "wait 10"
    assert outcome(desk, wrong, THERE) == outcome(desk, stranger(-2), THERE) == "refused"


def test_a_household_that_has_to_wait_costs_no_check_and_no_line_of_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100 made-up names: 20 checks of 64 MiB, 20 lines."""
    checks: list[str] = []
    monkeypatch.setattr(passphrases, "check_nobodys", checks.append)
    for number in range(100):
        outcome(desk, stranger(number))
    assert len(checks) == FOR_A_HOUSEHOLD.at_once == 20
    with reading_transaction(desk.stores.members) as connection:
        lines = audit.load_entries(connection, 1_000)
    assert [line.action for line in lines].count("sign_in_failed") == 20


def test_a_leaders_check_waits_for_no_stranger(desk: Desk) -> None:
    """A thousand households at once fill the strangers' turn; Anna's is free."""
    with passphrases.strangers_turn():
        assert outcome(desk, right(desk)) == "in"


def test_whoever_is_wrong_waits_in_the_strangers_queue(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the answer of a leader's name comes no sooner than that of a made-up one."""
    monkeypatch.setattr(passphrases, "PATIENCE_SECONDS", 0)
    wrong = desk.anna.given(desk.clock(), passphrase="seven loud otters dance")
    with passphrases.strangers_turn():
        assert outcome(desk, wrong) == outcome(desk, stranger(1)) == "wait 0"
    assert outcome(desk, wrong, THERE) == outcome(desk, stranger(2), THERE) == "refused"
