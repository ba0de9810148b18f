"""Whoever types return codes until one of them opens."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from attacks_guess import guess, hashed, says
from attacks_queue import a_survey as survey_of
from attacks_server import Attacked, serving
from attacks_visit import Visit, opened
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from dashboard.admission import rate_limits
from dashboard.admission.rate_limits import KINDS
from dashboard.stores import Stores, open_stores
from dashboard.survey import member_store
from dashboard.survey.code_wait import PLAIN_HTTP_SECONDS
from dashboard.text import say
from db import codes
from db.members import drafts, record
from db.members import hand_in as hand_in_rows

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
GUESSES = 10_000
TYPED = 16
"""Guesses through the real server's form; the 10,000 go through the function behind it."""
TABS = 4
"""Guesses are spread over tabs, since a new tab must not be a new start."""
OPENED = 30
"""More often than an address may fail."""
MEMBERS = 300
PEPPER = secrets.token_hex(16)
Shown = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def no_caches() -> Iterator[None]:
    """``st.cache_*`` is of the process, not of the test: another test's store may be in it."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@dataclass(frozen=True)
class Tried:
    """What the attacker saw, in the order in which she tried.

    Attributes:
        own: after a right code, as often as it was typed.
        unknown, malformed, erased: after a code of each kind, on a fresh tab.
        guesses: after each of the typed guesses.
        late_right, late_wrong: after a right and a wrong code once her tries waited.
        seconds: that all of it took.
    """

    own: list[Shown]
    unknown: Shown
    malformed: Shown
    erased: Shown
    guesses: list[Shown]
    late_right: Shown
    late_wrong: Shown
    seconds: float


def on_new_tab(server: Attacked, code: str) -> Shown:
    """What one code leads to."""
    with opened(server.port) as visit:
        visit.open("share")
        return guess(visit, code)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The real application on an empty store."""
    with serving(tmp_path_factory.mktemp("guessing") / "store", pepper=PEPPER) as running:
        yield running


@pytest.fixture(scope="module")
def tried(server: Attacked) -> Tried:
    """A draft of her own, a survey that was erased, and then guesses in several tabs."""
    began = time.monotonic()
    engine = open_stores(server.store).members
    own, erased = codes.make_return_code(), codes.make_return_code()
    drafts.save_draft(engine, hashed(own, PEPPER), drafts.Draft(step=1, answers="{}"))
    hand_in_rows.hand_in(engine, hashed(erased, PEPPER), survey_of(np.random.default_rng(1)))
    assert record.erase_member(engine, hashed(erased, PEPPER))
    return Tried(
        own=[on_new_tab(server, own) for _ in range(OPENED)],
        unknown=on_new_tab(server, codes.make_return_code()),
        malformed=on_new_tab(server, codes.make_return_code()[:-1]),
        erased=on_new_tab(server, erased),
        guesses=[shown for _ in range(TABS) for shown in guesses_of_a_tab(server)],
        late_right=on_new_tab(server, own),
        late_wrong=on_new_tab(server, codes.make_return_code()),
        seconds=time.monotonic() - began,
    )


def guesses_of_a_tab(server: Attacked) -> list[Shown]:
    with opened(server.port) as visit:
        visit.open("share")
        return [guess(visit, codes.make_return_code()) for _ in range(TYPED // TABS)]


def test_a_right_code_opens_as_often_as_it_is_typed(tried: Tried) -> None:
    """Only tries that fail are counted: 30 times, and 10 failures are allowed."""
    assert len(tried.own) > KINDS["code"].each.at_once
    assert not any(says(shown, "code_unknown") for shown in tried.own)
    assert all(shown != tried.unknown for shown in tried.own)


def test_unknown_and_erased_codes_look_the_same(tried: Tried) -> None:
    """Every element and every word on the screen: she learns nothing about a code she tries."""
    assert says(tried.unknown, "code_unknown")
    assert tried.unknown == tried.erased


def test_what_can_be_no_code_tells_only_how_codes_are_made(tried: Tried) -> None:
    """One letter short: its length, which everybody may know, and neither hit nor miss."""
    assert not says(tried.malformed, "code_unknown")
    sentence = say("survey.start.code_too_short", count=codes.LENGTH - 1)
    assert any(sentence in words for _, words in tried.malformed)


def test_guesses_through_the_form_hit_nothing_and_wait(
    tried: Tried,
    gained: Callable,
) -> None:
    """Through the server's own form, from several tabs: after ten slips each takes five seconds."""
    looked_up = sum(says(shown, "code_unknown") for shown in tried.guesses)
    hits = len(tried.guesses) - looked_up
    free = KINDS["code"].each.at_once + tried.seconds / KINDS["code"].each.seconds
    gained("guessed_in_form", hits, "0", run=f"{TYPED} codes in {tried.seconds:.0f} s")
    assert hits == 0
    assert tried.seconds >= (TYPED - free) * PLAIN_HTTP_SECONDS


def test_a_right_code_opens_after_any_number_of_slips(tried: Tried) -> None:
    """It waits as a wrong one does, and then it is looked up: no lock keeps a member out."""
    assert says(tried.late_wrong, "code_unknown")
    assert not says(tried.late_right, "code_unknown")


@dataclass
class LookUps:
    """Counts what the store is asked."""

    count: int = 0

    def is_handed_in(self, *given: Any) -> bool:
        """Stands before the real one."""
        self.count += 1
        return self.real(*given)

    def __post_init__(self) -> None:
        self.real = hand_in_rows.is_handed_in


@pytest.fixture
def look_ups(monkeypatch: pytest.MonkeyPatch) -> LookUps:
    """How often a code is looked up from now on."""
    counted = LookUps()
    monkeypatch.setattr(hand_in_rows, "is_handed_in", counted.is_handed_in)
    return counted


@pytest.fixture
def group(stores: Stores, hand_in: Callable[..., None]) -> Stores:
    """300 members with codes that nobody knows."""
    hand_in(MEMBERS)
    return stores


@dataclass
class Waits:
    """Stands for the browser's work."""

    count: int = 0

    def __call__(self) -> None:
        """One more try had to wait."""
        self.count += 1


def hits_of(number: int, wait: Callable[[], None]) -> int:
    """Guesses that open something, of so many."""
    return sum(
        member_store.find_under_code(codes.make_return_code(), wait) is not None
        for _ in range(number)
    )


def test_ten_thousand_guesses_hit_nothing_and_nearly_every_one_waits(
    group: Stores,
    look_ups: LookUps,
    monkeypatch: pytest.MonkeyPatch,
    gained: Callable,
) -> None:
    """Through the function behind the form, from one address: all are looked up, ten at once."""
    began, waits = time.monotonic(), Waits()
    hits, each = hits_of(GUESSES, waits), KINDS["code"].each
    free, seconds = GUESSES - waits.count, time.monotonic() - began
    assert look_ups.count == GUESSES
    control = Waits()
    monkeypatch.setattr(rate_limits, "may_go_on", lambda *_: True)
    assert hits_of(GUESSES, control) == 0
    gained("guessed_codes", hits, "0", run=f"{GUESSES} codes against {MEMBERS} members")
    gained("guesses_without_wait", free, "<= 11", GUESSES - control.count, "one address")
    assert hits == 0
    assert each.at_once <= free <= each.at_once + seconds / each.seconds
    # The control: without the count of slips none of them waits.
    assert control.count == 0


def test_a_code_of_ones_own_does_not_win_back_tries(group: Stores, look_ups: LookUps) -> None:
    """Opened between the guesses, it gives back its own try and no other."""
    own = codes.make_return_code()
    member_store.save_draft(own, member_store.Screen.you, {})
    waits = Waits()
    for _ in range(100):
        member_store.find_under_code(own, waits)
        member_store.find_under_code(codes.make_return_code(), waits)
    # Ten slips and the right codes between them, and the right one after the tenth waits already.
    assert waits.count == 200 - 2 * KINDS["code"].each.at_once


def test_a_look_up_that_fails_is_no_failed_guess(
    group: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is away must not lock members out when it is back."""

    def away(*_: Any) -> bool:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(hand_in_rows, "is_handed_in", away)
        for _ in range(50):
            with pytest.raises(member_store.StoreUnavailableError):
                member_store.find_under_code(codes.make_return_code())
    assert member_store.find_under_code(codes.make_return_code()) is None


@contextmanager
def coming_from(server: Attacked, forwarded: str) -> Iterator[Visit]:
    """A tab whose requests a proxy of ours passed on, with what it wrote at the right."""
    with connect(
        f"ws{server.address.removeprefix('http')}/_stcore/stream",
        origin=Origin(server.address),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"X-Forwarded-For": forwarded},
        proxy=None,
    ) as socket:
        visit = Visit(server.port, socket)
        visit.open("share")
        yield visit


def test_behind_a_proxy_nobody_guesses_on_under_made_up_addresses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """12 guesses, each with another address of her own at the left: two of them wait.

    A member behind the same proxy is not kept waiting.
    """
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", "1")
    guesses: list[float] = []
    with serving(tmp_path / "store", pepper=PEPPER) as server:
        for made_up in range(12):
            with coming_from(server, f"198.51.100.{made_up}, 203.0.113.7") as visit:
                guesses.append(seconds_of_guess(visit))
        with coming_from(server, "203.0.113.8") as visit:
            member = seconds_of_guess(visit)
    waited = [seconds >= PLAIN_HTTP_SECONDS for seconds in guesses]
    assert waited == [False] * 10 + [True] * 2
    assert member < PLAIN_HTTP_SECONDS


def seconds_of_guess(visit: Visit) -> float:
    """How long a wrong code takes."""
    began = time.monotonic()
    assert says(guess(visit, codes.make_return_code()), "code_unknown")
    return time.monotonic() - began
