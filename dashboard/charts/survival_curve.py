"""The figure of how long an effect lasts, or of when help came: a stair with its range."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, weeks
from dashboard.charts.marks import Hatch
from dashboard.charts.scales import share_axis
from dashboard.charts.theme import (
    Palette,
    base_layout,
    plotly_figure,
    see_through_colour,
    theme_palette,
)
from dashboard.findings.finding_numbers import LastingBand, LastingCurve
from dashboard.text import say

BANDS = ("w1", "w2", "w3_4", "w5_8", "w9_12", "w13_26")
"""The bands that a life table shows, whether or not they hold enough people."""
STUB = 0.3
"""Length of the stair's beginning, where everyone still has the effect."""
HALF = 0.5
HEADROOM = 0.14
GRIDLINES = 5
BAND_OPACITY = 0.18


def lasting_figure(numbers: LastingCurve, theme: str) -> go.Figure:
    """The share who still have an effect at the end of each band; or who have noticed help.

    An effect's line falls. Help is drawn as it comes: a line of those still waiting falls, too,
    and reads as if it stopped working.

    Args:
        numbers: cut where too few people are at risk; the columns after it are hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    if not numbers.bands:
        return weeks.too_few_figure(BANDS, colours)
    y = share_axis(1.0, HEADROOM, GRIDLINES, colours)
    hatches = [Hatch(n, weeks.COLUMN, colours.axis) for n in range(len(numbers.bands), len(BANDS))]
    shaded, notes = weeks.article_window(BANDS, numbers.article_weeks, colours)
    at_risk = [number_text.people_count_text(band.at_risk) for band in numbers.bands]
    x = weeks.week_axis(BANDS, at_risk + [say("charts.few")] * len(hatches), colours)
    above = _lines_above(numbers, colours)
    return plotly_figure(
        data=[
            _stair_interval_band(numbers, colours),
            *_trace_of_joined_before(numbers.joined_before, colours),
            _stair_line_trace(numbers, colours),
            marks.hatch_bar_trace(hatches, weeks.HATCH_HEIGHT * y["range"][1]),
        ],
        layout=base_layout(
            colours,
            weeks.PLOT_HEIGHT + weeks.TOP + weeks.BOTTOM + weeks.room_above(len(above)),
            margin=weeks.week_margins(weeks.room_above(len(above))),
            xaxis=x | {"range": [-0.5 - STUB, len(BANDS) - 0.5]},
            yaxis=y,
            shapes=[*shaded, *_half_share_line(numbers, colours)],
            annotations=[*notes, *above, *weeks.week_row_heads(colours)],
        ),
    )


def _lines_above(numbers: LastingCurve, colours: Palette) -> list[dict[str, Any]]:
    """What the line is, and under it what a dotted or a broken line is: in no line's way."""
    dashes = []
    if numbers.median_band in BANDS:
        week = weeks.week_label(str(numbers.median_band))
        dashes.append(say("charts.half_helped" if numbers.waiting else "charts.half", week=week))
    if numbers.joined_before:
        dashes.append(say("charts.joined_before"))
    name = say("charts.line_helped" if numbers.waiting else "charts.line_still")
    last = len(dashes)
    notes = [weeks.note_above(text, colours, last - 1 - at) for at, text in enumerate(dashes)]
    return [weeks.line_name(name, colours, last), *notes]


def _levels(numbers: LastingCurve) -> list[tuple[float, float, float]]:
    """Value, low and high of each band: of those who still have it, or who have been helped."""
    if numbers.waiting:
        return [(1 - band.still, 1 - band.high, 1 - band.low) for band in numbers.bands]
    return [(band.still, band.low, band.high) for band in numbers.bands]


def _stair_corners(values: Sequence[float], start: float) -> list[tuple[float, float]]:
    """A stair: everyone, or nobody, at the start, then one level a column."""
    stairs = [(-0.5 - STUB, start), (-0.5, start)]
    for column, value in enumerate(values):
        stairs += [(column - 0.5, value), (column + 0.5, value)]
    return stairs


def _stair_interval_band(numbers: LastingCurve, colours: Palette) -> go.Scatter:
    levels, start = _levels(numbers), 0.0 if numbers.waiting else 1.0
    lows = _stair_corners([low for _, low, _ in levels], start)
    highs = _stair_corners([high for _, _, high in levels], start)
    corners = [(x, low, high) for (x, low), (_, high) in zip(lows, highs, strict=True)]
    return marks.band_along_runs([corners], see_through_colour(colours.teal, BAND_OPACITY))


def _stair_line_trace(numbers: LastingCurve, colours: Palette) -> go.Scatter:
    levels, start = _levels(numbers), 0.0 if numbers.waiting else 1.0
    stairs = _stair_corners([value for value, _, _ in levels], start)
    key = "charts.helped_by" if numbers.waiting else "charts.still_had_it"
    told = zip(numbers.bands, levels, strict=True)
    spoken = [_lasting_hover(band, level, key) for band, level in told for _ in range(2)]
    return go.Scatter(
        x=marks.short_numbers([x for x, _ in stairs]),
        y=marks.short_numbers([y for _, y in stairs]),
        mode="lines",
        line={"color": colours.teal, "width": 2.5},
        text=["", "", *spoken],
        hovertemplate="%{text}<extra></extra>",
    )


def _trace_of_joined_before(steps: Sequence[LastingBand], colours: Palette) -> list[go.Scatter]:
    """A broken line for those who joined the group before LDN, where there are enough."""
    if not steps:
        return []
    stairs = _stair_corners([band.still for band in steps], 1.0)
    key = "charts.still_had_it_joined_before"
    spoken = [_lasting_hover(band, (band.still, band.low, band.high), key) for band in steps]
    trace = go.Scatter(
        x=marks.short_numbers([x for x, _ in stairs]),
        y=marks.short_numbers([y for _, y in stairs]),
        mode="lines",
        line={"color": colours.quiet, "width": 1.5, "dash": "dash"},
        text=["", "", *(text for text in spoken for _ in range(2))],
        hovertemplate="%{text}<extra></extra>",
    )
    return [trace]


def _lasting_hover(band: LastingBand, level: tuple[float, float, float], key: str) -> str:
    value, low, high = (round(100 * share) for share in level)
    found = {"value": value, "low": low, "high": high, "week": weeks.week_label(band.word)}
    return say(key, **found, people=band.at_risk)


def _half_share_line(numbers: LastingCurve, colours: Palette) -> list[dict[str, Any]]:
    """A light line at one half, where a median is known."""
    if numbers.median_band not in BANDS:
        return []
    line = {"color": colours.axis, "width": 1.5, "dash": "dot"}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": HALF, "y1": HALF}
    return [{"type": "line", "layer": "below", "line": line} | ends]
