"""Figures over the weeks of use: who is affected when, and how long an effect lasts."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, weeks, words
from dashboard.charts.labels import Box, Frame, Named, named_at, place
from dashboard.charts.marks import DIGITS, Hatch, note
from dashboard.charts.scales import share_axis
from dashboard.charts.theme import Palette, layout, palette, see_through
from dashboard.findings import wording
from dashboard.findings.numbers import ByWeek, Lasting, LastingBand, WeekSeries
from dashboard.stats.shares import Share
from dashboard.text import say

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
"""A shape a line, so that lines are told apart in grey print."""
HEADROOM = 0.14
HEADROOM_WINDOW = 0.24
BAND_OF_ONE, BAND_OF_MANY = 0.18, 0.1

LASTING = ("w1", "w2", "w3_4", "w5_8", "w9_12", "w13_26")
"""The bands that a life table shows, whether or not they hold enough people."""
STUB = 0.3
"""Length of the step's beginning, where everyone still has the effect."""
HALF = 0.5


def by_week(numbers: ByWeek, theme: str) -> go.Figure:
    """The share affected in each week band, one line or several, each with its band.

    Args:
        numbers: a share that is None means "fewer than 10 people" and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    labels = [weeks.label(word) for word in numbers.weeks]
    shares = [share for line in numbers.series for share in line.shares if share]
    if not shares:
        return weeks.nothing(labels, say("charts.week"), colours)
    headroom = HEADROOM_WINDOW if numbers.article_weeks else HEADROOM
    y = share_axis(max(share.high for share in shares), headroom, colours)
    frame = Frame((-0.5, len(labels) - 0.5), y["range"][1], weeks.PLOT_HEIGHT)
    hatches = _hatches(numbers, colours)
    shaded, notes = weeks.article_window(numbers.weeks, numbers.article_weeks, colours)
    notes += weeks.fewer_note(hatches, frame, colours)
    names = _names(numbers, frame, weeks.room_of(notes, frame), colours)
    return go.Figure(
        data=[
            *(_band(numbers, at, colours) for at in range(len(numbers.series))),
            *(_line(numbers, at, colours) for at in range(len(numbers.series))),
            marks.hatched(hatches, weeks.HATCH_HEIGHT * frame.top),
        ],
        layout=layout(
            colours,
            weeks.HEIGHT,
            xaxis=weeks.week_axis(labels, _people(numbers), colours),
            yaxis=y,
            shapes=shaded,
            annotations=[*notes, *names, weeks.row_heads(say("charts.week"), colours)],
        ),
    )


def _band(numbers: ByWeek, at: int, colours: Palette) -> go.Scatter:
    shares = numbers.series[at].shares
    runs = marks.runs_of([share is not None for share in shares])
    known = {n: share for n, share in enumerate(shares) if share}
    corners = [
        [(n, known[n].low, known[n].high) for n in range(start, end + 1)] for start, end in runs
    ]
    opacity = BAND_OF_ONE if len(numbers.series) == 1 else BAND_OF_MANY
    return marks.band(corners, see_through(colours.line(at), opacity))


def _line(numbers: ByWeek, at: int, colours: Palette) -> go.Scatter:
    line = numbers.series[at]
    return go.Scatter(
        x=list(range(len(line.shares))),
        y=[round(share.value, DIGITS) if share else None for share in line.shares],
        mode="lines+markers",
        line={"color": colours.line(at), "width": 2.5},
        marker={"size": 8, "symbol": SYMBOLS[at % len(SYMBOLS)]},
        text=[_hover(line.word, pair) for pair in zip(numbers.weeks, line.shares, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(effect: str, point: tuple[str, Share | None]) -> str:
    week, share = point
    if share is None:
        return ""
    place = say("charts.in_week", effect=_effect(effect), week=weeks.label(week))
    return f"{place}<br>{words.share_words(share)}"


def _effect(word: str) -> str:
    return wording.sentence(say(f"words.effect_axis.{word}"))


def _people(numbers: ByWeek) -> list[str]:
    """People of each week. Lines blurred apart share the smallest count, marked as such."""
    found = []
    for column in zip(*(line.shares for line in numbers.series), strict=True):
        counts = {share.people for share in column if share}
        key = "charts.people_or_more" if len(counts) > 1 else "charts.people_count"
        smallest = words.people(min(counts)) if counts else ""
        found.append(say(key, people=smallest) if counts else say("charts.under_10"))
    return found


def _hatches(numbers: ByWeek, colours: Palette) -> list[Hatch]:
    """One bar where no line has enough people; a slim one a line where only some have."""
    lines = len(numbers.series)
    slim = weeks.COLUMN / lines
    found = []
    for week, column in enumerate(zip(*(line.shares for line in numbers.series), strict=True)):
        missing = [at for at, share in enumerate(column) if share is None]
        if len(missing) == lines:
            found.append(Hatch(week, weeks.COLUMN, colours.axis))
        else:
            slots = [(at, week - weeks.COLUMN / 2 + slim * (at + 0.5)) for at in missing]
            found += [Hatch(x, slim, colours.line(at)) for at, x in slots]
    return found


def _names(
    numbers: ByWeek,
    frame: Frame,
    taken: Sequence[Box],
    colours: Palette,
) -> list[dict[str, Any]]:
    lines = [_named(line) for line in numbers.series]
    spots = place(lines, frame, taken)
    return [
        named_at(spot, line.text, colours.line_ink(at))
        for at, (spot, line) in enumerate(zip(spots, lines, strict=True))
        if spot
    ]


def _named(line: WeekSeries) -> Named:
    path = [(n, share.value) if share else None for n, share in enumerate(line.shares)]
    low = [(n, share.low) if share else None for n, share in enumerate(line.shares)]
    high = [(n, share.high) if share else None for n, share in enumerate(line.shares)]
    return Named(_effect(line.word), path, (low, high))


def lasting(numbers: Lasting, theme: str) -> go.Figure:
    """The share who still have the effect at the end of each band, as steps.

    Args:
        numbers: cut where fewer than 10 people are at risk; the columns after it are hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    labels = [weeks.label(word) for word in LASTING]
    if not numbers.bands:
        return weeks.nothing(labels, say("charts.week"), colours)
    y = share_axis(1.0, HEADROOM, colours)
    frame = Frame((-0.5 - STUB, len(labels) - 0.5), y["range"][1], weeks.PLOT_HEIGHT)
    hatches = [Hatch(n, weeks.COLUMN, colours.axis) for n in range(len(numbers.bands), len(LASTING))]
    shaded, notes = weeks.article_window(LASTING, numbers.article_weeks, colours)
    at_risk = [words.people(band.at_risk) for band in numbers.bands]
    x = weeks.week_axis(labels, at_risk + [say("charts.under_10")] * len(hatches), colours)
    return go.Figure(
        data=[
            _steps_band(numbers.bands, colours),
            _steps(numbers.bands, colours),
            marks.hatched(hatches, weeks.HATCH_HEIGHT * frame.top),
        ],
        layout=layout(
            colours,
            weeks.HEIGHT,
            xaxis=x | {"range": list(frame.x)},
            yaxis=y,
            shapes=[*shaded, *_half(numbers, colours)],
            annotations=[
                *notes,
                *weeks.fewer_note(hatches, frame, colours),
                *_half_note(numbers, colours),
                weeks.row_heads(say("charts.week"), colours),
            ],
        ),
    )


def _corners(values: Sequence[float]) -> list[tuple[float, float]]:
    """A stair: everyone at the start, then one level a column."""
    stairs = [(-0.5 - STUB, 1.0), (-0.5, 1.0)]
    for column, value in enumerate(values):
        stairs += [(column - 0.5, value), (column + 0.5, value)]
    return stairs


def _steps_band(bands: Sequence[LastingBand], colours: Palette) -> go.Scatter:
    lows = _corners([band.low for band in bands])
    highs = _corners([band.high for band in bands])
    corners = [(x, low, high) for (x, low), (_, high) in zip(lows, highs, strict=True)]
    return marks.band([corners], see_through(colours.teal, BAND_OF_ONE))


def _steps(bands: Sequence[LastingBand], colours: Palette) -> go.Scatter:
    stairs = _corners([band.still for band in bands])
    spoken = [_lasting_hover(band) for band in bands for _ in range(2)]
    return go.Scatter(
        x=marks.short([x for x, _ in stairs]),
        y=marks.short([y for _, y in stairs]),
        mode="lines",
        line={"color": colours.teal, "width": 2.5},
        text=["", "", *spoken],
        hovertemplate="%{text}<extra></extra>",
    )


def _lasting_hover(band: LastingBand) -> str:
    value, low, high = (round(100 * share) for share in (band.still, band.low, band.high))
    found = {"value": value, "low": low, "high": high, "week": weeks.label(band.word)}
    return say("charts.still_had_it", **found, people=band.at_risk)


def _half(numbers: Lasting, colours: Palette) -> list[dict[str, Any]]:
    """A light line at one half, where a median is known."""
    if numbers.median_band not in LASTING:
        return []
    line = {"color": colours.axis, "width": 1.5, "dash": "dot"}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": HALF, "y1": HALF}
    return [{"type": "line", "layer": "below", "line": line} | ends]


def _half_note(numbers: Lasting, colours: Palette) -> list[dict[str, Any]]:
    if numbers.median_band is None or numbers.median_band not in LASTING:
        return []
    text = say("charts.half", week=weeks.label(numbers.median_band))
    # After an early half there is room above the line on the right, before a late one below it.
    early = LASTING.index(numbers.median_band) < len(LASTING) / 2
    place = (
        {"xanchor": "right", "yanchor": "bottom"} if early else {"xanchor": "left", "yanchor": "top"}
    )
    return [note(text, (1 if early else 0, HALF), colours.quiet, xref="paper", **place)]
