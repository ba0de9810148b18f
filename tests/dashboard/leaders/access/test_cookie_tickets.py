"""Tickets: good for a minute, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.admission.cookie_tickets import GOOD_FOR_SECONDS, MOST, CookieTickets
from tests.dashboard.leaders.conftest import Clock


@pytest.fixture
def tickets(clock: Clock) -> CookieTickets[str]:
    """Of this test's own."""
    return CookieTickets(clock)


def test_a_ticket_gives_its_token_once(tickets: CookieTickets[str]) -> None:
    """The second time it is worth nothing, and neither is a made-up one."""
    ticket = tickets.issue("token")
    assert tickets.is_open(ticket)
    assert tickets.use(ticket) == "token"
    assert tickets.use(ticket) is None
    assert not tickets.is_open(ticket)
    assert tickets.use("made up") is None


def test_a_ticket_that_two_use_at_once_is_used_once(tickets: CookieTickets[str]) -> None:
    """Eight threads."""
    ticket = tickets.issue("token")
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: tickets.use(ticket), range(8))).count("token") == 1


@pytest.mark.parametrize(("seconds", "good"), [(GOOD_FOR_SECONDS - 1, True), (60, False)])
def test_a_ticket_is_good_for_a_minute(
    tickets: CookieTickets[str], clock: Clock, seconds: int, good: bool
) -> None:
    """59 seconds later it is, 60 later not."""
    ticket = tickets.issue("token")
    clock.seconds += seconds
    assert tickets.is_open(ticket) == good
    assert (tickets.use(ticket) == "token") == good


def test_a_ticket_tells_nothing_of_its_token(tickets: CookieTickets[str]) -> None:
    """24 random bytes, other ones each time."""
    issued = {tickets.issue("token") for _ in range(50)}
    assert len(issued) == 50
    assert all(len(ticket) == 32 and "token" not in ticket for ticket in issued)


def test_tickets_do_not_pile_up(tickets: CookieTickets[str]) -> None:
    """The oldest go first."""
    first = tickets.issue("first")
    last = [tickets.issue(str(i)) for i in range(MOST + 1)][-1]
    assert tickets.use(first) is None
    assert tickets.use(last) == str(MOST)
    assert len(tickets._open) <= MOST
