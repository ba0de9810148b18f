"""People like me for three members on a phone, read from top to bottom (docs/people-like-me.md)."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator

from dashboard.findings.peers.precision import FIGURES
from db import bands
from db.catalogue import SINGLE_EFFECTS
from tests.browser.access_rules import faults
from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page
from tests.tour.stores import tour_server
from tests.tour.visitor import MAIN, TourVisitor

pytestmark = pytest.mark.browser
CARD = '[class*="st-key-card-peers-"]'
MOST_WORDS = 18
SCREEN_PX = 844


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """700 invented members and their edition."""
    with tour_server("filled", tmp_path_factory.mktemp("peers"), free_port()) as shown:
        yield shown.address


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[TourVisitor]:
    """A phone at the page, before anything is chosen."""
    with fresh_page(browser, BrowserLook(390, "light")) as page:
        found = TourVisitor(page, address)
        found.open("peers")
        yield found


def tell(visitor: TourVisitor, week: str, effect: str, *, stopped: bool = False) -> None:
    """The two questions that come first, and an effect of mine."""
    if stopped:
        visitor.pick("ask-me-standing", 1)
    visitor.choose("ask-me-week", bands.WEEK.words.index(week))
    visitor.page.locator(".st-key-card-ask-me summary").first.click()
    visitor.pick("ask-me-effects", SINGLE_EFFECTS.index(effect))


def dreams_in_week_3(visitor: TourVisitor) -> None:
    """Week 3, vivid dreams."""
    tell(visitor, "w3_4", "effect_vivid_dreams")


def stopped_at_week_9(visitor: TourVisitor) -> None:
    """Stopped at week 9, with headaches."""
    tell(visitor, "w9_12", "effect_headache", stopped=True)


def worse_at_3_mg(visitor: TourVisitor) -> None:
    """Felt worse at 3 mg, divided doses; feels sick."""
    tell(visitor, "w13_26", "effect_nausea")
    visitor.pick("ask-me-change", 2)
    visitor.choose("ask-me-dose", bands.DOSE_UG.words.index("from_3000"))
    visitor.page.locator(".st-key-ask-me-divided label").click()
    visitor.settle()


STORIES: dict[Callable[[TourVisitor], None], tuple[str, ...]] = {
    dreams_in_week_3: ("effects", "by_week", "helped", "change", "common"),
    stopped_at_week_9: ("effects", "stops", "reasons", "helped"),
    worse_at_3_mg: ("effects", "worse", "eased", "helped", "divided", "dose", "change"),
}
MINE = {
    dreams_in_week_3: "Vivid dreams",
    stopped_at_week_9: "Headache",
    worse_at_3_mg: "Feeling sick",
}


def distance_from_top(card: Locator) -> float:
    """In points, as the page lies."""
    box = card.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_the_page_reads_from_top_to_bottom_as_it_was_written_down(
    visitor: TourVisitor, story: Callable[[TourVisitor], None]
) -> None:
    """Own effects first, then the member's own story; a short headline, one denominator a card."""
    story(visitor)
    visitor.press("ask-me-compare")
    page = visitor.page
    cards = sorted(page.locator(CARD).all(), key=distance_from_top)
    classes = [str(card.get_attribute("class")) for card in cards]
    names = tuple(text.split("st-key-card-peers-")[1].split()[0] for text in classes)
    assert names == STORIES[story]
    assert 0 <= distance_from_top(cards[0]) < SCREEN_PX, "not where the questions ended"
    assert cards[0].locator(".ss-icons-name").first.inner_text().startswith(MINE[story])
    for card in cards:
        headline = card.get_by_role("heading").inner_text()
        assert len(headline.split()) <= MOST_WORDS, headline
        rows = card.locator(".ss-icons-people").all()
        assert len({row.locator("i").count() for row in rows}) <= 1
    assert faults(visitor) == []
    assert page.url == f"{visitor.address}/peers"


def test_at_a_desk_the_page_stands_in_two_columns(browser: Browser, address: str) -> None:
    """Three screens of 900 px at the most, for the story with the most cards."""
    with fresh_page(browser, BrowserLook(1280, "light")) as page:
        visitor = TourVisitor(page, address)
        visitor.open("peers")
        worse_at_3_mg(visitor)
        visitor.press("ask-me-compare")
        tops = [distance_from_top(card) for card in page.locator(CARD).all()[:2]]
        assert tops[0] == tops[1]
        assert page.locator(MAIN).evaluate("main => main.scrollHeight") <= 3 * 900


def test_filled_figures_are_as_many_as_the_words_beside_them_say(visitor: TourVisitor) -> None:
    """Whatever the edition: the number before "in 20", or as much of the bar of 100."""
    dreams_in_week_3(visitor)
    visitor.press("ask-me-compare")
    told = 0
    for row in visitor.page.locator(".ss-icons li").all():
        words = row.locator(".ss-icons-told").inner_text().split()
        if words[0].isdigit():
            told += 1
            number, of = int(words[0]), int(words[-1])
            if of == FIGURES[-1]:
                bar = row.locator(".ss-icons-bar b").get_attribute("style")
                assert bar == f"width:{number}%"
            else:
                assert row.locator("i.in").count() == number
                assert row.locator("i").count() == of
    assert told > 0
