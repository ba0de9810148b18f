"""Shares one under the other: a dot with its interval each, on one axis from 0."""

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
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.stats.shares import Share
from dashboard.text import say

TOP, BOTTOM, SIDE = 2, 26, 12
BELOW = 20
"""Pixels that the line of people under the axis takes."""
DOT = 13
SPARE, GRIDLINES, LOWEST_TOP = 1.06, 4, 0.1
LAST_TICK = 0.86
"""Where on the axis the highest tick stands at most: its label says that all are in 100."""


def share_bars_figure(numbers: ShareBars, theme: str) -> go.Figure:
    """One row a share: its name and number above, a dot with its interval below them.

    Args:
        numbers: a share that is None, or that may be nearly anything, is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    people = {bar.share.people for bar in numbers.bars if bar.share}
    rows = [_row_of_bar(bar, numbers, colours, alone=len(people) > 1) for bar in numbers.bars]
    grid = grid_of_rows(rows, SIDE)
    top = _share_axis_top(numbers)
    notes = _notes_below(numbers, people, colours)
    return plotly_figure(
        data=[
            *_interval_marks(numbers, grid, colours),
            *_too_few_bars(numbers, grid, top, colours),
        ],
        layout=base_layout(
            colours,
            grid.height + TOP + BOTTOM + BELOW * len(notes),
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM + BELOW * len(notes)},
            xaxis=_horizontal_share_axis(top, colours)
            if people
            else plain_axis(colours, range=[0, 1], tickvals=[]),
            yaxis=plain_axis(colours, **grid.axis),
            shapes=_article_row_ground(numbers, grid, colours),
            annotations=[*row_layout.names_and_numbers(rows, colours, grid), *notes],
        ),
    )


def _telling_shares(numbers: ShareBars) -> list[tuple[int, Share]]:
    """The shares that tell something, and their rows."""
    return [
        (at, bar.share)
        for at, bar in enumerate(numbers.bars)
        if bar.share and number_phrases.tells_something(bar.share)
    ]


def _share_axis_top(numbers: ShareBars) -> float:
    highest = max((share.high for _, share in _telling_shares(numbers)), default=1.0)
    top = max(highest, LOWEST_TOP) * SPARE
    values, _ = share_ticks(top, GRIDLINES)
    return round(max(top, values[-1] / LAST_TICK), DIGITS)


def _row_of_bar(bar: ShareBar, numbers: ShareBars, colours: Palette, *, alone: bool) -> FigureRow:
    note = say("charts.article_says") if bar.label == numbers.marked else ""
    return FigureRow(bar.label, _share_in_words(bar.share, alone=alone), None, colours.teal, note)


def _share_in_words(share: Share | None, *, alone: bool) -> str:
    """The share in words; with its people unless all rows have the same."""
    if share is None:
        return say("charts.fewer_people")
    told = say("finding.share.too_few_to_tell")
    if number_phrases.tells_something(share):
        told = number_phrases.hundredths_in_words(share)
    if not alone:
        return told
    return say("charts.bar_people", share=told, people=number_text.people_count_text(share.people))


def _interval_marks(
    numbers: ShareBars, grid: RowGrid, colours: Palette
) -> list[go.Bar | go.Scatter]:
    known = _telling_shares(numbers)
    ends = [(at, share.low, share.high) for at, share in known]
    dots = go.Scatter(
        x=[round(share.value, DIGITS) for _, share in known],
        y=[grid.middle(at) for at, _ in known],
        mode="markers",
        marker={
            "size": DOT,
            "color": colours.teal,
            "opacity": 1,
            "line": {"width": 2, "color": colours.card},
        },
        cliponaxis=False,
        text=[number_text.share_words(share) for _, share in known],
        hovertemplate="%{text}<extra></extra>",
    )
    return [row_layout.bars_along_rows(ends, [colours.teal_tint] * len(known), grid), dots]


def _too_few_bars(numbers: ShareBars, grid: RowGrid, top: float, colours: Palette) -> list[go.Bar]:
    told = {at for at, _ in _telling_shares(numbers)}
    missing = [at for at in range(len(numbers.bars)) if at not in told]
    if not missing:
        return []
    return [row_layout.hatch_bars_along_rows(missing, 0, row_layout.TOO_FEW * top, colours, grid)]


def _horizontal_share_axis(top: float, colours: Palette) -> dict[str, Any]:
    values, labels = share_ticks(top, GRIDLINES)
    font = {"size": SMALL, "color": colours.faint}
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels, "tickfont": font}
    return plain_axis(colours, range=[0, top], showgrid=True, **ticks)


def _article_row_ground(
    numbers: ShareBars, grid: RowGrid, colours: Palette
) -> list[dict[str, Any]]:
    """A light ground behind the row that the article names."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": grid.top(at),
            "y1": grid.top(at + 1),
            "fillcolor": colours.sand,
            "line": {"width": 0},
            "layer": "below",
        }
        for at, bar in enumerate(numbers.bars)
        if bar.label == numbers.marked
    ]


def _notes_below(numbers: ShareBars, people: set[int], colours: Palette) -> list[dict[str, Any]]:
    """Said once under the axis: the people where every row has the same; what does not add up."""
    told = []
    if len(people) == 1:
        count = number_text.people_count_text(next(iter(people)))
        told.append(say("charts.each_people", people=count))
    if numbers.several:
        told.append(say("charts.several_rows"))
    below = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return [
        text_annotation(text, (0, 0), colours.faint, **below, yshift=-24 - BELOW * at)
        for at, text in enumerate(told)
    ]
