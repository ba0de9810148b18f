"""Whoever types return codes until one of them opens."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
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

from dashboard.admission import rate_limits, visitor_address
from dashboard.admission.rate_limits import KINDS
from dashboard.stores import Stores, open_stores
from dashboard.survey import member_store
from dashboard.text import say
from db import codes
from db.members import drafts, record
from db.members import hand_in as hand_in_rows

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
GUESSES = 10_000
TYPED = 400
"""Guesses through the real server's form; the 10,000 go through the function behind it."""
TABS = 20
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
        late_right, late_wrong: after a right and a wrong code once she was throttled.
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
    """A draft of her own, a survey that was erased, and then 400 guesses in 20 tabs."""
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
    assert not any(says(shown, "too_many_tries") for shown in tried.own)
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


def test_guesses_through_the_form_hit_nothing_and_are_throttled(
    tried: Tried,
    gained: Callable,
) -> None:
    """400 through the server's own form, from 20 tabs: ten look-ups, and one each half minute."""
    looked_up = sum(says(shown, "code_unknown") for shown in tried.guesses)
    throttled = sum(says(shown, "too_many_tries") for shown in tried.guesses)
    hits = len(tried.guesses) - looked_up - throttled
    allowance = KINDS["code"].each
    gained("guessed_in_form", hits, "0", run=f"{TYPED} codes, {looked_up} looked up")
    assert hits == 0
    assert looked_up <= allowance.at_once + tried.seconds / allowance.seconds
    assert throttled > TYPED * 0.8


def test_once_throttled_a_right_code_looks_like_a_wrong_one(tried: Tried) -> None:
    """Else she would go on guessing under the throttle."""
    assert says(tried.late_wrong, "too_many_tries")
    assert tried.late_right == tried.late_wrong


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


def hits_of(number: int) -> int:
    """Guesses that open something, of so many."""
    hits = 0
    for _ in range(number):
        try:
            hits += member_store.find_under_code(codes.make_return_code()) is not None
        except member_store.TooManyTriesError:
            continue
    return hits


def test_ten_thousand_guesses_hit_nothing_and_hardly_one_is_looked_up(
    group: Stores,
    look_ups: LookUps,
    monkeypatch: pytest.MonkeyPatch,
    gained: Callable,
) -> None:
    """Through the function behind the form, from one address: ten look-ups, and one each 30 s."""
    began = time.monotonic()
    hits, each = hits_of(GUESSES), KINDS["code"].each
    asked, seconds = look_ups.count, time.monotonic() - began
    look_ups.count = 0
    monkeypatch.setattr(rate_limits, "may_go_on", lambda *_: True)
    assert hits_of(GUESSES) == 0
    gained("guessed_codes", hits, "0", run=f"{GUESSES} codes against {MEMBERS} members")
    gained("guesses_looked_up", asked, "<= 11", look_ups.count, f"{GUESSES} codes, one address")
    assert hits == 0
    assert each.at_once <= asked <= each.at_once + seconds / each.seconds
    # The control: without the limit every one of them is looked up.
    assert look_ups.count == GUESSES


def test_a_thousand_addresses_together_get_no_further_than_the_ceiling(
    group: Stores,
    look_ups: LookUps,
    monkeypatch: pytest.MonkeyPatch,
    gained: Callable,
) -> None:
    """Ten guesses from each: 300 are looked up, and four more a second."""
    places = cycle(f"198.51.{block}.{host}" for block in range(4) for host in range(250))
    monkeypatch.setattr(visitor_address, "address_of_visitor", lambda: next(places))
    began = time.monotonic()
    hits, all_of_them = hits_of(GUESSES), KINDS["code"].everyone
    ceiling = all_of_them.at_once + (time.monotonic() - began) / all_of_them.seconds
    gained("guesses_from_many", look_ups.count, f"<= {ceiling:.0f}", run="1000 addresses")
    assert hits == 0
    assert all_of_them.at_once <= look_ups.count <= ceiling


def test_a_code_of_ones_own_does_not_win_back_tries(group: Stores, look_ups: LookUps) -> None:
    """Opened between the guesses, it gives back its own try and no other."""
    own = codes.make_return_code()
    member_store.save_draft(own, member_store.Screen.you, {})
    wrong = 0
    for _ in range(100):
        try:
            member_store.find_under_code(own)
            wrong += member_store.find_under_code(codes.make_return_code()) is None
        except member_store.TooManyTriesError:
            continue
    assert wrong == KINDS["code"].each.at_once


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
    """15 guesses, each with another address of her own at the left: ten are looked up.

    A member behind the same proxy is not kept waiting.
    """
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", "1")
    guesses: list[Shown] = []
    with serving(tmp_path / "store", pepper=PEPPER) as server:
        for made_up in range(15):
            with coming_from(server, f"198.51.100.{made_up}, 203.0.113.7") as visit:
                guesses.append(guess(visit, codes.make_return_code()))
        with coming_from(server, "203.0.113.8") as visit:
            member = guess(visit, codes.make_return_code())
    assert sum(says(shown, "code_unknown") for shown in guesses) == KINDS["code"].each.at_once
    assert says(guesses[-1], "too_many_tries")
    assert says(member, "code_unknown")
