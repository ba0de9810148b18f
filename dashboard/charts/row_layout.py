"""Figures of rows: a name above each bar on the left, its number on the right.

Names stand above the bars and not beside them, so that one layout fits a phone and a desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import text_annotation
from dashboard.charts.theme import (
    LABEL,
    SIZE,
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
)

ROW = 46
"""Pixels a row."""
NAME_AT, BAR_AT = -0.2, 0.2
"""Above and below the middle of a row, in rows; the axis points down."""
BAR = 10 / ROW
"""Thickness of a bar, in rows."""
ROUND = 5
SIDE = 2
TOO_FEW = 0.25
"""Length of the hatched mark, as part of the axis."""


@dataclass(frozen=True)
class FigureRow:
    """One row; ``value`` is None where there are too few people."""

    name: str
    number: str
    value: float | None
    colour: str


def names_and_numbers(rows: Sequence[FigureRow], colours: Palette) -> list[dict[str, Any]]:
    """Name and number of each row; the number is quieter where there is none."""
    found = []
    # A ground of their own, since the zero line runs behind a long name on a phone.
    ground = {"xref": "paper", "bgcolor": colours.card, "borderpad": 1}
    for at, row in enumerate(rows):
        left = ground | {"xanchor": "left", "font": {"size": LABEL, "color": colours.ink}}
        right = ground | {"xanchor": "right", "font": {"size": SIZE, "color": colours.quiet}}
        found.append(text_annotation(row.name, (0, at + NAME_AT), colours.ink, **left))
        found.append(text_annotation(row.number, (1, at + NAME_AT), colours.quiet, **right))
    return found


def downward_axis(count: int) -> dict[str, Any]:
    """The upright axis of rows, the first on top."""
    return {"range": [count - 0.5, -0.5], "showticklabels": False}


def bars_along_rows(bars: Sequence[tuple[int, float, float]], colours: list[str]) -> go.Bar:
    """Rounded bars along their rows, each (row, start, end)."""
    return go.Bar(
        orientation="h",
        y=[at + BAR_AT for at, _, _ in bars],
        base=marks.short_numbers([start for _, start, _ in bars]),
        x=marks.short_numbers([end - start for _, start, end in bars]),
        width=[round(BAR, marks.DIGITS)] * len(bars),
        marker={"color": colours, "line": {"width": 0}, "cornerradius": ROUND},
        hoverinfo="skip",
    )


def hatch_bars_along_rows(at: Sequence[int], start: float, end: float, colours: Palette) -> go.Bar:
    """Hatched bars of one length where a row has too few people."""
    bar = bars_along_rows([(row, start, end) for row in at], [])
    return bar.update(marker=marks.hatch_marker([colours.axis] * len(at)), overwrite=False)


def bars_in_tracks(rows: Sequence[FigureRow], under: str, colours: Palette) -> go.Figure:
    """Rows with a bar from 0 each, in a track that is 1 long.

    Args:
        rows: from top to bottom.
        under: a line below the rows.
        colours: of the theme.
    """
    known = [(at, row) for at, row in enumerate(rows) if row.value is not None]
    missing = [at for at, row in enumerate(rows) if row.value is None]
    height = ROW * len(rows) + 2 * SIDE + 26
    return plotly_figure(
        data=[
            bars_along_rows(
                [(at, 0, 1) for at in range(len(rows)) if at not in missing],
                [colours.sand] * len(known),
            ),
            bars_along_rows(
                [(at, 0, row.value or 0) for at, row in known], [row.colour for _, row in known]
            ),
            hatch_bars_along_rows(missing, 0, TOO_FEW, colours),
        ],
        layout=base_layout(
            colours,
            height,
            margin={"l": SIDE, "r": SIDE, "t": SIDE, "b": SIDE + 26},
            xaxis=plain_axis(colours, range=[0, 1], showticklabels=False),
            yaxis=plain_axis(colours, **downward_axis(len(rows))),
            annotations=[*names_and_numbers(rows, colours), _note_below_rows(under, colours)],
        ),
    )


def _note_below_rows(text: str, colours: Palette) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -4}
    return text_annotation(
        text, (0, 0), colours.faint, font={"size": SMALL, "color": colours.faint}, **place
    )
