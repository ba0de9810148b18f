"""Every word of every figure can be read, on a phone of 320 and 390 points and at a desk.

Drawn by Plotly in a real Chromium, without a server; what counts as wrong: drawn_words.js.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

from dashboard.charts import obvious as obvious_charts
from dashboard.charts.text_width import NARROWEST, text_width
from dashboard.charts.theme import SIZE
from dashboard.evidence import obvious_charts as invented
from dashboard.findings.edition_slice import EditionSlice
from dashboard.stores import open_stores
from dashboard.text import LANGUAGES, language
from db.editions import editions
from tests.browser.figure_sheet import ROOM, open_figure_sheet, wrong_words
from tests.drawn_editions import SIZES, drawn_editions
from tests.published import published_folder
from tests.tour.sentences import asked_figures

PHONE = 320
DRAWN = (60, 3_000)
"""Members of editions whose shares are all by lot: every number, however wide, stands somewhere."""
PUBLISHED = 700
"""Members of an invented group: lines that rise and fall as lines do."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own."""
    opened = browser.new_page()
    yield opened
    opened.close()


@contextmanager
def spoken(code: str) -> Iterator[None]:
    """A language for a while."""
    before = language.set(code)
    try:
        yield
    finally:
        language.reset(before)


def every_figure(asked: EditionSlice, theme: str = "light") -> dict[str, go.Figure]:
    """The gallery's, those about effects about several, and how the pages count."""
    found = {f"{one.name} {one.arguments}": one(asked, theme)[1] for one in asked_figures()}
    found["obvious timings"] = obvious_charts.timings(invented.timings(), theme)
    found["obvious doses"] = obvious_charts.doses(invented.doses(), theme)
    return found


def test_on_the_narrowest_phone_no_word_is_cut_off_or_covered(page: Page, tmp_path: Path) -> None:
    """The largest numbers, in English."""
    open_figure_sheet(page, "light")
    with drawn_editions(tmp_path) as editions_by_lot:
        assert not wrong_words(page, every_figure(editions_by_lot[-1]), PHONE)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("members", DRAWN)
def test_no_word_of_a_figure_is_cut_off_or_covered(
    page: Page, tmp_path: Path, members: int, code: str
) -> None:
    """Whatever the numbers, in both languages, at three widths."""
    open_figure_sheet(page, "light")
    with spoken(code), drawn_editions(tmp_path) as editions_by_lot:
        figures = every_figure(editions_by_lot[SIZES.index(members)])
    assert not [(window, *at) for window in ROOM for at in wrong_words(page, figures, window)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_line_runs_through_a_word(page: Page, code: str) -> None:
    """An invented group of 700, on the dark ground."""
    open_figure_sheet(page, "dark")
    with spoken(code), closing(open_stores(published_folder(PUBLISHED))) as stores:
        newest = editions.latest_edition(stores.editions)
        assert newest is not None
        figures = every_figure(EditionSlice(stores.editions, newest), "dark")
    assert not [(window, *at) for window in ROOM for at in wrong_words(page, figures, window)]


NOTE = {"showarrow": False, "xref": "paper", "yref": "paper", "font": {"size": 14}}
WRONG = {
    "clipped": [NOTE | {"text": "The end of this is", "x": 1, "y": 0.9, "xanchor": "left"}],
    "overlaps": [
        NOTE | {"text": "one of two", "x": 0.3, "y": 0.9},
        NOTE | {"text": "on one place", "x": 0.35, "y": 0.9},
    ],
    "crossed": [NOTE | {"text": "in the way of a line", "x": 0.5, "y": 0.5}],
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_figure_that_is_made_wrong_is_found(page: Page, fault: str) -> None:
    """The control: one note too many, and its own fault alone is named."""
    line = go.Scatter(x=[0, 1], y=[0, 1], mode="lines", line={"width": 3})
    whole = {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 400}
    open_figure_sheet(page, "light")
    right = go.Figure([line], whole)
    wrong = go.Figure([line], whole | {"annotations": WRONG[fault]})
    found = wrong_words(page, {"right": right, "wrong": wrong}, 390)
    assert {(at.figure, at.fault) for at in found} == {("wrong", fault)}


def test_no_text_is_wider_than_it_is_laid_out_for(page: Page) -> None:
    """Figures are laid out before a browser measures them: its measure is never above ours."""
    texts = ("3 to under 4.5 mg", "Waking in the night", "WWW", "De 0,5 a menos de 1 mg")
    open_figure_sheet(page, "light")
    measured = page.evaluate("drawnWords.widths", [list(texts), SIZE])
    for text, width in zip(texts, measured, strict=True):
        assert width <= text_width(text, SIZE) <= 1.15 * width, text
    assert min(ROOM.values()) >= NARROWEST
