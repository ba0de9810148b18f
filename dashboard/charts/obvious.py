"""The obvious chart beside the truth and beside ours, on invented members."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, row_layout
from dashboard.charts.marks import text_annotation
from dashboard.charts.strips import StripLayout, axis_suffix
from dashboard.charts.theme import (
    LABEL,
    SIZE,
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.evidence.obvious_charts import Obvious
from dashboard.text import number_in_language, say

WAYS = ("truth", "counted", "obvious")
TOP, SIDE = 2, 12
SIDES_BELOW, DOSES_BELOW = 26, 28
STRIPS = StripLayout(3, each=60, head=34)
COLUMN = 0.5
HEADROOM = 1.45
"""The number above the highest column stays in its own strip."""
REACH = 1.15


def timings(numbers: Obvious, theme: str) -> go.Figure:
    """Three rows from a line of no difference: the truth, ours, and the obvious one.

    Args:
        numbers: one value a way, in points of 100.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    values = [getattr(numbers, way)[0] / 100 for way in WAYS]
    reach = round(REACH * max(abs(value) for value in values), marks.DIGITS)
    told = [
        row_layout.FigureRow(
            say(f"charts.obvious.timings_{way}"),
            number_text.difference_in_points(value),
            value,
            colour,
        )
        for way, value, colour in zip(WAYS, values, _colours(colours), strict=True)
    ]
    bars = [(at, min(0, value), max(0, value)) for at, value in enumerate(values)]
    grid = row_layout.grid_of_rows(told)
    return plotly_figure(
        data=[row_layout.bars_along_rows(bars, _colours(colours), grid)],
        layout=base_layout(
            colours,
            grid.height + TOP + SIDES_BELOW,
            margin={"l": row_layout.SIDE, "r": row_layout.SIDE, "t": TOP, "b": SIDES_BELOW},
            xaxis=plain_axis(colours, range=[-reach, reach], showticklabels=False),
            yaxis=plain_axis(colours, **grid.axis),
            shapes=[_zero(grid, colours)],
            annotations=[
                *row_layout.names_and_numbers(told, colours, grid, colours.card),
                *_sides(colours),
            ],
        ),
    )


def _colours(colours: Palette) -> list[str]:
    """The truth is grey, ours teal, the obvious one ochre."""
    return [colours.grey, colours.teal, colours.series[1]]


def _zero(grid: row_layout.RowGrid, colours: Palette) -> dict[str, Any]:
    line = {"color": colours.axis, "width": 1.5}
    ends = {"x0": 0, "x1": 0, "y0": 0, "y1": grid.height}
    return {"type": "line", "line": line, "layer": "below"} | ends


def _sides(colours: Palette) -> list[dict[str, Any]]:
    below = {"yref": "paper", "yanchor": "top", "yshift": -4}
    fewer, more = say("charts.obvious.fewer"), say("charts.obvious.more")
    return [
        text_annotation(fewer, (0, 0), colours.quiet, xanchor="right", xshift=-8, **below),
        text_annotation(more, (0, 0), colours.quiet, xanchor="left", xshift=8, **below),
    ]


def doses(numbers: Obvious, theme: str) -> go.Figure:
    """Three strips over the same doses and one scale: the truth, ours, and the obvious one.

    Args:
        numbers: a value a dose and way, people in 100.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    highest = max(max(getattr(numbers, way)) for way in WAYS)
    y = plain_axis(
        colours, range=[0, round(HEADROOM * highest, marks.DIGITS)], showticklabels=False
    )
    last = f"y{axis_suffix(STRIPS.count - 1)}"
    return plotly_figure(
        data=[_columns(numbers, at, colours) for at in range(STRIPS.count)],
        layout=base_layout(
            colours,
            STRIPS.height + TOP + DOSES_BELOW,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": DOSES_BELOW},
            xaxis=_dose_axis(numbers, colours) | {"anchor": last},
            **STRIPS.axes(y),
            annotations=[_name(at, colours) for at in range(STRIPS.count)],
        ),
    )


def _columns(numbers: Obvious, at: int, colours: Palette) -> go.Bar:
    values = list(getattr(numbers, WAYS[at]))
    return go.Bar(
        x=list(range(len(values))),
        y=values,
        width=COLUMN,
        marker={"color": _colours(colours)[at], "line": {"width": 0}, "cornerradius": 3},
        text=[say("charts.obvious.of_100", number=value) for value in values],
        textposition="outside",
        textfont={"size": SIZE, "color": colours.ink},
        cliponaxis=False,
        hoverinfo="skip",
        yaxis=f"y{axis_suffix(at)}",
    )


def _name(at: int, colours: Palette) -> dict[str, Any]:
    """Ink alone: the colours of the columns are not those of lines."""
    text = say(f"charts.obvious.doses_{WAYS[at]}")
    font = {"size": LABEL, "color": colours.ink}
    return STRIPS.name(at, text, colours) | {"font": font}


def _dose_axis(numbers: Obvious, colours: Palette) -> dict[str, Any]:
    texts = [
        say("charts.obvious.dose", mg=number_in_language(f"{dose / 1000:g}"))
        for dose in numbers.doses_ug
    ]
    font = {"size": SMALL, "color": colours.quiet}
    ticks = {"tickmode": "array", "tickvals": list(range(len(texts))), "ticktext": texts}
    return plain_axis(colours, range=[-0.5, len(texts) - 0.5], tickfont=font, **ticks)
