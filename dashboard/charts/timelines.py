"""Figures over the weeks of use: who is affected when, and how long an effect lasts."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, weeks
from dashboard.charts.marks import DIGITS, Hatch
from dashboard.charts.scales import share_axis
from dashboard.charts.strips import StripLayout, axis_suffix
from dashboard.charts.survival_curve import lasting_figure
from dashboard.charts.theme import (
    Palette,
    base_layout,
    plotly_figure,
    see_through_colour,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import ByWeek, WeekSeries
from dashboard.stats.shares import Share
from dashboard.text import say

__all__ = ["lasting_figure", "shares_by_week_figure"]

ONE = StripLayout(1, weeks.PLOT_HEIGHT, head=0)
STRIP_HEIGHT = 96
GRIDLINES, STRIP_GRIDLINES = 5, 3
HEADROOM, HEADROOM_WINDOW, HEADROOM_STRIP = 0.14, 0.22, 0.06
BAND_OPACITY = 0.18


def shares_by_week_figure(numbers: ByWeek, theme: str) -> go.Figure:
    """The share affected in each week band with its band; several lines get a strip each.

    Args:
        numbers: a share that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    shares = [share for line in numbers.series for share in line.shares if share]
    if not shares:
        return weeks.too_few_figure(numbers.weeks, colours, numbers.counted)
    strips = ONE if len(numbers.series) == 1 else StripLayout(len(numbers.series), STRIP_HEIGHT)
    y = _upright_share_axis(numbers, max(share.high for share in shares), colours)
    shaded, notes = weeks.article_window(numbers.weeks, numbers.article_weeks, colours)
    above = weeks.room_above(strips.count == 1)
    if notes and strips.count > 1:
        above = weeks.ABOVE
        notes = [text | {"yshift": text["yshift"] + above} for text in notes]
    return plotly_figure(
        data=[
            trace
            for at in range(strips.count)
            for trace in _strip_traces(numbers, at, y["range"][1], colours)
        ],
        layout=base_layout(
            colours,
            strips.height + weeks.TOP + above + weeks.BOTTOM,
            margin=weeks.week_margins(above),
            xaxis=weeks.week_axis(numbers.weeks, _people_labels(numbers), colours)
            | {"anchor": f"y{axis_suffix(strips.count - 1)}"},
            **strips.axes(y),
            shapes=shaded,
            annotations=[
                *notes,
                *_line_name_notes(numbers, strips, colours),
                *weeks.week_row_heads(colours, numbers.counted),
            ],
        ),
    )


def _upright_share_axis(numbers: ByWeek, highest: float, colours: Palette) -> dict[str, Any]:
    if len(numbers.series) > 1:
        return share_axis(highest, HEADROOM_STRIP, STRIP_GRIDLINES, colours)
    headroom = HEADROOM_WINDOW if numbers.article_weeks else HEADROOM
    return share_axis(highest, headroom, GRIDLINES, colours)


def _strip_traces(
    numbers: ByWeek, at: int, top: float, colours: Palette
) -> list[go.Scatter | go.Bar]:
    """Band, line, and hatching where there is something to hatch."""
    line = numbers.series[at]
    traces = [
        _interval_band(line, colours.line(at)),
        _share_line_trace(numbers, at, colours.line(at)),
    ]
    hatches = _week_hatches(line, colours)
    if hatches:
        traces.append(marks.hatch_bar_trace(hatches, weeks.HATCH_HEIGHT * top))
    for trace in traces:
        trace.yaxis = f"y{axis_suffix(at)}"
    return traces


def _interval_band(line: WeekSeries, colour: str) -> go.Scatter:
    runs = marks.runs_of_true([share is not None for share in line.shares])
    known = {n: share for n, share in enumerate(line.shares) if share}
    corners = [
        [(n, known[n].low, known[n].high) for n in range(start, end + 1)] for start, end in runs
    ]
    return marks.band_along_runs(corners, see_through_colour(colour, BAND_OPACITY))


def _share_line_trace(numbers: ByWeek, at: int, colour: str) -> go.Scatter:
    line = numbers.series[at]
    return go.Scatter(
        x=list(range(len(line.shares))),
        y=[round(share.value, DIGITS) if share else None for share in line.shares],
        mode="lines+markers",
        line={"color": colour, "width": 2.5},
        marker={"size": 8},
        cliponaxis=False,
        text=[_week_hover_text(numbers, line.word, at) for at in enumerate(line.shares)],
        hovertemplate="%{text}<extra></extra>",
    )


def _week_hover_text(numbers: ByWeek, effect: str, point: tuple[int, Share | None]) -> str:
    at, share = point
    if share is None:
        return ""
    week = weeks.week_label(numbers.weeks[at])
    place = say(f"charts.in_{numbers.counted}", effect=_effect_name(effect), week=week)
    return f"{place}<br>{number_text.share_words(share)}"


def _effect_name(word: str) -> str:
    return number_phrases.sentence_case(say(f"words.effect_axis.{word}"))


def _people_labels(numbers: ByWeek) -> list[str]:
    """People of each week. Lines blurred apart share the smallest count, marked as such."""
    found = []
    for column in zip(*(line.shares for line in numbers.series), strict=True):
        counts = {share.people for share in column if share}
        key = "charts.people_or_more" if len(counts) > 1 else "charts.people_count"
        smallest = number_text.people_count_text(min(counts)) if counts else ""
        found.append(say(key, people=smallest) if counts else say("charts.few"))
    return found


def _week_hatches(line: WeekSeries, colours: Palette) -> list[Hatch]:
    missing = [week for week, share in enumerate(line.shares) if share is None]
    return [Hatch(week, weeks.COLUMN, colours.axis) for week in missing]


def _line_name_notes(
    numbers: ByWeek, strips: StripLayout, colours: Palette
) -> list[dict[str, Any]]:
    if strips.count == 1:
        return [weeks.line_name(_effect_name(numbers.series[0].word), colours)]
    texts = [_effect_name(line.word) for line in numbers.series]
    return [strips.name(at, text, colours) for at, text in enumerate(texts)]
