"""What figures over week bands share: the axis with its people, the article's window, hatching."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import Hatch, text_annotation
from dashboard.charts.text_width import BREAK, NARROWEST, text_width, widest_line
from dashboard.charts.theme import (
    LABEL,
    LEFT,
    RIGHT,
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
)
from dashboard.text import say

TOP, BOTTOM = 8, 60
ABOVE, CLEAR = 20, 14
"""Pixels above the plot for a line of words, and under its last for half of a tick's label."""
PLOT_HEIGHT = 278
NOTE_SHIFT = 4
EMPTY_HEIGHT = 166
HATCH_HEIGHT = 0.2
"""Of the axis: one height, so that it says nothing about how many there are."""
COLUMN = 0.44
"""Width of a week's hatched bar; the columns are 1 apart."""
DASH, BLANK = "\u2013", "\u00a0"
UNDER = 18
"""Pixels of the line under the rows that says from when the weeks are counted."""
LONGEST = 4
"""Letters of weeks that stand in one line; "13-26" would run into its neighbours on a phone."""


def week_label(word: str) -> str:
    """A week band in a line of its own."""
    return say(f"words.week.{word}")


def axis_label(word: str) -> tuple[str, str]:
    """The same under the axis, in two lines where it is long."""
    label = week_label(word)
    if len(label) <= LONGEST:
        return label, ""
    first, dash, last = label.partition(DASH)
    return first + dash, last


def week_axis(words: Sequence[str], people: Sequence[str], colours: Palette) -> dict[str, Any]:
    """The week bands, one apart from 0 on, with their people as a last row."""
    labels = [axis_label(word) for word in words]
    column = (NARROWEST - LEFT - RIGHT) / len(words)
    step = 2 if widest_line(people, SMALL) > column else 1
    counts = [text if at % step == 0 else "" for at, text in enumerate(people)]
    rows = [BREAK.join(_rows_of_week(*pair, labels)) for pair in zip(labels, counts, strict=True)]
    ticks = {"tickmode": "array", "tickvals": list(range(len(words))), "ticktext": rows}
    font = {"size": SMALL, "color": colours.quiet}
    ends = [-0.5, len(words) - 0.5]
    return plain_axis(
        colours, range=ends, tickfont=font, ticklabelstandoff=marks.ROWS_BELOW, **ticks
    )


def _rows_of_week(
    label: tuple[str, str], count: str, labels: Sequence[tuple[str, str]]
) -> list[str]:
    """The lines under a column; a second one of the week only where some week has one."""
    first, second = label
    lines = [first, second, count] if any(other for _, other in labels) else [first, count]
    return [line or BLANK for line in lines]


def week_margins(above: int = 0) -> dict[str, int]:
    """Margins with the rows under the axis and, above, room for a note."""
    return {"l": LEFT, "r": RIGHT, "t": TOP + above, "b": BOTTOM}


def week_row_heads(colours: Palette, counted: str = "week") -> list[dict[str, Any]]:
    """What the rows under the axis are, and what the weeks are counted from, if not the start."""
    if counted == "week":
        heads = BREAK.join((say("charts.week"), BLANK, say("charts.people")))
        return [marks.row_head_annotation(heads, colours)]
    heads = BREAK.join((say("charts.week"), say("charts.people")))
    below = {"xref": "paper", "yref": "paper", "yanchor": "top", "yshift": UNDER - BOTTOM}
    return [
        marks.row_head_annotation(heads, colours),
        text_annotation(say(f"charts.{counted}"), (0.5, 0), colours.faint, **below),
    ]


def line_name(text: str, colours: Palette, lines_below: int = 0) -> dict[str, Any]:
    """What the one line of a figure is: above the plot, from the figure's left edge on."""
    font = {"size": LABEL, "color": colours.line_name_colour(0), "weight": 700}
    return _note_above(text, font, lines_below)


def note_above(text: str, colours: Palette, lines_below: int = 0) -> dict[str, Any]:
    """A quiet line above the plot, so many lines from it."""
    return _note_above(text, {"size": SMALL, "color": colours.quiet}, lines_below)


def room_above(lines: int) -> int:
    """Pixels of so many lines of words above the plot."""
    return CLEAR + ABOVE * lines if lines else 0


def _note_above(text: str, font: dict[str, Any], lines_below: int) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    shift = {"xshift": TOP - LEFT, "yshift": CLEAR + ABOVE * lines_below}
    return text_annotation(text, (0, 1), "", font=font, **shift, **place)


def article_window(
    words: Sequence[str],
    weeks: tuple[str, str] | None,
    colours: Palette,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The article's own weeks, lightly shaded, and their note; nothing where it names none."""
    if weeks is None or not set(weeks) <= set(words):
        return [], []
    start, end = words.index(weeks[0]) - 0.5, words.index(weeks[1]) + 0.5
    place = {"yref": "paper", "yanchor": "top", "yshift": -2}
    note = say("charts.article")
    column = (NARROWEST - LEFT - RIGHT) / len(words)
    is_at_start = (len(words) - 0.5 - start) * column > text_width(note, SMALL) + NOTE_SHIFT
    side = {"xanchor": "left", "xshift": NOTE_SHIFT} if is_at_start else {"xanchor": "right"}
    at = (start if is_at_start else end, 1)
    text = text_annotation(note, at, colours.faint, **place, **side)
    return [marks.axis_window_shape(start, end, colours)], [text]


def too_few_figure(words: Sequence[str], colours: Palette, counted: str = "week") -> go.Figure:
    """No band holds enough people: every column is hatched, and one note says why."""
    bars = [Hatch(at, COLUMN, colours.axis) for at in range(len(words))]
    people = [say("charts.few")] * len(words)
    # The same pixels as in a full figure.
    top = HATCH_HEIGHT * PLOT_HEIGHT / (EMPTY_HEIGHT - TOP - BOTTOM)
    place = {"yanchor": "bottom", "yshift": 4}
    why = text_annotation(
        say("charts.fewer_people"), ((len(words) - 1) / 2, top), colours.quiet, **place
    )
    return plotly_figure(
        data=[marks.hatch_bar_trace(bars, top)],
        layout=base_layout(
            colours,
            EMPTY_HEIGHT,
            margin=week_margins(),
            xaxis=week_axis(words, people, colours),
            yaxis=plain_axis(colours, range=[0, 1], showticklabels=False),
            annotations=[why, *week_row_heads(colours, counted)],
        ),
    )
