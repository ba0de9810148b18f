"""The limit on tries: what it lets through, what it forgets, where an address comes from."""

import gc
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
import streamlit as st

from dashboard.admission import visitor_address
from dashboard.admission.rate_limits import (
    KINDS,
    SALT_SECONDS,
    LimitKind,
    RateAllowance,
    RateLimits,
)
from dashboard.settings import settings

HOUR = 60 * 60.0
HERE, THERE = "203.0.113.7", "203.0.113.8"


@dataclass
class Clock:
    """A clock that stands until it is set."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        """The time now."""
        return self.seconds


@dataclass
class Watched:
    """Limits and the clock that they go by."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.limits = RateLimits(KINDS, self.clock)

    def let_through(self, kind: str, address: str, tries: int) -> int:
        """How many of so many tries at once are allowed."""
        return sum(self.limits.may_go_on(kind, address) for _ in range(tries))


def test_ten_tries_at_once_and_one_more_in_half_a_minute() -> None:
    """11 tries: 10 pass; 29 s later none, 30 s later one, an hour later ten again."""
    watched = Watched()
    assert watched.let_through("code", HERE, 11) == 10
    watched.clock.seconds += 29
    assert watched.let_through("code", HERE, 3) == 0
    watched.clock.seconds += 1
    assert watched.let_through("code", HERE, 3) == 1
    watched.clock.seconds += HOUR
    assert watched.let_through("code", HERE, 30) == 10


def test_one_address_does_not_use_up_what_another_may_do() -> None:
    """Nor does one kind use up another."""
    watched = Watched()
    watched.let_through("code", HERE, 50)
    assert watched.let_through("code", THERE, 50) == 10
    assert watched.let_through("survey", HERE, 60) == 60


def test_a_try_that_is_given_back_was_none() -> None:
    """A right code may be opened a thousand times."""
    watched = Watched()
    for _ in range(1_000):
        assert watched.limits.may_go_on("code", HERE)
        watched.limits.give_back("code", HERE)
    assert watched.let_through("code", HERE, 11) == 10


def test_giving_back_gives_nobody_more_than_a_full_bucket() -> None:
    """Given back a hundred times for nothing: still ten."""
    watched = Watched()
    for _ in range(100):
        watched.limits.give_back("code", HERE)
    assert watched.let_through("code", HERE, 30) == 10


def test_a_meeting_of_sixty_people_behind_one_address_gets_through() -> None:
    """60 at the same moment, and 60 more within the hour."""
    watched = Watched()
    assert watched.let_through("survey", HERE, 60) == 60
    watched.clock.seconds += HOUR
    assert watched.let_through("survey", HERE, 60) == 60


def test_slips_of_others_leave_a_household_all_its_own() -> None:
    """1,000 households with ten slips each: the next one has ten, too."""
    watched = Watched()
    tried = sum(watched.let_through("code", f"address {place}", 10) for place in range(1_000))
    assert tried == 10_000
    assert watched.let_through("code", HERE, 11) == 10


def test_however_many_were_stored_a_household_is_refused_for_its_own_alone() -> None:
    """100 addresses with 10 surveys each: all pass; the shared limits only say when to wait."""
    watched = Watched()
    assert sum(watched.let_through("survey", f"{place}", 10) for place in range(100)) == 1_000
    assert watched.let_through("surveys_of_all", "", 700) == 600
    assert watched.let_through("survey", HERE, 81) == 80


def test_tries_at_the_same_time_do_not_slip_through() -> None:
    """16 threads, 800 tries: ten pass, as one after the other."""
    watched = Watched()
    with ThreadPoolExecutor(16) as threads:
        passed = list(threads.map(lambda _: watched.limits.may_go_on("code", HERE), range(800)))
    assert sum(passed) == 10


def test_no_address_is_kept_anywhere_in_memory() -> None:
    """Everything that the limits hold, all the way down: hashes and numbers."""
    watched = Watched()
    watched.let_through("code", HERE, 20)
    held, seen = [watched.limits._full_at, watched.limits._everyone, watched.limits._salt], []
    while held:
        thing = held.pop()
        seen.append(thing)
        held += [t for t in gc.get_referents(thing) if not isinstance(t, type)]
    assert not any(HERE in thing for thing in seen if isinstance(thing, str))
    assert not any(HERE.encode() in thing for thing in seen if isinstance(thing, bytes))
    assert any(isinstance(thing, bytes) for thing in seen)


def test_the_salt_and_all_that_was_counted_are_thrown_away_every_day() -> None:
    """A day later the same address is another bucket, and the old ones are gone."""
    watched = Watched()
    watched.let_through("code", HERE, 20)
    salt, (bucket,) = watched.limits._salt, watched.limits._full_at["code"]
    watched.clock.seconds += SALT_SECONDS
    assert watched.let_through("code", HERE, 20) == 10
    assert watched.limits._salt != salt
    assert bucket not in watched.limits._full_at["code"]


def test_two_processes_share_no_salt() -> None:
    """It is drawn, not derived: the buckets of one say nothing to who has those of another."""
    assert RateLimits(KINDS)._bucket_key("code", HERE) != RateLimits(KINDS)._bucket_key(
        "code", HERE
    )


def test_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither who was let through nor who was not."""
    with caplog.at_level(logging.DEBUG):
        Watched().let_through("code", HERE, 20)
    assert not caplog.records


def test_memory_is_bounded() -> None:
    """Three buckets at most, the longest unused gone first."""
    clock = Clock()
    limits = RateLimits(
        {"code": LimitKind(RateAllowance(1, 30.0), RateAllowance(99, 1.0))}, clock, most=3
    )
    assert all(limits.may_go_on("code", f"{place}") for place in range(5))
    assert len(limits._full_at["code"]) == 3
    assert not limits.may_go_on("code", "4")
    assert limits.may_go_on("code", "0")


def test_nobody_is_refused_for_what_all_together_do() -> None:
    """Eight households of one network once took the 600 of everybody, and nobody could hand in."""
    assert all(kind.everyone is None for kind in KINDS.values())


@dataclass
class Connection:
    """What Streamlit tells about a visitor's connection."""

    ip_address: str | None = None
    forwarded: list[str] = field(default_factory=list)

    @property
    def headers(self) -> "Connection":
        """Stands for Streamlit's headers."""
        return self

    def get_all(self, name: str) -> list[str]:
        """The lines of one header."""
        return self.forwarded if name == "X-Forwarded-For" else []


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The address of a visitor who comes over a connection, behind so many proxies."""

    def by(connection: Connection, proxies: int = 0) -> str:
        monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", str(proxies))
        settings.cache_clear()
        monkeypatch.setattr(st, "context", connection)
        return visitor_address.address_of_visitor()

    yield by
    settings.cache_clear()


def test_without_a_proxy_the_header_that_anyone_can_write_is_not_read(visited: Any) -> None:
    """The connection's own address counts."""
    assert visited(Connection(HERE, ["198.51.100.1"])) == HERE


def test_on_this_machine_itself_there_is_no_address_and_one_bucket(visited: Any) -> None:
    """Streamlit tells None there."""
    assert visited(Connection(None)) == visitor_address.UNKNOWN


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ([f"198.51.100.1, {HERE}"], 1, HERE),
        (["198.51.100.1", HERE], 1, HERE),
        ([f"198.51.100.1, {HERE}, 10.0.0.2"], 2, HERE),
        ([f"{HERE}:49152"], 1, HERE),
        ([f"::ffff:{HERE}"], 1, HERE),
        (["[2001:db8:1:2::3]:443"], 1, "2001:db8:1::/56"),
        ([HERE], 2, visitor_address.UNKNOWN),
        ([], 1, visitor_address.UNKNOWN),
        (["not an address"], 1, visitor_address.UNKNOWN),
    ],
)
def test_behind_proxies_the_entry_counts_that_the_outermost_of_ours_wrote(
    forwarded: list[str],
    proxies: int,
    address: str,
    visited: Any,
) -> None:
    """So many from the right; what stands further left was written by the visitor."""
    assert visited(Connection("10.0.0.1", forwarded), proxies) == address


def test_a_household_has_one_bucket_however_many_addresses_it_takes(visited: Any) -> None:
    """IPv6 gives each household 256 networks (a /56): the last of them is the same visitor."""
    same = {visited(Connection(f"2001:db8:1:{net:x}::1")) for net in (0, 2, 0xFF)}
    assert same == {"2001:db8:1::/56"}
    assert visited(Connection("2001:db8:1:100::1")) not in same
