"""What each page says before its script: of published cells, in the link's language, bounded."""

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from starlette.datastructures import Headers

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.first_sight import first_pages
from dashboard.first_sight.first_link import PAGES
from dashboard.first_sight.first_pages import KEPT_PAGES, FirstPage, first_page
from dashboard.first_sight.first_words import SHOWN_FIRST
from dashboard.navigation import PAGES as SCRIPTS
from dashboard.stores import Stores
from dashboard.text import language, say
from dashboard.ui.group_settings import forget_group_settings
from db.catalogue import FILTERS
from db.desk.group import GroupSettings, write_group
from tests.published import publish_members

ADDRESSES = sorted(f"/{'' if name == 'home' else name}" for name in PAGES)
CHARTS = ("/timelines", "/doses", "/timings", "/response", "/question")


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    """Nothing is kept from the test before."""
    st.cache_resource.clear()
    first_pages._page_once.cache_clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def group(stores: Stores) -> Stores:
    """A group of 700 with its first edition."""
    return publish_members(stores, 700)


def page_at(path: str, query: str = "", accepts: str = "") -> FirstPage:
    """The first words of an address that has some."""
    found = first_page(path, query.encode(), Headers({"accept-language": accepts}))
    assert found is not None
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_says_its_title_once_and_leads_on(group: Stores, path: str) -> None:
    """One heading of the page, a link to the survey, and nothing to press that needs a script."""
    del group
    html = page_at(path).html
    assert html.count("<h1>") == 1
    assert "/share" in html or path == "/share"
    assert not re.search(r"<(script|button|form|input)\b", html)


@pytest.mark.parametrize("path", CHARTS)
def test_a_chart_page_tells_its_people_and_its_numbers(group: Stores, path: str) -> None:
    """Each headline has its people beside it; the numbers are there as a table."""
    del group
    html = page_at(path).html
    assert re.search(r"\d+ people", html) and "<table>" in html
    assert say("card.trust") in html


def test_home_has_the_nine_questions_with_their_pictures(group: Stores) -> None:
    """As the page itself: a picture each, where there is an answer."""
    del group
    html = page_at("/").html
    assert html.count("<section>") == 9
    assert html.count('class="ss-picture"') == html.count('class="ss-said"') > 0


def test_the_link_says_the_language_before_the_browser_does(group: Stores) -> None:
    """A link that says it passes it on; the language of this thread stays as it was."""
    del group
    assert page_at("/how", accepts="es-MX,en;q=0.5").language == "es"
    written = page_at("/how", "lang=en", "es")
    assert written.language == "en" and "/share?lang=en" in written.html
    assert page_at("/how", "lang=xx").language == "en"
    assert language.get() == "en"


@pytest.mark.parametrize("query", ["edition=99999", "edition=nine", "age_band=from_40", "view=no"])
def test_a_link_that_asks_for_other_numbers_is_told_none(group: Stores, query: str) -> None:
    """They would be gone a moment later; the title and the ways on are there."""
    del group
    assert query.partition("=")[0] in {*FILTERS, "edition", "view"}
    assert "<section>" in page_at("/timelines", "edition=1").html
    html = page_at("/timelines", query).html
    assert "<section>" not in html and "<h1>" in html


def test_before_the_first_edition_a_page_says_what_it_waits_for(stores: Stores) -> None:
    """The texts are there all the same."""
    del stores
    assert say("empty.no_edition") in page_at("/timelines").html
    assert say("how.parts.blur.title") in page_at("/how").html


def test_a_small_group_is_told_why_there_is_no_number(stores: Stores) -> None:
    """An edition without the figure: its sentence says so, and no table stands under it."""
    publish_members(stores, 40)
    html = page_at("/timings").html
    assert say("finding.too_few") in html and "<table>" not in html


def test_a_thousand_links_are_a_few_pages(group: Stores) -> None:
    """What a link may make up is in no key: the pages that are kept do not grow."""
    del group
    pages = {page_at("/share", f"lang=en&fbclid={at}&invite={at}") for at in range(1_000)}
    assert len(pages) == 1
    kept = first_pages._page_once.cache_info()
    assert (kept.currsize, kept.maxsize) == (1, KEPT_PAGES)


def test_what_a_link_makes_up_stands_nowhere(group: Stores) -> None:
    """Neither its parameters nor a forged host."""
    del group
    forged = Headers({"host": "evil.example", "x-forwarded-host": "evil.example"})
    found = first_page("/question", b"question=<evil>&lang=%3Cevil%3E", forged)
    assert found and "evil" not in found.html


def test_a_link_previews_the_headline_with_its_people(group: Stores) -> None:
    """A link with a filter the sentence alone: no number is told of anybody else."""
    del group
    assert re.search(r"\d+ people", page_at("/timelines").description)
    assert page_at("/timelines", "age_band=from_40").description == say("timelines.lead")


def test_search_engines_are_let_in_by_a_leader_alone(group: Stores) -> None:
    """Off until a leader turns it on at the desk; then every page that says something is open."""
    assert not page_at("/").may_be_found
    write_group(group.members, GroupSettings(found_by_search=True))
    forget_group_settings()
    assert page_at("/").may_be_found and page_at("/share").may_be_found


def test_a_mistake_of_ours_in_the_words_leaves_the_page_as_it_is(
    group: Stores, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The page that works comes without them; the mistake stands whole in the log."""
    del group
    monkeypatch.setattr(first_pages, "say_first", _mistaken)
    assert first_page("/timelines", b"", Headers({})) is None
    assert "ZeroDivisionError" in caplog.text


def _mistaken(*_: object) -> None:
    raise ZeroDivisionError


def test_every_question_says_something_in_a_small_group_too(stores: Stores) -> None:
    """Where single effects have no numbers a figure about one of them opens with its own first."""
    publish_members(stores, 40)
    for name in (name for name, one in QUESTIONS.items() if one.cards):
        assert "<section>" in page_at("/question", f"question={name}").html, name


def test_a_store_that_cannot_be_read_leaves_the_page_as_it_is(
    group: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit's page then says what is wrong."""
    group.editions.dispose()
    monkeypatch.setattr(first_pages, "newest_edition", _damaged)
    assert first_page("/", b"", Headers({})) is None


def _damaged() -> None:
    raise first_pages.EditionDamaged(1)


@pytest.mark.parametrize("page", SHOWN_FIRST)
def test_what_is_said_first_is_what_the_page_shows_first(page: str) -> None:
    """The same findings in the same order as in the page's own script."""
    script = (SCRIPTS / f"{page}.py").read_text(encoding="utf-8")
    shown = re.findall(rf'"({page}\.\w+)"', script)
    first = [name for name in shown if name in SHOWN_FIRST[page]]
    assert tuple(first) == SHOWN_FIRST[page] and shown[0] == first[0]
