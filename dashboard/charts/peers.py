"""My own weeks over the line of people like me."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.theme import LABEL, Palette, theme_palette
from dashboard.charts.timelines import shares_by_week_figure
from dashboard.findings.peers.peer_numbers import PeerWeeks

ROOM = 34
"""Pixels above the plot, for my weeks and what stands over them."""
MINE = 1
"""Place of my colour in the order of series: the group has the first."""
BAR_FROM, BAR_TO = 4, 10
"""Pixels above the plot between which the bar of my weeks lies."""
TEXT_ABOVE = 12
HALF_COLUMN = 0.32
RING = 15


def my_weeks_figure(numbers: PeerWeeks, theme: str) -> go.Figure:
    """Their share by week; above it a bar over my weeks, on it a ring at the week I am in.

    Args:
        numbers: theirs and mine.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    figure = shares_by_week_figure(numbers.theirs, theme)
    share = numbers.theirs.series[0].shares[numbers.now]
    if share:
        figure.add_trace(_current_week_ring(numbers.now, share.value, colours))
    figure.add_shape(_my_weeks_bar(numbers, colours))
    figure.add_annotation(_my_weeks_note(numbers, colours))
    margin = figure.layout.margin
    return figure.update_layout(height=figure.layout.height + ROOM, margin_t=margin.t + ROOM)


def _current_week_ring(at: int, value: float, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[at],
        y=[round(value, DIGITS)],
        mode="markers",
        marker={
            "size": RING,
            "color": marks.CLEAR,
            "line": {"width": 3, "color": colours.line(MINE)},
        },
        cliponaxis=False,
        hoverinfo="skip",
    )


def _my_weeks_bar(numbers: PeerWeeks, colours: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": round(numbers.first - HALF_COLUMN, DIGITS),
        "x1": round(numbers.now + HALF_COLUMN, DIGITS),
        "ysizemode": "pixel",
        "yanchor": 1,
        "y0": BAR_FROM,
        "y1": BAR_TO,
        "fillcolor": colours.line(MINE),
        "line": {"width": 0},
    }


def _my_weeks_note(numbers: PeerWeeks, colours: Palette) -> dict[str, Any]:
    """Over the bar; at the edge of the figure that it would run over."""
    last = len(numbers.theirs.weeks) - 1
    x, anchor = (numbers.first + numbers.now) / 2, "center"
    if x < last / 3:
        x, anchor = numbers.first - HALF_COLUMN, "left"
    elif x > 2 * last / 3:
        x, anchor = numbers.now + HALF_COLUMN, "right"
    font = {"size": LABEL, "color": colours.line_name_colour(MINE), "weight": 700}
    place = {"yref": "paper", "xanchor": anchor, "yanchor": "bottom", "yshift": TEXT_ABOVE}
    return text_annotation(numbers.said, (x, 1), colours.ink, font=font, **place)
