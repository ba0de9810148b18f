"""What figures over week bands share: the axis with its people, the article's window, hatching."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.labels import Box, Frame
from dashboard.charts.marks import Hatch, note
from dashboard.charts.theme import FAINT_ROW, SMALL, Palette, axis, layout
from dashboard.text import say

HEIGHT = 330
TOP, BOTTOM = 8, 44
PLOT_HEIGHT = HEIGHT - TOP - BOTTOM
EMPTY_HEIGHT = 150
HATCH_HEIGHT = 0.2
"""Of the axis: one height, so that it says nothing about how many there are."""
COLUMN = 0.44
"""Width of a week's hatched bar; the columns are 1 apart."""
NOTE_LETTER = 6.4
NOTE_HEIGHT = 20


def label(word: str) -> str:
    """A week band as it stands under the axis."""
    return say(f"words.week.{word}")


def week_axis(labels: Sequence[str], people: Sequence[str], colours: Palette) -> dict[str, Any]:
    """The week bands, one apart from 0 on, with their people as a second row."""
    rows = [FAINT_ROW.format(*pair) for pair in zip(labels, people, strict=True)]
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": rows}
    font = {"size": SMALL, "color": colours.quiet}
    return axis(colours, range=[-0.5, len(labels) - 0.5], tickfont=font, **ticks)


def row_heads(first: str, colours: Palette) -> dict[str, Any]:
    """What the two rows under the axis are."""
    return marks.row_head(FAINT_ROW.format(first, say("charts.people")), colours)


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
    text = note(say("charts.article"), (start, 1), colours.faint, **place)
    return [marks.window(start, end, colours)], [text]


def fewer_note(hatches: Sequence[Hatch], frame: Frame, colours: Palette) -> list[dict[str, Any]]:
    """One note above the last hatched bar: the others look the same."""
    if not hatches:
        return []
    at = (hatches[-1].at, HATCH_HEIGHT * frame.top)
    place = {"xanchor": "center", "yanchor": "bottom"}
    return [note(say("charts.fewer"), at, colours.faint, **place)]


def room_of(notes: Sequence[dict[str, Any]], frame: Frame) -> list[Box]:
    """The pixels that notes cover, for names to keep clear of."""
    return [_room(found, frame) for found in notes]


def _room(found: dict[str, Any], frame: Frame) -> Box:
    lines = found["text"].split("<br>")
    width = NOTE_LETTER * max(map(len, lines))
    start = {"left": 0.0, "center": width / 2, "right": width}[found["xanchor"]]
    across, up = frame.pixels(found["x"], found["y"])
    if found.get("yref") == "paper":
        up = frame.height - NOTE_HEIGHT
    return across - start, up, across - start + width, up + NOTE_HEIGHT * len(lines)


def nothing(labels: Sequence[str], head: str, colours: Palette) -> go.Figure:
    """No band holds enough people: every column is hatched, and one note says why."""
    bars = [Hatch(at, COLUMN, colours.axis) for at in range(len(labels))]
    people = [say("charts.under_10")] * len(labels)
    middle = (len(labels) - 1) / 2
    text, top = say("charts.fewer_people"), HATCH_HEIGHT * PLOT_HEIGHT / (EMPTY_HEIGHT - TOP - BOTTOM)
    why = note(text, (middle, top), colours.quiet, yanchor="bottom", yshift=4)
    return go.Figure(
        data=[marks.hatched(bars, top)],
        layout=layout(
            colours,
            EMPTY_HEIGHT,
            xaxis=week_axis(labels, people, colours),
            yaxis=axis(colours, range=[0, 1], showticklabels=False),
            annotations=[why, row_heads(head, colours)],
        ),
    )
