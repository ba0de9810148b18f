"""Without colour, a figure still says which line is which: by its own strip, name or shape.

Stacked columns and clear differences: tests/dashboard/charts/test_courses.py and test_theme.py.
"""

import pytest

from dashboard.charts.doses import benefit_and_burden
from dashboard.charts.timelines import shares_by_week_figure
from dashboard.findings.finding_numbers import ByWeek, SweetSpot
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
def test_benefit_and_side_effects_have_shapes_of_their_own(doses: SweetSpot, theme: str) -> None:
    """Circles and diamonds."""
    found = drawn.lines(benefit_and_burden(doses, theme))
    shapes = {line.get("yaxis", "y"): line["marker"]["symbol"] for line in found}
    assert len(shapes) == len(set(shapes.values())) == 2
