"""The attacker who lies to the running page: forged state, forged addresses, forged messages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit
from attacks_server import Attacked, serving
from attacks_visit import Visit, opened
from streamlit.testing.v1 import AppTest
from test_forging import LARGE, SMALL, may_be_asked

from dashboard import demo
from dashboard.publishing import publish_edition
from dashboard.settings import settings
from dashboard.stores import open_stores
from dashboard.text import say
from db import filter_rules
from db.editions import cells
from db.editions.editions import Edition, Filters

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
KEYS = {
    "timelines": "effect_by_week",
    "doses": "sweet_spot_found",
    "timings": "bedtime_minus_morning",
    "response": "benefit_by_week",
}
"""Page -> what the keys of its filters begin with."""
FORGED: dict[str, dict[str, str]] = {
    "an unknown filter": {"among": "member_key=1", "member_key": "1"},
    "a filter of another page": {"among": "first_timing=morning", "first_timing": "morning"},
    "an unknown word": {"among": "condition=mcas' OR '1'='1", "condition": "mcas' OR '1'='1"},
    "a word of another filter": {"among": "sex=mcas", "sex": "mcas"},
    "an unknown second filter": {"among": "condition=mcas&record_key=1", "record_key": "1"},
    "a filter twice": {"among": "condition=mcas&condition=fibromyalgia"},
    "a pair that is not allowed": {"condition": "fibromyalgia", "sex": "female"},
    "a pair where there are none": {"sex": "female", "age_band": "from_30_to_44"},
    "three filters": {"condition": "fibromyalgia", "first_dose": "from_500", "sex": "female"},
}
Read = tuple[str, Filters, int]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders with a group large enough for groups within it, and with one too small."""
    found = {}
    for members in (LARGE, SMALL):
        found[members] = tmp_path_factory.mktemp("forging") / "store"
        stores = open_stores(found[members])
        demo.fill_with_members(stores.members, members, seed=4)
        publish_edition(stores, now=True)
    return found


@pytest.fixture
def opening(folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable]:
    """Opens a page of a group, forges its state, and tells what it read from the store."""
    reads: list[Read] = []
    for name in ("load_cells", "load_contrasts"):
        _spy(monkeypatch, name, reads)

    def at(page: str, members: int, forged: dict[str, str]) -> tuple[AppTest, list[Read]]:
        monkeypatch.setenv("SWEETSPOT_STORE", str(folders[members]))
        monkeypatch.setenv("SWEETSPOT_PEPPER", "0" * 32)
        settings.cache_clear()
        streamlit.cache_resource.clear()
        app = AppTest.from_file(APP, default_timeout=60).run()
        streamlit.cache_resource.clear()
        reads.clear()
        for name, word in forged.items():
            app.session_state[f"{KEYS[page]}-{name}"] = word
            app.query_params[name] = word
            app.query_params[f"{KEYS[page]}-{name}"] = word
        return app.switch_page(f"../pages/{page}.py").run(), list(reads)

    yield at
    settings.cache_clear()
    streamlit.cache_resource.clear()


def _spy(monkeypatch: pytest.MonkeyPatch, name: str, reads: list[Read]) -> None:
    real = getattr(cells, name)

    def spied(
        reader: object, edition: Edition, measure: str, filters: Filters | None = None
    ) -> object:
        found = real(reader, edition, measure, filters)
        reads.append((measure, dict(filters or {}), edition.members))
        return found

    monkeypatch.setattr(cells, name, spied)


@pytest.mark.parametrize("page", KEYS)
def test_a_forged_state_reads_nothing_that_a_tap_could_not(
    opening: Callable,
    page: str,
    gained: Callable[..., None],
) -> None:
    """Writes any value into the page's own state and into its address, past what lists offer.

    Sees everyone, or the group that the list begins with, or one sentence: "not shown". Gains
    nothing: whatever the page read is a view that a tap leads to.
    """
    forged = 0
    for forgery in FORGED.values():
        app, reads = opening(page, LARGE, forgery)
        assert not app.exception and not app.error
        assert reads or say("app.filters.not_published") in [said.value for said in app.info]
        forged += sum(not may_be_asked(*read) for read in reads)
    gained(f"forging_{page}", forged, "0", run=f"{len(FORGED)} forged states")
    assert not forged


def test_a_group_within_a_small_group_is_not_read(opening: Callable) -> None:
    """Sets, in a group of 120, the filter that a group of 400 has.

    Sees everyone, as if nothing had been sent. The control: in the group of 400 the same state
    reads that slice.
    """
    state = {"among": "condition=fibromyalgia", "condition": "fibromyalgia"}
    app, reads = opening("timelines", SMALL, state)
    assert not app.exception
    assert reads and not any(filters for _, filters, _ in reads)
    app, reads = opening("timelines", LARGE, state)
    assert not app.exception
    assert any(filters for _, filters, _ in reads)


def test_the_same_forgeries_are_read_where_nobody_checks(
    opening: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: without the rule of the reader, a pair that is not allowed comes through."""
    from dashboard.findings.edition_slice import EditionSlice
    from dashboard.ui.findings import chart_choices

    pair = {"condition": "fibromyalgia", "sex": "female"}
    monkeypatch.setattr(chart_choices, "choose_filters", lambda *_, **__: pair)
    # Which effects a group shows is read off everyone's cells, as for any visitor.
    _, reads = opening("timelines", LARGE, {})
    assert all(may_be_asked(*read) for read in reads)
    monkeypatch.setattr(
        EditionSlice, "among", lambda asked, filters: replace(asked, filters=filters)
    )
    monkeypatch.setattr(filter_rules, "check_filters", lambda *_: None)
    _, reads = opening("timelines", LARGE, {})
    assert any(not may_be_asked(*read) for read in reads)


@pytest.fixture(scope="module")
def server(folders: dict[int, Path]) -> Iterator[Attacked]:
    """The served application on the larger group."""
    with serving(folders[LARGE]) as attacked:
        yield attacked


def figures(visit: Visit) -> list[str]:
    return [chart.spec for chart in visit.elements("plotly_chart")]


def test_a_forged_message_shows_a_view_that_a_tap_shows(server: Attacked) -> None:
    """Speaks the page's WebSocket itself and sends values that no list offers.

    Sees what the list shows at its start; gains nothing. The control: a value of the list's own,
    sent the same way, does change the page.
    """
    with opened(server.port) as visit:
        visit.open("timelines")
        everyone = figures(visit)
        look_at = say("app.filters.look_at")
        for forged in ("member_key", "no_such", "mcas' OR '1'='1", ""):
            visit.choose(look_at, forged)
            assert figures(visit) == everyone
        illness, mine = say("words.filter.condition"), say("words.condition.fibromyalgia")
        visit.choose(look_at, f"{illness}: {mine}")
        first = figures(visit)
        assert first != everyone
        visit.choose(look_at, "no_such")
        assert figures(visit) in (first, everyone)
        assert not visit.elements("exception")
