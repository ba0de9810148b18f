"""One member's own weeks: the dose as steps, effects as bars, the scales as lines.

One figure over one axis of weeks, strip under strip, so that the eye can go straight down from a
step of the dose to what came with it. It is drawn for one member and never kept.
"""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts.marks import row_head_annotation
from dashboard.charts.own import effects, lines
from dashboard.charts.own.strip import stack_strips
from dashboard.charts.own.week_axis import OwnWeekAxis
from dashboard.charts.theme import LEFT, RIGHT, Palette, base_layout, plotly_figure, theme_palette
from dashboard.record.own_weeks import WeeksOfUse
from dashboard.text import say

TOP, BOTTOM = 2, 26


def own_record_figure(numbers: WeeksOfUse, theme: str) -> go.Figure:
    """Dose, effects, scales and overall change over one axis of weeks.

    Args:
        numbers: one member's own; effects past the twelfth are counted in a note.
        theme: ``light`` or ``dark``.
    """
    colours, weeks = theme_palette(theme), OwnWeekAxis(numbers.last)
    strips = [lines.dose_steps_strip(numbers, weeks, colours)]
    if numbers.effects:
        strips.append(effects.effects_strip(numbers.effects, weeks, colours))
    strips += [lines.scale_line_strip(told, weeks, colours) for told in numbers.lines]
    traces, entries, height = stack_strips(strips, colours)
    entries["annotations"].append(row_head_annotation(say("record.figure.week"), colours))
    # Every strip hangs on the same axis, which lies under the lowest one.
    lowest = f"y{len(strips)}" if len(strips) > 1 else "y"
    return plotly_figure(
        data=traces,
        layout=base_layout(
            colours,
            height + TOP + BOTTOM,
            margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
            xaxis=weeks.axis(lowest, colours),
            shapes=[
                _upright_line(weeks.start(1), "dot", colours),
                *_stop_week_line(numbers, weeks, colours),
            ],
            **entries,
        ),
    )


def _stop_week_line(
    numbers: WeeksOfUse, weeks: OwnWeekAxis, colours: Palette
) -> list[dict[str, Any]]:
    """A line through all strips at the end of the last week on LDN."""
    if numbers.stopped is None:
        return []
    return [_upright_line(weeks.start(numbers.stopped + 1), "dash", colours)]


def _upright_line(x: float, dash: str, colours: Palette) -> dict[str, Any]:
    line = {"color": colours.axis, "width": 1, "dash": dash}
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1}
    return {"type": "line", "layer": "below", "yref": "paper", "line": line} | ends
