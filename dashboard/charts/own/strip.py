"""A strip of a member's own figure: one kind of thing over the weeks that all strips share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.strips import axis_suffix
from dashboard.charts.theme import LABEL, LEFT, SMALL, Palette

HEAD = 30
"""Pixels above each strip, for its name."""


@dataclass(frozen=True)
class OwnStrip:
    """One strip.

    Attributes:
        name: above it on the left.
        aside: above it on the right, in few words.
        height: pixels.
        traces: what is drawn in it.
        axis: its upright axis, without its place.
        notes: words in it, in its own coordinates.
    """

    name: str
    aside: str
    height: int
    traces: Sequence[go.Bar | go.Scatter]
    axis: dict[str, Any]
    notes: Sequence[dict[str, Any]] = field(default=())


def stack_strips(
    strips: Sequence[OwnStrip], colours: Palette
) -> tuple[list[Any], dict[str, Any], int]:
    """Traces, layout entries and pixels of strips, the first on top."""
    total = sum(strip.height + HEAD for strip in strips)
    traces: list[Any] = []
    entries: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    top = 0
    for at, strip in enumerate(strips):
        upper = 1 - (top + HEAD) / total
        domain = [round(max(0, upper - strip.height / total), DIGITS), round(upper, DIGITS)]
        entries[f"yaxis{axis_suffix(at)}"] = strip.axis | {"domain": domain, "anchor": "x"}
        traces += [trace.update(yaxis=f"y{axis_suffix(at)}") for trace in strip.traces]
        notes += [text | {"yref": f"y{axis_suffix(at)}"} for text in strip.notes]
        notes += _strip_head_notes(strip, domain[1], colours)
        top += strip.height + HEAD
    return traces, entries | {"annotations": notes}, total


def _strip_head_notes(strip: OwnStrip, top: float, colours: Palette) -> list[dict[str, Any]]:
    # A ground of their own, since the lines of start and stop run behind them.
    ground = {"bgcolor": colours.card, "borderpad": 1}
    place = ground | {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 2}
    font = {"size": LABEL, "color": colours.ink, "weight": 700}
    left = {"xanchor": "left", "xshift": 2 - LEFT, "font": font}
    heads = [text_annotation(strip.name, (0, top), colours.ink, **left, **place)]
    if strip.aside:
        quiet = {"size": SMALL, "color": colours.quiet}
        right = {"xanchor": "right", "font": quiet}
        heads.append(text_annotation(strip.aside, (1, top), colours.quiet, **right, **place))
    return heads
