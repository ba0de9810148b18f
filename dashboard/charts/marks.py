"""The marks that figures share: bands, shaded windows, hatching, notes. All take plain lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import SMALL, Palette

CLEAR = "rgba(0,0,0,0)"
SLIM = 0.07
DIGITS = 4
"""Digits of every number in a figure: finer than a pixel, and short to send."""
HATCH_GAP = 6
HATCH_DENSITY = 0.28
SIDE_GAP = 5
"""Pixels between the plot and what stands left of it."""
ROWS_BELOW = 4
"""Pixels from the axis to its labels."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Hatch:
    """One hatched bar: its middle along the axis, its width, and the colour of its lines."""

    at: float
    width: float
    colour: str


def short_numbers(values: Sequence[float]) -> list[float]:
    """Numbers rounded for sending."""
    return [round(value, DIGITS) for value in values]


def hatch_marker(colours: list[str]) -> dict[str, Any]:
    """The marker of hatched bars: lines on nothing, so that it also prints."""
    return {
        "color": CLEAR,
        "line": {"width": 0},
        "pattern": {
            "shape": "/",
            "fgcolor": colours,
            "bgcolor": CLEAR,
            "size": HATCH_GAP,
            "solidity": HATCH_DENSITY,
        },
    }


def hatch_bar_trace(bars: Sequence[Hatch], height: float) -> go.Bar:
    """Hatched bars of one height: what is too few to show looks the same everywhere."""
    return go.Bar(
        x=short_numbers([bar.at for bar in bars]),
        y=[round(height, DIGITS)] * len(bars),
        width=short_numbers([bar.width for bar in bars]),
        marker=hatch_marker([bar.colour for bar in bars]),
        hoverinfo="skip",
    )


def band_along_runs(
    runs: Sequence[Sequence[tuple[float, float, float]]], colour: str
) -> go.Scatter:
    """A shaded band along runs of (x, low, high); between two runs it is open."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for run in map(_run_wide_enough, runs):
        if xs:
            xs.append(None)
            ys.append(None)
        xs += short_numbers([x for x, _, _ in run] + [x for x, _, _ in reversed(run)])
        ys += short_numbers([low for _, low, _ in run] + [high for _, _, high in reversed(run)])
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=colour,
        line={"width": 0},
        hoverinfo="skip",
    )


def _run_wide_enough(
    run: Sequence[tuple[float, float, float]],
) -> Sequence[tuple[float, float, float]]:
    """A run of one point as a slim bar, since a band without width is not seen."""
    if len(run) != 1:
        return run
    x, low, high = run[0]
    return [(x - SLIM, low, high), (x + SLIM, low, high)]


def axis_window_shape(start: float, end: float, colours: Palette) -> dict[str, Any]:
    """A lightly shaded stretch of the axis, behind everything."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": round(start, DIGITS),
        "x1": round(end, DIGITS),
        "y0": 0,
        "y1": 1,
        "fillcolor": colours.sand,
        "line": {"width": 0},
        "layer": "below",
    }


def text_annotation(text: str, at: Point, colour: str, **more: Any) -> dict[str, Any]:
    """A piece of text in the figure's own coordinates unless ``more`` says otherwise."""
    base: dict[str, Any] = {
        "text": text,
        "x": round(at[0], DIGITS),
        "y": round(at[1], DIGITS),
        "showarrow": False,
        "font": {"size": SMALL, "color": colour},
    }
    return base | more


def row_head_annotation(lines: str, colours: Palette) -> dict[str, Any]:
    """What the rows under the axis are, left of their first number."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
    return text_annotation(
        lines,
        (0, 0),
        colours.faint,
        xshift=-SIDE_GAP,
        yshift=-ROWS_BELOW + 1,
        align="right",
        **place,
    )


def runs_of_true(present: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last index of each unbroken run of True."""
    found: list[tuple[int, int]] = []
    for index, here in enumerate(present):
        if here and found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
        elif here:
            found.append((index, index))
    return found
