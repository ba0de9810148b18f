"""Two arms beside each other: the share of either one, and the interval of their difference."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import number_text, row_layout
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.row_layout import FigureRow, RowGrid, grid_of_rows
from dashboard.charts.scales import share_ticks
from dashboard.charts.theme import (
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.text import say

TOP, BOTTOM, SIDE = 2, 26, 12
BELOW = 22
"""Pixels that the difference takes under the axis."""
ARMS = 2
GRIDLINES, HIGHEST_TICK = 4, 0.8
"""The label of a higher tick would not fit on a phone."""
DOT = 15


def side_by_side(numbers: DifferenceRows, theme: str) -> go.Figure:
    """A row an arm; the bar round the first one's dot is the interval of the difference.

    Args:
        numbers: its first row is drawn; a value that is None is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    row = numbers.rows[0]
    known = row.value is not None
    told = [_arm_figure_row(row, numbers.arms, at, colours) for at in range(ARMS)]
    grid = grid_of_rows(told, SIDE)
    return plotly_figure(
        data=[
            row_layout.bars_along_rows(
                _difference_interval(row), [_interval_tint(row, colours)], grid
            ),
            _arm_dots_trace(row, told, grid, colours),
            row_layout.hatch_bars_along_rows(
                [] if known else [0, 1], 0, row_layout.TOO_FEW, colours, grid
            ),
        ],
        layout=base_layout(
            colours,
            grid.height + TOP + BOTTOM + BELOW,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM + BELOW},
            xaxis=_horizontal_share_axis(colours),
            yaxis=plain_axis(colours, **grid.axis),
            shapes=[_second_arm_line(row.shares[1], grid, colours)] if known else [],
            annotations=[
                *row_layout.names_and_numbers(told, colours, grid, colours.card),
                *_difference_note(row, colours),
            ],
        ),
    )


def _difference_interval(row: DifferenceRow) -> list[tuple[int, float, float]]:
    """Where the first arm may lie, seen from the second; within 0 and 1."""
    if row.low is None or row.high is None:
        return []
    ends = (row.shares[1] + row.low, row.shares[1] + row.high)
    return [(0, max(0.0, ends[0]), min(1.0, ends[1]))]


def _interval_tint(row: DifferenceRow, colours: Palette) -> str:
    return colours.teal_tint if row.clear else colours.grey_tint


def _arm_dots_trace(
    row: DifferenceRow, told: Sequence[FigureRow], grid: RowGrid, colours: Palette
) -> go.Scatter:
    known = range(0 if row.value is None else ARMS)
    return go.Scatter(
        x=[round(row.shares[at], DIGITS) for at in known],
        y=[grid.middle(at) for at in known],
        mode="markers",
        marker={
            "size": DOT,
            "symbol": ["circle", "diamond"][: len(known)],
            "color": [colours.teal if row.clear else colours.grey, colours.ink][: len(known)],
            "opacity": 1,
            "line": {"width": 2, "color": colours.card},
        },
        text=[told[at].number for at in known],
        hovertemplate="%{text}<extra></extra>",
    )


def _arm_figure_row(
    row: DifferenceRow, arms: tuple[str, str], at: int, colours: Palette
) -> FigureRow:
    name = number_phrases.sentence_case(say(f"charts.arm.{arms[at]}"))
    if row.value is None:
        return FigureRow(name, say("charts.too_few"), None, colours.grey)
    share, people = round(100 * row.shares[at]), number_text.people_count_text(row.people)
    return FigureRow(name, say("charts.arm_share", share=share, people=people), share, colours.teal)


def _horizontal_share_axis(colours: Palette) -> dict[str, Any]:
    values, labels = share_ticks(HIGHEST_TICK, GRIDLINES)
    font = {"size": SMALL, "color": colours.faint}
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels}
    return plain_axis(colours, range=[0, 1], showgrid=True, tickfont=font, **ticks)


def _second_arm_line(at: float, grid: RowGrid, colours: Palette) -> dict[str, Any]:
    """A dotted line from the second arm's dot up through the first one's row."""
    line = {"color": colours.axis, "width": 1.5, "dash": "dot"}
    ends = {"x0": at, "x1": at, "y0": 0, "y1": grid.middle(1)}
    return {"type": "line", "line": line, "layer": "below"} | ends


def _difference_note(row: DifferenceRow, colours: Palette) -> list[dict[str, Any]]:
    if row.value is None or row.low is None or row.high is None:
        return []
    value, low, high = (
        number_text.difference_in_points(part) for part in (row.value, row.low, row.high)
    )
    text = say("charts.difference_apart", value=value, low=low, high=high)
    below = {"xref": "paper", "yref": "paper", "yanchor": "top", "yshift": -24}
    font = {"size": SMALL, "color": colours.quiet}
    return [text_annotation(text, (0, 0), colours.quiet, xanchor="left", font=font, **below)]
