"""Nine questions asked on a phone: each is found within one tap and a screen and a half."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.text import say
from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page
from tests.tour.stores import TourServer, tour_server
from tests.tour.visitor import MAIN, TourVisitor

pytestmark = pytest.mark.browser
SCREEN = 844
FARTHEST = 1.5 * SCREEN
"""Points that are scrolled, over all taps."""
ANSWER = ".ss-said, .ss-not-yet"
FIGURE = '[data-testid="stPlotlyChart"], .ss-panel'
"""A figure, or why there is none."""
WITH_CARDS = [name for name, question in QUESTIONS.items() if question.cards]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TourServer]:
    """700 invented members and their edition."""
    with tour_server("filled", tmp_path_factory.mktemp("asked"), free_port()) as shown:
        yield shown


@pytest.fixture
def phone(browser: Browser, filled: TourServer) -> Iterator[TourVisitor]:
    """A phone of 390 by 844 points at the front page."""
    with fresh_page(browser, BrowserLook(390, "light")) as page:
        visitor = TourVisitor(page, filled.address)
        visitor.open("")
        yield visitor


def scroll_to_see(found: Locator, page: Page) -> float:
    """How far a page at its top is scrolled until all of something is in sight."""
    box = found.bounding_box()
    assert box is not None
    scrolled = float(page.locator(MAIN).evaluate("main => main.scrollTop"))
    return max(0.0, scrolled + box["y"] + box["height"] - SCREEN)


def question_card(visitor: TourVisitor, name: str) -> Locator:
    return visitor.page.locator(f".st-key-card-answer-{name}")


def test_every_answer_stands_on_the_front_page_without_a_tap(phone: TourVisitor) -> None:
    """Nothing but scrolling, at most a screen and a half."""
    ways = {
        name: scroll_to_see(question_card(phone, name).locator(ANSWER), phone.page)
        for name in QUESTIONS
    }
    assert len(ways) == 9
    assert {name: way for name, way in ways.items() if way > FARTHEST} == {}


def test_the_first_answers_are_seen_without_scrolling(phone: TourVisitor) -> None:
    """And both doors: to the survey, and for who comes back."""
    for door in ("share", "record"):
        expect(phone.page.locator(f".st-key-door-{door} a")).to_be_in_viewport(ratio=1)
    first = question_card(phone, next(iter(QUESTIONS))).locator(ANSWER)
    assert scroll_to_see(first, phone.page) == 0


@pytest.mark.parametrize("name", WITH_CARDS)
def test_one_tap_opens_the_card_whole(name: str, phone: TourVisitor) -> None:
    """Anywhere on it; its sentence is in sight within what is left to scroll."""
    card = question_card(phone, name)
    way = scroll_to_see(card.locator(ANSWER), phone.page)
    card.scroll_into_view_if_needed()
    card.click(position={"x": 30, "y": 60})
    phone.page.wait_for_url(f"{phone.address}/question?question={name}")
    heading = phone.page.locator(f"{MAIN} h1")
    expect(heading).to_have_text(QUESTIONS[name].title)
    phone.settle()
    assert phone.page.locator(MAIN).evaluate("main => main.scrollTop") == 0
    way += scroll_to_see(phone.page.locator("h2.ss-sentence").first, phone.page)
    assert way <= FARTHEST
    expect(phone.page.locator(FIGURE).first).to_be_attached()


def test_the_way_back_leads_to_all_questions_and_from_there_to_another(phone: TourVisitor) -> None:
    """The address follows each time, so that it can be kept and loaded again."""
    question_card(phone, "dreams").click(position={"x": 30, "y": 60})
    phone.page.get_by_role("link", name=say("answers.back")).click()
    phone.page.wait_for_url(f"{phone.address}/answers")
    question_card(phone, "helps").click(position={"x": 30, "y": 60})
    phone.page.wait_for_url(f"{phone.address}/question?question=helps")
    phone.page.reload()
    expect(phone.page.locator(f"{MAIN} h1")).to_have_text(QUESTIONS["helps"].title)
