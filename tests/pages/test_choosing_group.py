"""My illness is chosen once and holds for the visit; another group takes its place on its page."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.text import say
from tests.pages.test_charts import OpenPage, html
from tests.pages.test_links import Follow, follow, links, parts_of

__all__ = ["follow"]
EFFECTS, DOSES, TIMES, HELP = (
    "effect_by_week",
    "sweet_spot_found",
    "bedtime_minus_morning",
    "benefit_by_week",
)
MINE = "condition=fibromyalgia"
OTHER = "sex=female"


def among(page: AppTest, measure: str) -> str:
    (box,) = [box for box in page.selectbox if box.key == f"{measure}-among"]
    return str(box.value)


def choose(page: AppTest, measure: str, text: str) -> None:
    page.selectbox(key=f"{measure}-among").select(text).run()
    assert not page.exception


def go(page: AppTest, name: str) -> AppTest:
    page.switch_page(f"../pages/{name}.py").run()
    assert not page.exception
    return page


@pytest.fixture
def page(filled: Stores, open_page: OpenPage) -> AppTest:
    """The timelines with my illness chosen."""
    opened = open_page("timelines")
    choose(opened, EFFECTS, MINE)
    return opened


def test_my_illness_stays_on_from_page_to_page(page: AppTest) -> None:
    """Chosen on one page, seen on the next three, and said once at the top of each."""
    for name, measure in (("doses", DOSES), ("timings", TIMES), ("response", HELP)):
        go(page, name)
        assert among(page, measure) == MINE
        assert html(page).count(say("app.filters.with.condition")) == 1


def test_my_illness_is_undone_in_one_place_on_any_page(page: AppTest) -> None:
    """Everyone on one page is everyone on all."""
    choose(go(page, "response"), HELP, "everyone")
    assert among(go(page, "timelines"), EFFECTS) == "everyone"
    assert say("app.filters.with.condition") not in html(page)


def test_another_group_takes_the_place_of_my_illness_on_its_page_alone(page: AppTest) -> None:
    """Its page says so; the others keep the illness, and the page keeps its group."""
    choose(go(page, "timings"), TIMES, OTHER)
    assert say("app.filters.in_place") in html(page)
    assert among(go(page, "response"), HELP) == MINE
    assert among(go(page, "timings"), TIMES) == OTHER


def test_what_is_not_counted_by_illness_shows_everyone_and_says_so(page: AppTest) -> None:
    """Of this view the first dose and the dose kept are; the others say whose they are."""
    go(page, "doses")
    page.segmented_control(key="view").set_value("kept").run()
    (box,) = [box for box in page.selectbox if str(box.key).endswith("-among")]
    cards = html(page).count('class="ss-kicker"')
    assert box.value == MINE and cards >= 4
    assert html(page).count(say("card.everyone_alone")) == cards - 2
    box.select("everyone").run()
    assert say("card.everyone_alone") not in html(page)


def test_a_link_with_a_group_is_followed_once(filled: Stores, follow: Follow) -> None:
    """What is chosen after it stays chosen, in every view of the page."""
    page = follow("timelines", {"condition": "fibromyalgia"})
    assert among(page, EFFECTS) == MINE
    assert parts_of(links(page)[0])["condition"] == "fibromyalgia"
    choose(page, EFFECTS, "everyone")
    page.segmented_control(key="view").set_value("after_step").run()
    assert among(page, EFFECTS) == "everyone"


def test_my_illness_stands_in_no_address_and_in_nobody_elses_visit(
    page: AppTest, open_page: OpenPage
) -> None:
    """A link that is taken holds it; the address bar does not."""
    assert not page.query_params
    assert parts_of(links(page)[0])["condition"] == "fibromyalgia"
    assert among(open_page("timelines"), EFFECTS) == "everyone"
