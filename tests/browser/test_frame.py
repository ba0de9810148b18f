"""What stands around a finding: little, on a phone as at a desk; on paper nothing of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.text import say
from tests.browser.access_rules import sideways
from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page
from tests.tour.stores import TourServer, tour_server
from tests.tour.visitor import MAIN, TourVisitor

pytestmark = pytest.mark.browser
CHART_PAGES = ("timelines", "doses", "timings", "response")
FIGURE_ABOVE_PX, SCREENS, BAR_PX = 420, 3, 64
_SIZE = "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().height]"
_WHITE = "rgb(255, 255, 255)"
_PALE = """() => [...document.querySelectorAll('h1, h2, p, a, label, button, summary, td, th')]
  .filter(e => e.closest('[data-testid="stMain"]'))
  .filter(e => e.checkVisibility() && !e.closest('.js-plotly-plot'))
  .filter(e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).every(part => part > 130))
  .map(e => e.innerText)"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TourServer]:
    """The real application on invented members."""
    with tour_server("filled", tmp_path_factory.mktemp("frame"), free_port()) as shown:
        yield shown


@pytest.fixture
def phone(browser: Browser, filled: TourServer) -> Iterator[TourVisitor]:
    """A phone in a light room."""
    with fresh_page(browser, BrowserLook(390, "light")) as page:
        yield TourVisitor(page, filled.address)


@pytest.fixture
def desk(browser: Browser, filled: TourServer) -> Iterator[TourVisitor]:
    """A desk in a dark room."""
    with fresh_page(browser, BrowserLook(1280, "dark")) as page:
        yield TourVisitor(page, filled.address)


def times_seen(page: Page, text: str) -> int:
    return page.locator(MAIN).inner_text().count(text)


@pytest.mark.parametrize("name", CHART_PAGES)
def test_the_first_figure_of_a_page_begins_above_420_px(name: str, phone: TourVisitor) -> None:
    """At 390 by 844; its bar is one row, and nothing has to be scrolled from side to side."""
    phone.open(name)
    top, _ = phone.page.locator(".js-plotly-plot").first.evaluate(_SIZE)
    assert top < FIGURE_ABOVE_PX
    _, height = phone.find("bar").first.evaluate(_SIZE)
    assert height < BAR_PX
    assert list(sideways(phone.page)) == []


@pytest.mark.parametrize("name", CHART_PAGES)
def test_a_page_at_a_desk_is_three_screens_at_the_most(name: str, desk: TourVisitor) -> None:
    """At 1280 by 900, in two columns."""
    desk.open(name)
    assert desk.page.locator(MAIN).evaluate("e => e.scrollHeight") <= SCREENS * 900
    cards = desk.page.locator('[class*="st-key-card-"]')
    tops = [cards.nth(at).evaluate(_SIZE)[0] for at in range(2)]
    assert tops[0] == tops[1]


def test_what_a_page_says_of_all_its_cards_it_says_once(phone: TourVisitor) -> None:
    """That answers are invented, the edition, and that a drawn group is counted; a link a card."""
    phone.open("timelines")
    for text in (say("card.blurred"), say("card.edition", number=1), "Invented answers"):
        assert times_seen(phone.page, text) == 1
    cards = phone.page.locator("h2.ss-sentence").count()
    assert times_seen(phone.page, say("card.link")) == cards > 1
    assert say("app.invented") in phone.page.locator(MAIN).inner_text()


def test_a_caveat_shows_its_first_sentence_and_the_rest_on_demand(phone: TourVisitor) -> None:
    """Folded by the browser's own means: a tap or Enter opens it."""
    phone.open("timings")
    trust = phone.page.locator(".ss-trust").first
    folded = trust.locator("details p")
    expect(folded).to_be_hidden()
    expect(trust.locator("> p")).to_contain_text(say("card.trust"))
    trust.locator("summary").focus()
    phone.page.keyboard.press("Enter")
    expect(folded).to_be_visible()


def test_the_menu_opens_and_closes_by_keyboard_and_tells_where_one_is(phone: TourVisitor) -> None:
    """Escape closes it and leaves the focus on its button; another page closes it, too."""
    phone.open("doses")
    page = phone.page
    expect(page.locator(".ss-place")).to_have_text(re.compile("What we see.*Doses"))
    timing = page.locator(".st-key-bar").get_by_role("link", name=say("pages.short_timings"))
    expect(timing).to_be_hidden()
    page.locator(".ss-menu summary").focus()
    page.keyboard.press("Enter")
    expect(timing).to_be_visible()
    page.keyboard.press("Escape")
    expect(timing).to_be_hidden()
    expect(page.locator(".ss-menu summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-bar-menu a").first).to_be_focused()
    timing.click()
    page.wait_for_url("**/timings")
    expect(timing).to_be_hidden()


@pytest.mark.parametrize("name", ["timelines", "how"])
def test_a_page_prints_dark_on_white_without_its_frame(name: str, desk: TourVisitor) -> None:
    """From the dark theme: no pale word, the caveats open, no bar; figures are not cut."""
    desk.open(name)
    page = desk.page
    page.emulate_media(media="print")
    assert page.evaluate(_PALE) == []
    for ground in (".stApp", MAIN):
        assert page.locator(ground).first.evaluate("e => getComputedStyle(e).backgroundColor") == (
            _WHITE
        )
    for gone in (".st-key-bar", ".st-key-next", ".st-key-help-panel"):
        expect(page.locator(gone).first).to_be_hidden()
    for caveat in page.locator(".ss-trust details p").all():
        expect(caveat).to_be_visible()
    for figure in page.get_by_test_id("stPlotlyChart").all():
        assert figure.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert figure.evaluate("e => getComputedStyle(e).filter").startswith("invert")
    assert (
        len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) > 1
    )  # not the first screen alone


def test_forced_colours_show_the_chosen_choice_the_focus_and_the_figure(phone: TourVisitor) -> None:
    """The segment that is chosen has another ground; a figure keeps the ground it was drawn for."""
    phone.open("timelines")
    page = phone.page
    page.emulate_media(forced_colors="active")
    ground = "e => getComputedStyle(e).backgroundColor"
    chosen, other = (
        page.locator(f'.st-key-view button[aria-checked="{is_chosen}"]').first
        for is_chosen in ("true", "false")
    )
    assert chosen.evaluate(ground) != other.evaluate(ground)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    figure = page.locator(".js-plotly-plot").first
    assert figure.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"
    assert figure.evaluate(ground) not in ("rgba(0, 0, 0, 0)", "rgb(0, 0, 0)")


def test_the_spanish_frame_is_as_low(phone: TourVisitor) -> None:
    """One row of navigation, one line of notice, in the longer language."""
    phone.open("timelines?lang=es")
    assert phone.find("bar").first.evaluate(_SIZE)[1] < BAR_PX
    notice = phone.page.locator(".st-key-invented").first
    assert notice.evaluate(_SIZE)[1] < 30
