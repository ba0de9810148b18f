"""A link under a card opens the same card; whatever else stands in an address opens nothing new."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import demo
from dashboard.stores import Stores
from dashboard.text import say
from tests.editions_of import publish_next
from tests.pages.conftest import APP
from tests.pages.test_charts import OpenPage, figures, html

HREF = re.compile(r'class="ss-link" href="([^"]*)"')
Follow = Callable[[str, dict[str, str]], AppTest]


@pytest.fixture
def follow() -> Follow:
    """Opens a page at an address, as somebody does who was sent it."""

    def at(name: str, parts: dict[str, str]) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=30).run()
        for part, word in parts.items():
            app.query_params[part] = word
        return app.switch_page(f"../pages/{name}.py").run()

    return at


def links(page: AppTest) -> list[str]:
    return [unescape(href) for href in HREF.findall(html(page))]


def parts_of(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


def test_a_link_opens_the_view_the_effect_and_the_filter_of_its_card(
    filled: Stores, open_page: OpenPage, follow: Follow
) -> None:
    """Headache after a step, of one age: the same figures, down to the last number."""
    page = open_page("timelines")
    page.segmented_control(key="view").set_value("after_step").run()
    page.selectbox(key="effect").select("effect_headache").run()
    page.selectbox(key="effect_by_week-among").select("age_band=from_30_to_44").run()
    taken = parts_of(links(page)[0])
    assert taken == {
        "view": "after_step",
        "effect": "effect_headache",
        "age_band": "from_30_to_44",
        "edition": "1",
    }
    opened = follow("timelines", taken)
    assert figures(opened) == figures(page) != figures(open_page("timelines"))
    assert links(opened) == links(page)


def test_a_link_to_the_score_opens_the_sweet_spots_and_says_so(
    filled: Stores, open_page: OpenPage, follow: Follow
) -> None:
    """With any weight, and of an edition or none; a link of today has neither, nor the note."""
    today = open_page("doses")
    assert not today.info and not any("weight" in link for link in links(today))
    for weight in ("0.8", "0", "x" * 1_000):
        page = follow("doses", {"view": "both", "weight": weight, "edition": "1"})
        assert not page.exception and not page.error
        assert "The score is gone" in page.info[0].value
        assert figures(page) == figures(today)


def test_a_link_shows_the_edition_that_it_was_made_from(filled: Stores, follow: Follow) -> None:
    """With a word that there is a newer one."""
    demo.fill_with_members(filled.members, 40, seed=2)
    publish_next(filled)
    old = follow("response", {"edition": "1"})
    assert html(old).count("Edition 1 ") == len(links(old)) > 0
    assert "edition 2" in old.info[0].value
    new = follow("response", {})
    assert html(new).count("Edition 2 ") == len(links(new)) > 0
    assert not new.info


def test_an_edition_that_is_not_there_leads_to_the_newest(filled: Stores, follow: Follow) -> None:
    """Never to an error."""
    for number in ("2", "0", "-1", "1e3", "9" * 30, "²", ""):
        page = follow("response", {"edition": number})
        assert not page.exception and not page.error
        assert html(page).count("Edition 1 ") == len(links(page)) > 0


LEFT_OUT: tuple[dict[str, str], ...] = (
    {"view": "kept"},
    {"effect": "effect_headaches"},
    {"age_band": "not_said+from_60+from_30"},
    {"age_band": "from_30"},
    {"pain": "10"},
    {"view": "x" * 100_000},
)


def test_what_no_tap_leads_to_is_left_out(
    filled: Stores, open_page: OpenPage, follow: Follow
) -> None:
    """Words of other pages, words that are no words, filters that nobody offers."""
    plain = figures(open_page("timelines"))
    for parts in LEFT_OUT:
        page = follow("timelines", parts)
        assert not page.exception and not page.error
        assert figures(page) == plain


def test_a_link_to_the_former_score_opens_where_members_found_theirs(
    filled: Stores, follow: Follow
) -> None:
    """And says so: no dose has a score any more."""
    opened = follow("doses", {"weight": "0.5", "edition": "1"})
    assert not opened.exception
    assert [note.value for note in opened.info] == [say("doses.no_score")]
    assert "found their sweet spot" in html(opened)


@pytest.mark.parametrize("name", ["doses", "timelines", "response"])
def test_a_link_to_a_view_that_is_gone_opens_the_first_and_says_so(
    filled: Stores, follow: Follow, open_page: OpenPage, name: str
) -> None:
    """The nearest that the page has; a link of today says nothing."""
    opened = follow(name, {"view": "best"})
    assert not opened.exception
    assert [note.value for note in opened.info] == [say("app.link.moved")]
    assert figures(opened) == figures(open_page(name))
    assert not open_page(name).info
