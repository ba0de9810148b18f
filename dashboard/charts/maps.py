"""Shares at the crossings of two lists: a map of squares, the darker the more."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import weeks
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.text_width import BREAK, widest_line, wrap_text
from dashboard.charts.theme import (
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import ShareMap
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import FEW_PEOPLE

ROW_HEIGHT, TWO_LINES = 24, 36
"""Pixels of a row, and of one whose label takes two lines."""
TOP, LINE = 8, 17
"""Pixels above the squares, and of a line of words under them."""
LABELS = 104
"""Pixels for the labels of the rows: on a phone of 320 the squares get what is left."""
MANY_COLUMNS = 6
GAP = 8
STANDOFF = 4
DARKEST = 0.5
"""A share from which on a square is as dark as it gets: one that half of the people had."""


def share_map_figure(numbers: ShareMap, theme: str) -> go.Figure:
    """A square for each row and column, with its number.

    Args:
        numbers: shares by row and column; None = too few people.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    rows = [BREAK.join(wrap_text(label, LABELS, SMALL)) for label in numbers.rows]
    row = TWO_LINES if any(BREAK in label for label in rows) else ROW_HEIGHT
    columns = [_column_label(label, len(numbers.columns)) for label in numbers.columns]
    below = max(label.count(BREAK) for label in columns) + 1
    note = numbers.note.split(BREAK)
    left, bottom = round(widest_line(rows, SMALL)) + GAP, LINE * (below + len(note)) + GAP
    return plotly_figure(
        data=[_share_squares(numbers, colours)],
        layout=base_layout(
            colours,
            TOP + bottom + row * len(rows),
            xaxis=_label_axis(columns, colours),
            yaxis=_label_axis(rows, colours) | {"autorange": "reversed"},
            margin={"l": left, "r": 4, "t": TOP, "b": bottom},
            annotations=[_note_below(numbers.note, (4 - left, -LINE * below - STANDOFF), colours)],
        ),
    )


def _column_label(label: str, columns: int) -> str:
    """Weeks of several in two lines, where eight columns stand side by side on a phone."""
    if columns < MANY_COLUMNS:
        return label
    first, dash, last = label.partition(weeks.DASH)
    return f"{first}{dash}{BREAK}{last}" if last else label


def _label_axis(labels: list[str], colours: Palette) -> dict[str, Any]:
    font = {"size": SMALL, "color": colours.quiet}
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels}
    return plain_axis(colours, tickfont=font, **ticks)


def _note_below(note: str, shift: tuple[int, int], colours: Palette) -> dict[str, Any]:
    """From the left edge of the figure on, where a phone has the most room for it."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    font = {"size": SMALL, "color": colours.faint}
    moved = {"xshift": shift[0], "yshift": shift[1]}
    return text_annotation(note, (0, 0), "", font=font, align="left", **moved, **place)


def _share_squares(numbers: ShareMap, colours: Palette) -> go.Heatmap:
    """One trace; every square bears its number, so that nothing is told by colour alone.

    A share that may not be told in numbers has the lightest shade. Plotly picks light or dark
    figures by the square.
    """
    return go.Heatmap(
        z=[[_square_shade(share) for share in row] for row in numbers.shares],
        zmin=0,
        zmax=DARKEST,
        text=[[number_phrases.map_square_text(share) for share in row] for row in numbers.shares],
        texttemplate="%{text}",
        textfont={"size": SMALL},
        hovertext=[[_square_hover_text(share) for share in row] for row in numbers.shares],
        hovertemplate="%{hovertext}<extra></extra>",
        colorscale=[[0, colours.sand], [1, colours.teal]],
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _square_shade(share: Share | None) -> float | None:
    if share is None:
        return None
    return 0.0 if share.cases < FEW_PEOPLE else round(min(DARKEST, share.value), DIGITS)


def _square_hover_text(share: Share | None) -> str:
    return number_phrases.percent_in_words(share) if share else say("charts.fewer_people")
