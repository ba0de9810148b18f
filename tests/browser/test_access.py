"""Every page, for every pair of eyes and hands: axe-core, targets, headings, zoom."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from dashboard.navigation import DESK
from dashboard.text import say
from tests.browser.access_rules import faults, in_other_modes
from tests.tour.album import free_port, ways_in
from tests.tour.browser import LOOKS, BrowserLook, fresh_page
from tests.tour.routes import PAGES, page_address
from tests.tour.stores import STATES, TourServer, tour_server
from tests.tour.visitor import TourVisitor

pytestmark = pytest.mark.browser
Opened = Callable[[str], TourServer]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TourServer]:
    """The real application on invented members."""
    with tour_server("filled", tmp_path_factory.mktemp("access"), free_port()) as shown:
        yield shown


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in a light room."""
    with fresh_page(browser, BrowserLook(390, "light")) as page:
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_keeps_every_rule_on_a_phone(name: str, filled: TourServer, phone: Page) -> None:
    """As it opens; views, steps, states and the other looks are in the whole matrix below."""
    visitor = TourVisitor(phone, filled.address)
    visitor.open(page_address(name))
    assert phone.title() == say(f"pages.{name}")
    assert faults(visitor) == []
    assert list(in_other_modes(phone)) == []


def test_the_leaders_desk_keeps_every_rule_on_a_phone(filled: TourServer, phone: Page) -> None:
    """Every page behind the form."""
    visitor = TourVisitor(phone, filled.address)
    visitor.open("leaders")
    filled.sign_in(visitor)
    found = {"leaders": faults(visitor)}
    for name in DESK:
        visitor.open(name)
        visitor.find("desk-line").first.wait_for()
        visitor.settle()
        found[name] = faults(visitor)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_page_has_a_title_of_its_own() -> None:
    """Whoever hears a list of open tabs tells them apart; above, each page is held to its title."""
    assert len({say(f"pages.{name}") for name in PAGES}) == len(PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("state", STATES)
def test_the_whole_matrix_keeps_every_rule(
    state: str,
    look: BrowserLook,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every state of the tour, light and dark, phone and desk; every breach is listed."""
    found: dict[str, list[str]] = {}
    with tour_server(state, tmp_path_factory.mktemp("matrix"), free_port()) as shown:
        for way in ways_in(state, shown).values():
            with fresh_page(browser, look) as page:
                visitor = TourVisitor(page, shown.address)
                for name in way(visitor):
                    found[name] = faults(visitor)
    assert len(found) >= len(PAGES) - 3
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
