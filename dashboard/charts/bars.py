"""Shares one under the other: a dot with its interval each, on one axis from 0."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts import number_text, row_layout
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.scales import share_ticks
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
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.stats.shares import Share
from dashboard.text import say

TOP, BOTTOM, SIDE = 2, 26, 12
BELOW = 20
"""Pixels that the line of people under the axis takes."""
LINE = 18
"""Pixels that a second line of a name takes."""
FOOT = 13
"""Pixels from the middle of a bar to the lower edge of its row."""
TEXT_ABOVE = 6
LETTERS = 46
"""Letters of a name and its number that fit side by side on a phone."""
NAME_LEAST = 12
DOT = 13
SPARE, GRIDLINES, LOWEST_TOP = 1.06, 5, 0.1


class RowGrid(NamedTuple):
    """Where rows lie: how many, and how many pixels each takes."""

    number: int
    row: int

    def middle_on_axis(self, at: int) -> float:
        """Of a row's bar, on the upright axis of rows."""
        return round(at + 0.5 - FOOT / self.row, DIGITS)


def share_bars_figure(numbers: ShareBars, theme: str) -> go.Figure:
    """One row a share: its name and number above, a dot with its interval below them.

    Args:
        numbers: a share that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    people = {bar.share.people for bar in numbers.bars if bar.share}
    told = [_share_in_words(bar.share, alone=len(people) > 1) for bar in numbers.bars]
    both = zip(numbers.bars, told, strict=True)
    names = [_name_in_lines(bar, text, numbers.marked, colours) for bar, text in both]
    place = RowGrid(len(names), row_layout.ROW + LINE * any("<br>" in name for name in names))
    top = _share_axis_top(numbers)
    below = BELOW if len(people) == 1 else 0
    return plotly_figure(
        data=[
            *_interval_marks(numbers, place, colours),
            *_too_few_bars(numbers, place, top, colours),
        ],
        layout=base_layout(
            colours,
            place.row * place.number + TOP + BOTTOM + below,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM + below},
            xaxis=_horizontal_share_axis(top, colours)
            if people
            else plain_axis(colours, range=[0, 1], tickvals=[]),
            yaxis=plain_axis(colours, **row_layout.downward_axis(place.number)),
            shapes=_article_row_ground(numbers, colours),
            annotations=[
                *_names_and_numbers(list(zip(names, told, strict=True)), place, colours),
                *_same_people_note(people, colours),
            ],
        ),
    )


def _share_axis_top(numbers: ShareBars) -> float:
    highest = max((bar.share.high for bar in numbers.bars if bar.share), default=1.0)
    return round(max(highest, LOWEST_TOP) * SPARE, DIGITS)


def _share_in_words(share: Share | None, *, alone: bool) -> str:
    """The share in words; with its people unless all rows have the same."""
    if share is None:
        return say("charts.fewer_people")
    if not alone:
        return number_phrases.percent_in_words(share)
    people = number_text.people_count_text(share.people)
    return say("charts.bar_people", share=number_phrases.percent_in_words(share), people=people)


def _name_in_lines(bar: ShareBar, number: str, marked: str | None, colours: Palette) -> str:
    """The name, on two lines where it is long; under it whether the article names it."""
    room = LETTERS - len(number)
    lines = wrap(bar.label, max(NAME_LEAST, room))
    if bar.label != marked:
        return "<br>".join(lines)
    text = say("charts.article_says")
    says = f'<span style="color:{colours.faint}">{text}</span>'
    between = say("card.between") if len(lines[-1]) + len(text) < room else "<br>"
    return between.join(["<br>".join(lines), says])


def _interval_marks(
    numbers: ShareBars, place: RowGrid, colours: Palette
) -> list[go.Bar | go.Scatter]:
    known = [(at, bar.share) for at, bar in enumerate(numbers.bars) if bar.share]
    ends = [(at, share.low, share.high) for at, share in known]
    intervals = row_layout.bars_along_rows(ends, [colours.teal_tint] * len(known))
    middles = [place.middle_on_axis(at) for at, _ in known]
    dots = go.Scatter(
        x=[round(share.value, DIGITS) for _, share in known],
        y=middles,
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
    return [_fit_bars_to_rows(intervals, middles, place), dots]


def _fit_bars_to_rows(bar: go.Bar, middles: list[float], place: RowGrid) -> go.Bar:
    width = round(row_layout.BAR * row_layout.ROW / place.row, DIGITS)
    return bar.update(y=middles, width=[width] * len(middles), overwrite=True)


def _too_few_bars(numbers: ShareBars, place: RowGrid, top: float, colours: Palette) -> list[go.Bar]:
    missing = [at for at, bar in enumerate(numbers.bars) if bar.share is None]
    if not missing:
        return []
    bar = row_layout.hatch_bars_along_rows(missing, 0, row_layout.TOO_FEW * top, colours)
    return [_fit_bars_to_rows(bar, [place.middle_on_axis(at) for at in missing], place)]


def _horizontal_share_axis(top: float, colours: Palette) -> dict[str, Any]:
    values, labels = share_ticks(top, GRIDLINES)
    font = {"size": SMALL, "color": colours.faint}
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels, "tickfont": font}
    return plain_axis(colours, range=[0, top], showgrid=True, **ticks)


def _article_row_ground(numbers: ShareBars, colours: Palette) -> list[dict[str, Any]]:
    """A light ground behind the row that the article names."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": at - 0.5,
            "y1": at + 0.5,
            "fillcolor": colours.sand,
            "line": {"width": 0},
            "layer": "below",
        }
        for at, bar in enumerate(numbers.bars)
        if bar.label == numbers.marked
    ]


def _names_and_numbers(
    told: Sequence[tuple[str, str]],
    place: RowGrid,
    colours: Palette,
) -> list[dict[str, Any]]:
    """Names on the left and numbers on the right, above their bars."""
    found = []
    above = {"xref": "paper", "yanchor": "bottom", "yshift": TEXT_ABOVE}
    for at, (name, number) in enumerate(told):
        left = above | {"xanchor": "left", "align": "left"}
        ink = {"font": {"size": LABEL, "color": colours.ink}}
        quiet = {"font": {"size": SIZE, "color": colours.quiet}}
        found.append(
            text_annotation(name, (0, place.middle_on_axis(at)), colours.ink, **left, **ink)
        )
        right = above | {"xanchor": "right"}
        found.append(
            text_annotation(number, (1, place.middle_on_axis(at)), colours.quiet, **right, **quiet)
        )
    return found


def _same_people_note(people: set[int], colours: Palette) -> list[dict[str, Any]]:
    """Said once under the axis where every row has the same people."""
    if len(people) != 1:
        return []
    text = say("charts.each_people", people=number_text.people_count_text(next(iter(people))))
    below = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -24}
    return [text_annotation(text, (0, 0), colours.faint, **below)]
