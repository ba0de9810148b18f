"""Links in a real browser: to a card, copied by one tap; to the next page, from its top on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.text import say
from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page
from tests.tour.stores import tour_server
from tests.tour.visitor import MAIN, TourVisitor

pytestmark = pytest.mark.browser
LAST_CARD = ".st-key-card-timelines-map"


@pytest.fixture
def visitor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TourVisitor]:
    """A phone at the page of timelines."""
    folder = tmp_path_factory.mktemp("linked")
    with (
        tour_server("few", folder, free_port()) as shown,
        fresh_page(browser, BrowserLook(390, "light")) as page,
    ):
        yield TourVisitor(page, shown.address)


def copied(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"{LAST_CARD} a.ss-link").click()
    expect(page.locator(f"{LAST_CARD} a.ss-link")).to_have_text(say("card.link_copied"))
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_tap_copies_a_link_that_opens_the_page_at_its_card(visitor: TourVisitor) -> None:
    """The address stays plain until then; opened, the card is in sight and not below the fold."""
    visitor.open("timelines")
    assert visitor.page.url == f"{visitor.address}/timelines"
    link = copied(visitor.page)
    assert link.startswith(f"{visitor.address}/timelines?view=by_week&effect=")
    assert visitor.page.url == f"{visitor.address}/timelines"
    visitor.page.goto(link)
    expect(visitor.page.locator(LAST_CARD)).to_be_in_viewport()


def test_the_next_page_begins_at_its_top(visitor: TourVisitor) -> None:
    """The way on is at a page's foot; who takes it is not left at the foot of the next one."""
    visitor.open("timelines")
    visitor.page.locator(".st-key-next a").scroll_into_view_if_needed()
    assert scrolled(visitor.page) > 0
    visitor.page.locator(".st-key-next a").click()
    visitor.page.wait_for_url(f"{visitor.address}/doses")
    visitor.settle()
    assert scrolled(visitor.page) == 0


def scrolled(page: Page) -> float:
    """Points between a page's top and what shows."""
    return float(page.locator(MAIN).evaluate("main => main.scrollTop"))
