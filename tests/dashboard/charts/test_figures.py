"""What holds for every figure, in both themes."""

from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts import doses as dose_charts
from dashboard.charts import timelines, timings
from dashboard.charts.bars import share_bars_figure
from dashboard.charts.courses import course_figure
from dashboard.charts.marks import DIGITS
from dashboard.charts.two_arms import side_by_side
from db import bands
from tests.dashboard.charts import drawn

DRAWN = {
    "one_line": timelines.shares_by_week_figure,
    "three_lines": timelines.shares_by_week_figure,
    "no_line": timelines.shares_by_week_figure,
    "stair": timelines.lasting_figure,
    "doses": dose_charts.search_figure,
    "no_doses": dose_charts.search_figure,
    "stacked": dose_charts.part_rows_figure,
    "no_stacked": dose_charts.part_rows_figure,
    "differences": timings.difference_forest,
    "no_differences": timings.difference_forest,
    "shares": share_bars_figure,
    "no_shares": share_bars_figure,
    "everyone": course_figure,
    "nobody": course_figure,
    "moved": side_by_side,
    "none_moved": side_by_side,
}
LONGEST = max(len(bands.WEEK.words), len(bands.DOSE_UG.words))
SMALLEST_TEXT = 12


@pytest.fixture(params=[(name, theme) for name in DRAWN for theme in ("light", "dark")])
def figure(request: pytest.FixtureRequest) -> go.Figure:
    """Every figure in both themes."""
    name, theme = request.param
    return DRAWN[name](request.getfixturevalue(name), theme)


def everything(part: Any) -> list[Any]:
    """All lists and leaves of a figure, however deep."""
    if isinstance(part, dict):
        return [found for value in part.values() for found in everything(value)]
    if isinstance(part, list):
        return [part, *(found for value in part for found in everything(value))]
    return [part]


def test_a_figure_holds_nothing_that_plotly_does_not_know(figure: go.Figure) -> None:
    """The charts leave Plotly's own check out while a reader waits: here it is made."""
    sent = figure.to_dict()
    checked = go.Figure(sent).to_dict()
    assert [len(trace) for trace in checked["data"]] == [len(trace) for trace in sent["data"]]
    told = {name for name, value in sent["layout"].items() if value not in ([], {})}
    assert checked["layout"].keys() - {"template"} == told
    assert sent["layout"]["template"] == {}


def test_no_array_is_longer_than_its_bands(figure: go.Figure) -> None:
    """A band's outline goes there and back; a stair takes two points a band and two before."""
    arrays = [a for t in drawn.traces(figure) for a in everything(t) if isinstance(a, list)]
    outline = 2 * (2 * len(bands.LASTING.words) + 2)
    assert all(len(array) <= max(outline, 3 * LONGEST) for array in arrays)


def test_nothing_is_packed_out_of_sight(figure: go.Figure) -> None:
    """Plotly packs numpy arrays as base64, which no reader and no search would see."""
    assert "bdata" not in figure.to_json()


def test_numbers_are_sent_no_finer_than_they_are_drawn(figure: go.Figure) -> None:
    """Four digits are finer than a pixel."""
    numbers = [
        n for trace in drawn.traces(figure) for n in everything(trace) if isinstance(n, float)
    ]
    assert all(round(number, DIGITS) == number for number in numbers)


def test_no_figure_has_a_title_a_legend_or_a_motion(figure: go.Figure) -> None:
    """The sentence above is the title; names stand at their lines."""
    layout = drawn.layout(figure)
    assert "title" not in layout
    assert "transition" not in layout
    assert layout["showlegend"] is False


def test_no_axis_can_be_dragged(figure: go.Figure) -> None:
    """A thumb that starts on a figure scrolls the page."""
    assert drawn.layout(figure)["dragmode"] is False
    assert all(axis["fixedrange"] for axis in drawn.axes(figure))


def test_no_text_is_smaller_than_12_pixels(figure: go.Figure) -> None:
    """In ticks, notes and hover texts."""
    layout = drawn.layout(figure)
    fonts = [layout["font"], layout["hoverlabel"]["font"]]
    fonts += [note["font"] for note in layout.get("annotations", [])]
    fonts += [axis["tickfont"] for axis in drawn.axes(figure)]
    assert min(font["size"] for font in fonts) >= SMALLEST_TEXT


def test_a_figure_is_light_to_send(figure: go.Figure) -> None:
    """Plotly's own template alone would be 7 kB."""
    assert len(figure.to_json()) < 10_000
