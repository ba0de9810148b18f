"""Home and What we see open with the nine questions; a tap opens one of them, whole."""

import datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.stores import Stores
from dashboard.text import say
from db.editions.editions import Edition, EditionContents, write_edition
from tests.pages.conftest import APP, OpenPage
from tests.pages.test_charts import figures, html
from tests.pages.test_links import links, parts_of

OPENED = [name for name, question in QUESTIONS.items() if question.cards]


def links_to_pages(page: AppTest) -> list[tuple[str, str, str]]:
    """Address, label and query of every link to another page, in their order."""
    return [
        (link.proto.page, link.proto.label, link.proto.query_string)
        for link in page.get("page_link")
    ]


def open_question(name: str, language: str = "en") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=30).run()
    app.query_params["question"] = name
    app.query_params["lang"] = language
    return app.switch_page("../pages/question.py").run()


@pytest.mark.parametrize("name", ["home", "answers"])
def test_a_page_of_questions_has_every_answer_and_a_way_to_its_card(
    name: str, filled: Stores, open_page: OpenPage
) -> None:
    """No figure of Plotly: nine sentences with their people, and nine small pictures."""
    page = open_page(name)
    assert not page.exception and not page.error and not figures(page)
    sent = html(page)
    assert sent.count('<div class="ss-answer">') == len(QUESTIONS)
    assert sent.count('class="ss-picture" aria-hidden="true"') == len(QUESTIONS)
    ways = {label: query for page, label, query in links_to_pages(page) if page == "question"}
    assert ways == {QUESTIONS[word].title: f"question={word}" for word in OPENED}
    assert all(QUESTIONS[word].title in sent for word in set(QUESTIONS) - set(OPENED))


def test_home_has_a_door_for_who_begins_and_one_for_who_comes_back(
    filled: Stores, open_page: OpenPage
) -> None:
    """Before the first question."""
    found = links_to_pages(open_page("home"))
    titles = [question.title for question in QUESTIONS.values()]
    doors = [("share", say("home.share")), ("record", say("home.record"))]
    at = [next(i for i, link in enumerate(found) if link[:2] == door) for door in doors]
    assert at < [next(i for i, link in enumerate(found) if link[1] in titles)] * 2


def test_before_the_first_edition_the_questions_stand_without_an_answer(
    stores: Stores, open_page: OpenPage
) -> None:
    """Beside how far the group is; nothing is to be tapped, and no number is told."""
    page = open_page("home")
    assert not page.exception and not page.error
    assert all(f"<li>{question.title}</li>" in html(page) for question in QUESTIONS.values())
    assert not [page for page, *_ in links_to_pages(page) if page == "question"]


@pytest.mark.parametrize("name", OPENED)
def test_a_question_opens_its_cards_whole(name: str, filled: Stores) -> None:
    """Its title, each of its cards, the way back and the way to more."""
    page = open_question(name)
    assert not page.exception and not page.error
    assert [title.value for title in page.title] == [QUESTIONS[name].title]
    assert html(page).count("Edition 1") == len(QUESTIONS[name].cards)
    ways = [(page, label) for page, label, _ in links_to_pages(page)]
    assert ("answers", say("answers.back")) in ways
    more = say("answers.onward", title=say(f"pages.{QUESTIONS[name].page}"))
    assert (QUESTIONS[name].page, more) in ways


def test_where_few_have_answered_a_question_shows_one_empty_card_and_no_second(
    stores: Stores,
) -> None:
    """An edition without a single cell: of two cards the first says so."""
    edition = Edition(1, datetime.date(2026, 11, 22), 60, invented=True)
    write_edition(stores.edition_writer, edition, EditionContents([], []))
    page = open_question("morning")
    assert not page.exception and not page.error
    assert len(QUESTIONS["morning"].cards) == 2
    assert html(page).count('class="ss-kicker"') == 1


def test_a_link_under_a_card_opens_the_same_question(filled: Stores) -> None:
    """A word that names no question opens the first, and goes into no link."""
    assert {parts_of(link)["question"] for link in links(open_question("stay"))} == {"stay"}
    forged = open_question("<script>")
    assert [title.value for title in forged.title] == [next(iter(QUESTIONS.values())).title]
    assert not any("question" in parts_of(link) for link in links(forged))


def test_a_question_is_read_in_the_language_of_its_link(filled: Stores) -> None:
    """And its ways on keep it."""
    page = open_question("helps", "es")
    assert [title.value for title in page.title] == ["¿Cuánto tarda en ayudar?"]
    assert {query for *_, query in links_to_pages(page)} == {"lang=es"}


def test_my_illness_chosen_on_the_front_page_holds_on_a_questions_own(filled: Stores) -> None:
    """Answers tell of it, or say that they are of everyone; chosen once for the visit."""
    app = AppTest.from_file(APP, default_timeout=30).run()
    before = html(app)
    app.selectbox(key="first_dose-among").select("condition=fibromyalgia").run()
    assert not app.exception and "people with it; range" in html(app) != before
    assert "Everyone. " in html(app)
    app.query_params["question"] = "helps"
    opened = app.switch_page("../pages/question.py").run()
    assert not opened.exception
    assert opened.selectbox(key="first_benefit-among").value == "condition=fibromyalgia"
