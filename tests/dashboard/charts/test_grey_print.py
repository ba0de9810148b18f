"""Without colour, a figure still says which line is which: by its own strip, name or shape.

Stacked columns and clear differences: tests/dashboard/charts/test_courses.py and test_theme.py.
"""

from itertools import pairwise

import pytest

from dashboard.charts.doses import part_rows_figure
from dashboard.charts.timelines import shares_by_week_figure
from dashboard.findings.finding_numbers import ByWeek, StackedRows
from tests.dashboard.charts import drawn

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@THEMES
def test_no_two_lines_share_a_plot_and_each_has_its_name(three_lines: ByWeek, theme: str) -> None:
    """Three lines, three strips, three names: nobody has to match a colour with a legend."""
    figure = shares_by_week_figure(three_lines, theme)
    strips = [line.get("yaxis", "y") for line in drawn.lines(figure)]
    assert len(set(strips)) == len(three_lines.series)
    bold = [
        note["text"]
        for note in drawn.layout(figure)["annotations"]
        if note["font"].get("weight") == 700
    ]
    assert len(set(bold)) == len(three_lines.series)
    assert not drawn.layout(figure)["showlegend"]


@THEMES
def test_no_two_parts_of_a_bar_look_the_same_without_colour(
    stacked: StackedRows, theme: str
) -> None:
    """Neighbours differ in pattern, or in the lightness of their fill."""
    swatches = drawn.traces(part_rows_figure(stacked, theme))[-1]["marker"]
    looks = zip(swatches["color"], swatches["pattern"]["shape"], strict=True)
    parts = [(lightness(colour), shape) for colour, shape in looks]
    for (light, shape), (next_light, next_shape) in pairwise(parts):
        assert shape != next_shape or abs(light - next_light) > 0.1


def lightness(colour: str) -> float:
    """Luma of a colour written #RRGGBB, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
