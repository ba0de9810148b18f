"""Figures of rows: a name above each bar on the left, its number on the right.

Names stand above the bars and not beside them, so that one layout fits a phone and a desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import text_annotation
from dashboard.charts.text_width import BREAK, NARROWEST, text_width, widest_line, wrap_text
from dashboard.charts.theme import LABEL, SIZE, Palette
from dashboard.text import say

ROW = 41
"""Pixels of a row whose name takes one line, and half its bar."""
LINE = 18
"""Pixels of each further line of a name."""
FOOT = 8
"""Pixels under a bar."""
TEXT_ABOVE = 1
"""Pixels from a bar to the name above it."""
BAR = 10
"""Pixels of a bar's thickness."""
ROUND = 5
SIDE = 2
BETWEEN = 12
"""Pixels at least between a name and its number."""
MOST_BESIDE = 3
"""From so many lines on a name stands above its number."""
TOO_FEW = 0.25
"""Length of the hatched mark, as part of the axis."""


@dataclass(frozen=True)
class FigureRow:
    """One row; ``value`` is None where there are too few people.

    ``note`` is a quieter word behind the name.
    """

    name: str
    number: str
    value: float | None
    colour: str
    note: str = ""


class RowGrid(NamedTuple):
    """Where rows lie, in pixels from the top; the upright axis counts them, too.

    Attributes:
        heights: of each row.
        bar: thickness of a bar.
        margin: left and right of the plot.
    """

    heights: tuple[int, ...]
    bar: int = BAR
    margin: int = SIDE

    @property
    def height(self) -> int:
        """Of all rows."""
        return sum(self.heights)

    def top(self, at: int) -> int:
        """The upper edge of a row."""
        return sum(self.heights[:at])

    def middle(self, at: int) -> float:
        """The middle of a row's bar."""
        return self.top(at + 1) - FOOT - self.bar / 2

    @property
    def axis(self) -> dict[str, Any]:
        """The upright axis, the first row on top."""
        return {"range": [max(self.height, 1), 0], "showticklabels": False}


def grid_of_rows(rows: Sequence[FigureRow], margin: int = SIDE, bar: int = BAR) -> RowGrid:
    """Rows in which every name fits on the narrowest phone.

    Args:
        rows: from top to bottom.
        margin: pixels left and right of the plot.
        bar: pixels of a bar's thickness.
    """
    lines = (len(_name_lines(row, margin)) for row in rows)
    return RowGrid(tuple(ROW + bar // 2 + LINE * (n - 1) for n in lines), bar, margin)


def _name_lines(row: FigureRow, margin: int) -> list[str]:
    """The name in lines beside its number, or above it where they are too long for that."""
    whole = NARROWEST - 2 * margin
    beside = whole - BETWEEN - text_width(row.number, SIZE)
    lines = _with_note(wrap_text(row.name, beside, LABEL), row.note, beside)
    if widest_line(lines, LABEL) <= beside and len(lines) < MOST_BESIDE:
        return lines
    return [*_with_note(wrap_text(row.name, whole, LABEL), row.note, whole), ""]


def _with_note(lines: list[str], note: str, room: float) -> list[str]:
    """The note behind the name where it fits there, or else under it."""
    if not note:
        return lines
    longer = say("card.between").join((lines[-1], note))
    if text_width(longer, LABEL) <= room:
        return [*lines[:-1], longer]
    return [*lines, note]


def names_and_numbers(
    rows: Sequence[FigureRow], colours: Palette, grid: RowGrid, ground: str = marks.CLEAR
) -> list[dict[str, Any]]:
    """Name and number of each row, above its bar.

    Args:
        rows: from top to bottom.
        colours: of the theme.
        grid: of these rows.
        ground: a colour behind the words, where a line runs through the rows.
    """
    found = []
    above = grid.bar / 2 + TEXT_ABOVE
    place = {"xref": "paper", "bgcolor": ground, "yanchor": "bottom", "yshift": above}
    for at, row in enumerate(rows):
        middle = grid.middle(at)
        left = place | {"align": "left", "xanchor": "left"}
        left |= {"font": {"size": LABEL, "color": colours.ink}}
        name = _name_text(row, grid.margin, colours)
        found.append(text_annotation(name, (0, middle), colours.ink, **left))
        right = place | {"xanchor": "right", "font": {"size": SIZE, "color": colours.quiet}}
        found.append(text_annotation(row.number, (1, middle), colours.quiet, **right))
    return found


def _name_text(row: FigureRow, margin: int, colours: Palette) -> str:
    """The name's lines, its note in a quieter colour."""
    text = BREAK.join(line or "\u00a0" for line in _name_lines(row, margin))
    if not row.note:
        return text
    return text.replace(row.note, f'<span style="color:{colours.faint}">{row.note}</span>')


def downward_axis(count: int) -> dict[str, Any]:
    """The upright axis of rows, the first on top."""
    return {"range": [count - 0.5, -0.5], "showticklabels": False}


def bars_along_rows(
    bars: Sequence[tuple[int, float, float]], colours: list[str], grid: RowGrid
) -> go.Bar:
    """Rounded bars along their rows, each (row, start, end)."""
    return go.Bar(
        orientation="h",
        y=[grid.middle(at) for at, _, _ in bars],
        base=marks.short_numbers([start for _, start, _ in bars]),
        x=marks.short_numbers([end - start for _, start, end in bars]),
        width=[grid.bar] * len(bars),
        marker={"color": colours, "line": {"width": 0}, "cornerradius": ROUND},
        hoverinfo="skip",
    )


def hatch_bars_along_rows(
    at: Sequence[int], start: float, end: float, colours: Palette, grid: RowGrid
) -> go.Bar:
    """Hatched bars of one length where a row has too few people."""
    bar = bars_along_rows([(row, start, end) for row in at], [], grid)
    return bar.update(marker=marks.hatch_marker([colours.axis] * len(at)), overwrite=False)
