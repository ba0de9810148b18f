"""The forest of differences between two times of the first dose."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import number_text, row_layout
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.row_layout import FigureRow, RowGrid, grid_of_rows
from dashboard.charts.theme import (
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.text import say

TOP, BOTTOM = 2, 60
REACH = 0.1
"""The axis goes at least this far to both sides."""
SPARE = 1.08
FINE, COARSE = 0.1, 0.2
MOST_FINE = 0.35
SHOWN = 0.93
"""A tick further out would lose half its label at the edge."""


def difference_forest(numbers: DifferenceRows, theme: str) -> go.Figure:
    """One row an effect: interval, estimate, and the same as text; clear ones in teal.

    Args:
        numbers: a value that is None means too few to compare and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    known = [(at, row) for at, row in enumerate(numbers.rows) if row.value is not None]
    missing = [at for at, row in enumerate(numbers.rows) if row.value is None]
    bounds = [abs(end) for _, row in known for end in (row.low or 0, row.high or 0)]
    reach = round(max([REACH, *bounds]) * SPARE, DIGITS)
    tints = [colours.teal_tint if row.clear else colours.grey_tint for _, row in known]
    intervals = [(at, row.low or 0, row.high or 0) for at, row in known]
    told = [_difference_row(row, colours) for row in numbers.rows]
    grid = grid_of_rows(told)
    return plotly_figure(
        data=[
            row_layout.bars_along_rows(intervals, tints, grid),
            _estimate_dots(known, grid, colours),
            row_layout.hatch_bars_along_rows(
                missing, -row_layout.TOO_FEW * reach, row_layout.TOO_FEW * reach, colours, grid
            ),
        ],
        layout=base_layout(
            colours,
            grid.height + TOP + BOTTOM,
            margin={"l": row_layout.SIDE, "r": row_layout.SIDE, "t": TOP, "b": BOTTOM},
            xaxis=_difference_axis(reach, colours),
            yaxis=plain_axis(colours, **grid.axis),
            shapes=[_no_difference_line(grid, colours)],
            annotations=[
                *row_layout.names_and_numbers(told, colours, grid, colours.card),
                *_notes_under_axis(numbers, known, colours),
            ],
        ),
    )


def _difference_row(row: DifferenceRow, colours: Palette) -> FigureRow:
    name = number_phrases.sentence_case(say(f"words.effect_axis.{row.word}"))
    if row.value is None or row.low is None or row.high is None:
        return FigureRow(name, say("charts.too_few"), None, colours.grey)
    value, low, high = (
        number_text.difference_in_points(part) for part in (row.value, row.low, row.high)
    )
    text = say("charts.difference", value=value, low=low, high=high)
    return FigureRow(name, text, row.value, colours.teal if row.clear else colours.grey)


def _estimate_dots(
    known: Sequence[tuple[int, DifferenceRow]], grid: RowGrid, colours: Palette
) -> go.Scatter:
    return go.Scatter(
        x=[round(row.value or 0, DIGITS) for _, row in known],
        y=[grid.middle(at) for at, _ in known],
        mode="markers",
        marker={
            "size": 13,
            "color": [colours.teal if row.clear else colours.grey for _, row in known],
            "opacity": 1,
            "line": {"width": 2, "color": colours.card},
        },
        text=[_people_on_each_side(row.people, "charts.each_side") for _, row in known],
        hovertemplate="%{text}<extra></extra>",
    )


def _people_on_each_side(people: int, key: str) -> str:
    return say(key, people=number_text.people_count_text(people))


def _difference_axis(reach: float, colours: Palette) -> dict[str, Any]:
    step = FINE if reach <= MOST_FINE else COARSE
    count = int(SHOWN * reach / step)
    ticks = [round(n * step, DIGITS) for n in range(-count, count + 1)]
    texts = [number_text.difference_in_points(tick) for tick in ticks]
    font = {"size": SMALL, "color": colours.faint}
    shown = {"tickmode": "array", "tickvals": ticks, "ticktext": texts, "tickfont": font}
    return plain_axis(colours, range=[-reach, reach], showgrid=True, **shown)


def _no_difference_line(grid: RowGrid, colours: Palette) -> dict[str, Any]:
    """The line of no difference, from the first row to the last."""
    line = {"color": colours.axis, "width": 1.5}
    ends = {"x0": 0, "x1": 0, "y0": 0, "y1": grid.height}
    return {"type": "line", "line": line, "layer": "below"} | ends


def _notes_under_axis(
    numbers: DifferenceRows,
    known: Sequence[tuple[int, DifferenceRow]],
    colours: Palette,
) -> list[dict[str, Any]]:
    """Which side means what, and the smallest numbers of people behind a row."""
    arm = numbers.arms[0]
    below = {"yref": "paper", "yanchor": "top", "yshift": -20}
    fewer, more = say(f"charts.fewer_at.{arm}"), say(f"charts.more_at.{arm}")
    found = [
        text_annotation(fewer, (0, 0), colours.quiet, xanchor="right", xshift=-8, **below),
        text_annotation(more, (0, 0), colours.quiet, xanchor="left", xshift=8, **below),
    ]
    if known:
        smallest = min(row.people for _, row in known)
        text = _people_on_each_side(smallest, "charts.each_side_at_least")
        found.append(text_annotation(text, (0, 0), colours.faint, **(below | {"yshift": -39})))
    return found
