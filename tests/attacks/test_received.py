"""Everything that a browser receives, searched for what one member told."""

import secrets
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from attacks_canaries import Canaries, published
from attacks_crawl import as_visitor, everything
from attacks_leader import signed_in
from attacks_leaky import LABEL, PAGES, pages
from attacks_payload import Decoded, Received
from attacks_server import Attacked, serving
from attacks_visit import opened

from dashboard.navigation import DESK, SECTIONS
from dashboard.text import say

MEMBERS = 613
"""No axis, table or list of the app is as long."""
AS_LONG = range(MEMBERS - 1, MEMBERS + 5)
"""The attacker hands in surveys as well, and a table may have a head."""


class Planted(NamedTuple):
    """A running app, what must not leave it, and the cookie of one of its leaders."""

    server: Attacked
    canaries: Canaries
    cookie: str


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """A running app with 613 members, three of whom told what nobody else did."""
    store, pepper = tmp_path_factory.mktemp("received") / "store", secrets.token_hex(16)
    stores, canaries = published(store, MEMBERS, pepper)
    with serving(store, pepper=pepper) as server:
        yield Planted(server, canaries, signed_in(stores, pepper))


@pytest.fixture(scope="module")
def leaky(
    planted: Planted,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attacked]:
    """Pages that leak, served by the same server around the same members."""
    script = pages(tmp_path_factory.mktemp("leaky"), PAGES)
    with serving(planted.server.store, script) as server:
        yield server


def received_from(leaky: Attacked, leak: str) -> Decoded:
    with opened(leaky.port) as visit:
        visit.open("")
        visit.choose(LABEL, leak)
        return Decoded.of([Received(leak, visit.shown, visit.files())])


def leaks(decoded: Decoded, canaries: Canaries) -> list[str]:
    """Canaries, and lists as long as the members."""
    lists = [f"a list of {n} in {decoded.lengths[n]}" for n in AS_LONG if n in decoded.lengths]
    return canaries.found(decoded) + lists


def test_no_answer_of_a_member_is_in_what_a_browser_receives(
    planted: Planted,
    leaky: Attacked,
    gained: Callable[..., None],
) -> None:
    """Nothing of a member's own row arrives, however it is packed.

    The attacker knows a friend's odd dose and weeks, opens every page and every view as a
    visitor, fills in a survey, hands it in, comes back, and is a leader as well; decodes every
    message and file, and looks for the friend. Gained: places where something was found.
    """
    received = Decoded.of(everything(planted.server.port, planted.cookie, deep=False))
    found = leaks(received, planted.canaries)
    plain = leaks(received_from(leaky, "box of rows"), planted.canaries)
    gained("received_rows", len(found), "0", len(plain), f"{received.screens} screens")
    assert not found


@pytest.mark.slow
def test_no_answer_of_a_member_is_behind_any_option_of_any_list(
    planted: Planted,
    gained: Callable[..., None],
) -> None:
    """The same attacker, who has the patience for every option of every list."""
    received = Decoded.of(everything(planted.server.port, planted.cookie, deep=True))
    found = leaks(received, planted.canaries)
    gained("received_rows", len(found), "0", run=f"{received.screens} screens")
    assert not found


@pytest.mark.parametrize("leak", [leak for leak in PAGES if "live" not in leak])
def test_the_same_search_finds_a_page_that_leaks(
    planted: Planted,
    leaky: Attacked,
    leak: str,
) -> None:
    """The control: hidden, packed, in a file or in an error, the odd dose is found."""
    found = leaks(received_from(leaky, leak), planted.canaries)
    assert any("dose" in place for place in found)


@pytest.mark.parametrize("leak", ["box of rows", "hidden column", "file to download", "vega"])
def test_the_same_search_finds_a_list_with_an_entry_a_member(leaky: Attacked, leak: str) -> None:
    """The control for lists: one is as long as the members, also where its values say nothing."""
    nobody = Canaries({}, {}, {})
    assert any("a list of" in place for place in leaks(received_from(leaky, leak), nobody))


def test_every_page_of_the_navigation_was_visited(planted: Planted) -> None:
    """None is empty or has failed, so that nothing was searched in vain."""
    with opened(planted.server.port, planted.cookie) as visit:
        screens = list(as_visitor(visit, deep=False))
    named = {name for names in (*SECTIONS.values(), DESK) for name in names}
    assert {screen.place for screen in screens} >= named
    for screen in screens:
        bodies = [m.delta.new_element.alert.body for m in screen.messages]
        assert len(bodies) > 20 and say("app.error.page") not in bodies, screen.place
