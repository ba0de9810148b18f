"""Figures of rows: a name above each bar on the left, its number on the right.

Names stand above the bars and not beside them, so that one layout fits a phone and a desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.marks import text_annotation
from dashboard.charts.text_width import BREAK, NARROWEST, text_width, wrap_text
from dashboard.charts.theme import LABEL, SIZE, Palette

ROW = 46
"""Pixels of a row whose name takes one line."""
LINE = 18
"""Pixels of each further line of a name."""
FOOT = 13
"""Pixels from the middle of a bar to the lower edge of its row."""
TEXT_ABOVE = 6
"""Pixels from the middle of a bar to the name above it."""
BAR = 10
"""Pixels of a bar's thickness."""
ROUND = 5
SIDE = 2
BETWEEN = 12
"""Pixels at least between a name and its number."""
TOO_FEW = 0.25
"""Length of the hatched mark, as part of the axis."""


@dataclass(frozen=True)
class FigureRow:
    """One row; ``value`` is None where there are too few people.

    ``note`` is a quieter word behind the name, ``bold`` whether the name stands out.
    """

    name: str
    number: str
    value: float | None
    colour: str
    note: str = ""
    bold: bool = False
    indent: int = 0


class RowGrid(NamedTuple):
    """Where rows lie: how many, and how many pixels each takes."""

    number: int
    row: int = ROW

    @property
    def height(self) -> int:
        """Pixels of all rows."""
        return self.number * self.row

    def middle_on_axis(self, at: int) -> float:
        """Of a row's bar, on the upright axis of rows."""
        return round(at + 0.5 - FOOT / self.row, marks.DIGITS)

    def part_of_row(self, pixels: float) -> float:
        """A height in rows."""
        return round(pixels / self.row, marks.DIGITS)


def grid_of_rows(rows: Sequence[FigureRow], margin: int = SIDE) -> RowGrid:
    """Rows of one height, in which the longest name fits on the narrowest phone.

    Args:
        rows: from top to bottom.
        margin: pixels left and right of the plot.
    """
    lines = max((len(_name_lines(row, margin)) for row in rows), default=1)
    return RowGrid(len(rows), ROW + LINE * (lines - 1))


def _name_lines(row: FigureRow, margin: int) -> list[str]:
    """The name in lines beside its number, or above it where they are too long for that."""
    whole = NARROWEST - 2 * margin - row.indent - text_width("    ", LABEL) * row.bold
    said = f"{row.name} · {row.note}" if row.note else row.name
    beside = whole - BETWEEN - text_width(row.number, SIZE)
    lines = wrap_text(said, beside, LABEL)
    if max(text_width(line, LABEL) for line in lines) <= beside and len(lines) < 3:
        return lines
    return [*wrap_text(said, whole, LABEL), ""]


def names_and_numbers(
    rows: Sequence[FigureRow], colours: Palette, grid: RowGrid, margin: int = SIDE
) -> list[dict[str, Any]]:
    """Name and number of each row; the number is quieter where there is none.

    Args:
        rows: from top to bottom.
        colours: of the theme.
        grid: of these rows.
        margin: pixels left and right of the plot.
    """
    found = []
    # A ground of their own, since the zero line runs behind a long name on a phone.
    ground = {"xref": "paper", "bgcolor": colours.card, "borderpad": 1, "yanchor": "bottom"}
    for at, row in enumerate(rows):
        middle = grid.middle_on_axis(at)
        place = ground | {"yshift": TEXT_ABOVE, "align": "left", "xanchor": "left"}
        left = place | {"xshift": row.indent, "font": {"size": LABEL, "color": colours.ink}}
        found.append(text_annotation(_name_text(row, margin, colours), (0, middle), "", **left))
        right = place | {"xanchor": "right", "font": {"size": SIZE, "color": colours.quiet}}
        found.append(text_annotation(row.number, (1, middle), colours.quiet, **right))
    return found


def _name_text(row: FigureRow, margin: int, colours: Palette) -> str:
    """The name's lines; its note in a quieter colour, wherever it is broken."""
    lines = [line or "\u00a0" for line in _name_lines(row, margin)]
    text = BREAK.join(f"<b>{line}</b>" if row.bold else line for line in lines)
    if not row.note:
        return text
    name, between, note = text.partition(" ·")
    if not between:
        name, between, note = text.partition(f"{BREAK}·")
    return f'{name}<span style="color:{colours.faint}">{between}{note}</span>'


def downward_axis(count: int) -> dict[str, Any]:
    """The upright axis of rows, the first on top."""
    return {"range": [count - 0.5, -0.5], "showticklabels": False}


def bars_along_rows(
    bars: Sequence[tuple[int, float, float]], colours: list[str], grid: RowGrid
) -> go.Bar:
    """Rounded bars along their rows, each (row, start, end)."""
    return go.Bar(
        orientation="h",
        y=[grid.middle_on_axis(at) for at, _, _ in bars],
        base=marks.short_numbers([start for _, start, _ in bars]),
        x=marks.short_numbers([end - start for _, start, end in bars]),
        width=[grid.part_of_row(BAR)] * len(bars),
        marker={"color": colours, "line": {"width": 0}, "cornerradius": ROUND},
        hoverinfo="skip",
    )


def hatch_bars_along_rows(
    at: Sequence[int], start: float, end: float, colours: Palette, grid: RowGrid
) -> go.Bar:
    """Hatched bars of one length where a row has too few people."""
    bar = bars_along_rows([(row, start, end) for row in at], [], grid)
    return bar.update(marker=marks.hatch_marker([colours.axis] * len(at)), overwrite=False)
