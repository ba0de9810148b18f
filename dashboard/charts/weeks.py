"""What figures over week bands share: the axis with its people, the article's window, hatching."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import Hatch, text_annotation
from dashboard.charts.theme import (
    LEFT,
    RIGHT,
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
)
from dashboard.text import say
from db import bands

TOP, BOTTOM = 8, 44
NOTE_ABOVE = 20
"""Pixels that the article's note needs above the first strip's name."""
PLOT_HEIGHT = 278
EMPTY_HEIGHT = 150
HATCH_HEIGHT = 0.2
"""Of the axis: one height, so that it says nothing about how many there are."""
COLUMN = 0.44
"""Width of a week's hatched bar; the columns are 1 apart."""
ROWS = "{}<br>{}"
HEADS = {"week": LEFT, "since": LEFT + 26}
"""Pixels left of the plot, for the words that head the weeks."""


def week_label(word: str) -> str:
    """A week band as it stands under the axis."""
    return say(f"words.week.{word}")


def axis_label(word: str) -> str:
    """The same where eight stand side by side on a phone: weeks 53 to 104 are the second year."""
    return say("charts.second_year") if word == bands.WEEK_OF_BAND.words[-1] else week_label(word)


def week_axis(labels: Sequence[str], people: Sequence[str], colours: Palette) -> dict[str, Any]:
    """The week bands, one apart from 0 on, with their people as a second row."""
    rows = [ROWS.format(*pair) for pair in zip(labels, people, strict=True)]
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": rows}
    font = {"size": SMALL, "color": colours.quiet}
    ends = [-0.5, len(labels) - 0.5]
    return plain_axis(
        colours, range=ends, tickfont=font, ticklabelstandoff=marks.ROWS_BELOW, **ticks
    )


def week_margins(above: int = 0, counted: str = "week") -> dict[str, int]:
    """Margins with the rows under the axis, their heads and, above, room for a note."""
    return {"l": HEADS[counted], "r": RIGHT, "t": TOP + above, "b": BOTTOM}


def week_row_heads(colours: Palette, counted: str = "week") -> dict[str, Any]:
    """What the two rows under the axis are; the weeks are counted from ``counted`` on."""
    return marks.row_head_annotation(
        ROWS.format(say(f"charts.{counted}"), say("charts.people")), colours
    )


def article_window(
    words: Sequence[str],
    weeks: tuple[str, str] | None,
    colours: Palette,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The article's own weeks, lightly shaded, and their note; nothing where it names none."""
    if weeks is None or not set(weeks) <= set(words):
        return [], []
    start, end = words.index(weeks[0]) - 0.5, words.index(weeks[1]) + 0.5
    place = {"yref": "paper", "xanchor": "left", "yanchor": "top", "xshift": 4, "yshift": -2}
    text = text_annotation(say("charts.article"), (start, 1), colours.faint, **place)
    return [marks.axis_window_shape(start, end, colours)], [text]


def fewer_people_note(
    hatches: Sequence[Hatch], top: float, colours: Palette
) -> list[dict[str, Any]]:
    """One note above the last hatched bar: the others look the same.

    Args:
        hatches: of the first strip.
        top: of the axis.
        colours: of the theme.
    """
    if not hatches:
        return []
    at = (hatches[-1].at, HATCH_HEIGHT * top)
    return [
        text_annotation(say("charts.fewer"), at, colours.faint, xanchor="center", yanchor="bottom")
    ]


def too_few_figure(labels: Sequence[str], colours: Palette, counted: str = "week") -> go.Figure:
    """No band holds enough people: every column is hatched, and one note says why."""
    bars = [Hatch(at, COLUMN, colours.axis) for at in range(len(labels))]
    people = [say("charts.few")] * len(labels)
    # The same pixels as in a full figure.
    top = HATCH_HEIGHT * PLOT_HEIGHT / (EMPTY_HEIGHT - TOP - BOTTOM)
    place = {"yanchor": "bottom", "yshift": 4}
    why = text_annotation(
        say("charts.fewer_people"), ((len(labels) - 1) / 2, top), colours.quiet, **place
    )
    return plotly_figure(
        data=[marks.hatch_bar_trace(bars, top)],
        layout=base_layout(
            colours,
            EMPTY_HEIGHT,
            margin=week_margins(counted=counted),
            xaxis=week_axis(labels, people, colours),
            yaxis=plain_axis(colours, range=[0, 1], showticklabels=False),
            annotations=[why, week_row_heads(colours, counted)],
        ),
    )
