import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timelines import by_week
from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.findings import chart_choices
from db.editions import cells, editions
from tests.published import publish_members

OpenPage = Callable[[str], AppTest]

CHARTS = {
    "home": 0,
    "answers": 0,
    "question": 2,
    "timelines": 5,
    "doses": 4,
    "timings": 4,
    "response": 4,
}
"""Page -> how many figures of an edition it shows when there are enough people."""
PANELS = {"doses": 1, "timings": 1}
"""Page -> figures of invented members whose truth is known; they belong to no edition."""
EVERYONE_ALONE = 2
"""Figures of the page of doses that are counted for everyone alone."""
VIEWS = {
    ("timelines", "after_step"): 3,
    ("timelines", "course"): 1,
    ("doses", "kept"): 8,
    ("response", "pleasure"): 2,
}
OF_EVERYONE = {("response", "symptoms"): 4, ("response", "stopping"): 2}
"""Views whose figures are counted for everyone alone."""
"""(page, view) -> how many figures of an edition the other views show."""


def figures(page: AppTest) -> list[dict]:
    specs = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]
    for spec in specs:
        go.Figure(spec)  # raises at an entry that Plotly does not know: the charts do not check
    return specs


def html(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def break_store(*_: object) -> None:
    raise OperationalError("SELECT secret", {}, Exception("/path/to/store"))


@pytest.fixture
def enough(stores: Stores) -> Stores:
    """1,300 invented members: every finding has enough people, whatever the noise of its edition.

    The smallest arm, who moved to the morning, needs 20. At 700 it missed them in 8 of 40 editions.
    """
    return publish_members(stores, 1_300)


@pytest.mark.parametrize("name", CHARTS)
def test_a_filled_page_shows_its_figures_without_an_error(
    enough: Stores,
    open_page: OpenPage,
    name: str,
) -> None:
    """Every figure, every edition footer, and that the answers are invented."""
    page = open_page(name)
    assert not page.exception and not page.error
    assert len(figures(page)) == CHARTS[name] + PANELS.get(name, 0)
    assert html(page).count("Edition 1") == CHARTS[name]
    assert any("Invented answers" in text.value for text in page.text)


@pytest.mark.parametrize(("name", "view"), VIEWS | OF_EVERYONE)
def test_another_view_of_a_page_shows_its_own_figures(
    filled: Stores,
    open_page: OpenPage,
    name: str,
    view: str,
) -> None:
    """Every finding has its card; those with enough people have a figure, at most four."""
    page = open_page(name)
    page.segmented_control(key="view").set_value(view).run()
    assert not page.exception and not page.error
    cards = (VIEWS | OF_EVERYONE)[name, view]
    assert html(page).count("Edition 1") == cards
    assert 1 <= len(figures(page)) <= cards


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_every_filter_that_a_view_offers_is_published_for_all_of_it(
    filled: Stores,
    open_page: OpenPage,
    name: str,
    view: str,
) -> None:
    """The first word of each filter, one after the other: no figure refuses it."""
    page = open_page(name)
    page.segmented_control(key="view").set_value(view).run()
    chooser = next(box for box in page.selectbox if str(box.key).endswith("-among"))
    firsts = {option.partition(":")[0]: at for at, option in enumerate(chooser.options)}
    for at in firsts.values():
        page.selectbox(key=chooser.key).select_index(at).run()
        assert not page.exception and not page.error and not page.info


def test_a_view_of_one_page_is_not_taken_to_the_next(filled: Stores, open_page: OpenPage) -> None:
    """Each page begins with its own first view."""
    page = open_page("timelines")
    page.segmented_control(key="view").set_value("course").run()
    page.switch_page("../pages/doses.py").run()
    assert not page.exception
    assert page.segmented_control(key="view").value == "both"


def test_the_page_of_doses_names_none_as_the_best(enough: Stores, open_page: OpenPage) -> None:
    """No chance, no score, no slider; and it says why nobody can know."""
    page = open_page("doses")
    assert "Nobody can know the best dose from such answers" in html(page)
    assert "the lowest dose that helps, together with one&#39;s prescriber" in html(page)
    assert not page.select_slider
    for word in ("did best", "a chance of", "score", "nearly as good"):
        assert word not in html(page).lower()


@pytest.mark.parametrize("name", CHARTS)
def test_before_the_first_edition_a_page_says_how_far_the_group_is(
    stores: Stores,
    open_page: OpenPage,
    name: str,
) -> None:
    """No figure, no error, and no exact number."""
    page = open_page(name)
    assert not page.exception and not page.error
    assert not figures(page)
    assert "30" in html(page)


@pytest.mark.parametrize("name", [*CHARTS, "article", "share", "how"])
def test_help_and_the_medical_notice_are_on_every_page_also_without_an_edition(
    stores: Stores,
    open_page: OpenPage,
    name: str,
) -> None:
    """A page that ends early does not take them with it."""
    page = open_page(name)
    assert any("medical advice" in text.value for text in page.text)
    assert "988" in html(page)


@pytest.mark.parametrize("name", CHARTS)
def test_where_the_editions_cannot_be_opened_a_page_says_so_calmly(
    filled: Stores,
    open_page: OpenPage,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No trace, no path, no query."""
    monkeypatch.setattr(editions, "latest_edition", break_store)
    page = open_page(name)
    assert not page.exception and not figures(page)
    assert "SELECT" not in html(page) and "/path" not in html(page)
    assert "cannot be opened" in html(page)


def test_a_page_whose_cells_cannot_be_read_says_so_card_by_card(
    filled: Stores,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The edition is known, its cells are not: the rest of the page stays."""
    monkeypatch.setattr(cells, "load_cells", break_store)
    page = open_page("doses")
    assert not page.exception and not page.error
    assert not figures(page)
    assert html(page).count("cannot be opened") >= 2
    assert "SELECT" not in html(page)


def test_a_group_with_too_few_people_shows_everyone_and_says_so(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """A slice of 50 or more, of whom fewer than 30 can answer yet; by the lot, which one.

    No card is empty; what is told of everyone alone says so, too: two figures.
    """
    page = open_page("doses")
    few = 0
    for at, shown in enumerate(page.selectbox(key="sweet_spot_found-among").options):
        page.selectbox(key="sweet_spot_found-among").select_index(at).run()
        assert not page.exception
        assert len(figures(page)) == CHARTS["doses"] + PANELS["doses"]
        few += html(page).count(say("card.everyone_few"))
        alone = html(page).count(say("card.everyone_alone"))
        assert alone == (0 if shown == "Everyone" else EVERYONE_ALONE)
    assert few


def test_a_chosen_filter_is_there_after_a_look_at_another_page(
    filled: Stores, open_page: OpenPage
) -> None:
    """For this visit: a reload, as everyone's first look, begins with everyone."""
    page = open_page("doses")
    page.selectbox(key="sweet_spot_found-among").select_index(2).run()
    chosen = page.selectbox(key="sweet_spot_found-among").value
    assert chosen.startswith("condition=")
    page.switch_page("../pages/how.py").run()
    page.switch_page("../pages/doses.py").run()
    assert page.selectbox(key="sweet_spot_found-among").value == chosen
    assert open_page("doses").selectbox(key="sweet_spot_found-among").value == "everyone"


def test_the_figure_holds_the_numbers_of_the_finding(filled: Stores, open_page: OpenPage) -> None:
    """The line of the first chart is the finding's shares, point by point."""
    edition = editions.latest_edition(filled.editions)
    finding = by_week.effect_by_week(EditionSlice(filled.editions, edition), "effect_vivid_dreams")
    (series,) = finding.numbers.series
    line = next(
        t for t in figures(open_page("timelines"))[0]["data"] if "marker" in t.get("mode", "")
    )
    assert [y for y in line["y"] if y is not None] == pytest.approx(
        [share.value for share in series.shares if share],
        abs=1e-4,
    )


def test_no_figure_carries_an_array_that_is_packed_or_long(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """What is in the figure is in the browser: short lists of numbers, nothing in base64."""
    for name in CHARTS:
        for figure in figures(open_page(name)):
            text = json.dumps(figure)
            assert "bdata" not in text and "customdata" not in text
            assert max(len(v) for v in lists(figure)) <= 60


def lists(found: object) -> list[list]:
    if isinstance(found, dict):
        return [v for value in found.values() for v in lists(value)]
    if isinstance(found, list):
        return [found, *(v for value in found for v in lists(value))]
    return []


@pytest.mark.parametrize(
    "forged",
    [
        {"member_key": "1"},
        {"condition": "no_such"},
        {"condition": "mcas", "sex": "female"},
        {"condition": "mcas", "first_dose": "from_500", "sex": "female"},
    ],
)
def test_a_forged_mix_of_people_is_refused_whatever_the_widgets_say(
    filled: Stores,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    forged: dict[str, str],
) -> None:
    """An unknown filter or word, a pair that is not allowed, three filters: no figure."""
    monkeypatch.setattr(chart_choices, "choose_filters", lambda *_, **__: forged)
    page = open_page("doses")
    assert not page.exception and not figures(page)
    assert "not shown" in page.info[0].value


def test_the_method_page_explains_every_rule_without_an_edition(
    stores: Stores,
    open_page: OpenPage,
) -> None:
    """It needs no numbers."""
    page = open_page("how")
    assert not page.exception
    assert len(page.header) >= 7
