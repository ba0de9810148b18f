"""The figure of how long an effect lasts: a stair of those who still have it."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, weeks
from dashboard.charts.marks import Hatch, text_annotation
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
    """The share who still have the effect at the end of each band, as steps.

    Args:
        numbers: cut where too few people are at risk; the columns after it are hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    labels = [weeks.week_label(word) for word in BANDS]
    if not numbers.bands:
        return weeks.too_few_figure(labels, colours)
    y = share_axis(1.0, HEADROOM, GRIDLINES, colours)
    top = y["range"][1]
    hatches = [Hatch(n, weeks.COLUMN, colours.axis) for n in range(len(numbers.bands), len(BANDS))]
    shaded, notes = weeks.article_window(BANDS, numbers.article_weeks, colours)
    at_risk = [number_text.people_count_text(band.at_risk) for band in numbers.bands]
    x = weeks.week_axis(labels, at_risk + [say("charts.few")] * len(hatches), colours)
    return plotly_figure(
        data=[
            _stair_interval_band(numbers.bands, colours),
            *_trace_of_joined_before(numbers.joined_before, colours),
            _stair_line_trace(numbers, colours),
            marks.hatch_bar_trace(hatches, weeks.HATCH_HEIGHT * top),
        ],
        layout=base_layout(
            colours,
            weeks.PLOT_HEIGHT + weeks.TOP + weeks.BOTTOM,
            margin=weeks.week_margins(),
            xaxis=x | {"range": [-0.5 - STUB, len(labels) - 0.5]},
            yaxis=y,
            shapes=[*shaded, *_half_share_line(numbers, colours)],
            annotations=[
                *notes,
                *weeks.fewer_people_note(hatches, top, colours),
                *_half_share_note(numbers, colours),
                *_note_of_joined_before(numbers.joined_before, colours),
                weeks.week_row_heads(colours),
            ],
        ),
    )


def _stair_corners(values: Sequence[float]) -> list[tuple[float, float]]:
    """A stair: everyone at the start, then one level a column."""
    stairs = [(-0.5 - STUB, 1.0), (-0.5, 1.0)]
    for column, value in enumerate(values):
        stairs += [(column - 0.5, value), (column + 0.5, value)]
    return stairs


def _stair_interval_band(bands: Sequence[LastingBand], colours: Palette) -> go.Scatter:
    lows = _stair_corners([band.low for band in bands])
    highs = _stair_corners([band.high for band in bands])
    corners = [(x, low, high) for (x, low), (_, high) in zip(lows, highs, strict=True)]
    return marks.band_along_runs([corners], see_through_colour(colours.teal, BAND_OPACITY))


def _stair_line_trace(numbers: LastingCurve, colours: Palette) -> go.Scatter:
    stairs = _stair_corners([band.still for band in numbers.bands])
    key = "charts.not_yet_helped" if numbers.waiting else "charts.still_had_it"
    spoken = [_lasting_hover(band, key) for band in numbers.bands for _ in range(2)]
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
    stairs = _stair_corners([band.still for band in steps])
    spoken = [_lasting_hover(band, "charts.still_had_it_joined_before") for band in steps]
    trace = go.Scatter(
        x=marks.short_numbers([x for x, _ in stairs]),
        y=marks.short_numbers([y for _, y in stairs]),
        mode="lines",
        line={"color": colours.quiet, "width": 1.5, "dash": "dash"},
        text=["", "", *(text for text in spoken for _ in range(2))],
        hovertemplate="%{text}<extra></extra>",
    )
    return [trace]


def _note_of_joined_before(steps: Sequence[LastingBand], colours: Palette) -> list[dict[str, Any]]:
    """Whose the broken line is, in the corner that a falling line leaves free."""
    if not steps:
        return []
    place = {"xref": "paper", "xanchor": "right", "yanchor": "middle"}
    return [text_annotation(say("charts.joined_before"), (1, 0.95), colours.quiet, **place)]


def _lasting_hover(band: LastingBand, key: str) -> str:
    value, low, high = (round(100 * share) for share in (band.still, band.low, band.high))
    found = {"value": value, "low": low, "high": high, "week": weeks.week_label(band.word)}
    return say(key, **found, people=band.at_risk)


def _half_share_line(numbers: LastingCurve, colours: Palette) -> list[dict[str, Any]]:
    """A light line at one half, where a median is known."""
    if numbers.median_band not in BANDS:
        return []
    line = {"color": colours.axis, "width": 1.5, "dash": "dot"}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": HALF, "y1": HALF}
    return [{"type": "line", "layer": "below", "line": line} | ends]


def _half_share_note(numbers: LastingCurve, colours: Palette) -> list[dict[str, Any]]:
    if numbers.median_band is None or numbers.median_band not in BANDS:
        return []
    key = "charts.half_helped" if numbers.waiting else "charts.half"
    text = say(key, week=weeks.week_label(numbers.median_band))
    # After an early half there is room above the line on the right, before a late one below it.
    early = BANDS.index(numbers.median_band) < len(BANDS) / 2
    place = (
        {"xanchor": "right", "yanchor": "bottom"}
        if early
        else {"xanchor": "left", "yanchor": "top"}
    )
    return [text_annotation(text, (1 if early else 0, HALF), colours.quiet, xref="paper", **place)]
