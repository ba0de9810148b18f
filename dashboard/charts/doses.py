"""Figures about doses: rows that are a whole each, cut into parts.

Where everyone who began has got to, and what came first after reaching a dose.
"""

from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, row_layout
from dashboard.charts.marks import text_annotation
from dashboard.charts.row_layout import FigureRow, RowGrid, grid_of_rows
from dashboard.charts.theme import (
    SIZE,
    Palette,
    base_layout,
    blend_colours,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import SearchBars, StackedRow, StackedRows
from dashboard.stats.shares import Share
from dashboard.text import say

SIDE, TOP, BOTTOM = 8, 2, 8
NAME, GAP = 22, 10
"""Pixels of a part's name above the rows, and between names and rows."""
SWATCH, SWATCH_HIGH = 0.05, 0.62
BAR = 20
"""Pixels of a bar's thickness: its numbers stand in it."""
NUMBER_FROM = 0.08
"""A part of a bar that is wide enough for its number, on a phone."""
SHADES = (0.2, 0.4, 0.633, 0.82, 1.0)
"""Parts of teal in the doses' colours, from the lowest on: apart in grey, and numbers legible."""
INK_ON_SHADES = {"light": 3, "dark": 2}
"""So many of the shades bear numbers in ink, the darker ones in the colour of the card."""
_SHAPES = {"": 0.3, ".": 0.14, "\\": 0.1}
"""Patterns, and how much of their ground they cover; a number stands on them."""


class PartLook(NamedTuple):
    """What a part of a bar looks like: apart by lightness or pattern too, to print in grey."""

    colour: str
    ink: str
    shape: str = ""


class PartsDrawn(NamedTuple):
    """Rows, the look of each part, and the colours of the theme."""

    numbers: StackedRows
    looks: tuple[PartLook, ...]
    colours: Palette


def search_figure(numbers: SearchBars, theme: str) -> go.Figure:
    """Where everyone who began has got to: found theirs, at which dose; still looking; stopped.

    Args:
        numbers: under those of a group within the group stand everyone's. Of too few people
            there is no row.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    known = [(at, at.found.share) for at in (numbers, numbers.everyone) if at and at.found.share]
    rows = [_row_of_search(*pair) for pair in known]
    names = tuple(bar.label for bar in (*numbers.parts, *numbers.rest))
    looks = (
        *_dose_looks(theme, colours),
        PartLook(colours.tint, colours.ink, "\\"),
        PartLook(colours.grey_tint, colours.ink, "."),
    )
    return _parts_figure(PartsDrawn(StackedRows(names, tuple(rows)), looks, colours))


def _row_of_search(bars: SearchBars, found: Share) -> StackedRow:
    """One row; how many found theirs, at whatever dose, stands above it."""
    shares = [bar.share for bar in (*bars.parts, *bars.rest) if bar.share]
    told = say("charts.found", often=number_phrases.hundredths_in_words(found))
    return StackedRow(bars.who, found.people, tuple(share.value for share in shares), told)


def _dose_looks(theme: str, colours: Palette) -> list[PartLook]:
    """The higher the dose, the stronger the teal."""
    in_ink = INK_ON_SHADES.get(theme, INK_ON_SHADES["light"])
    return [
        PartLook(
            blend_colours(colours.teal, colours.card, part),
            colours.ink if at < in_ink else colours.card,
        )
        for at, part in enumerate(SHADES)
    ]


def part_rows_figure(numbers: StackedRows, theme: str) -> go.Figure:
    """One bar a row, cut into its parts; their names stand above, beside their colours.

    Args:
        numbers: of at most five parts; without a row only the names are left.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    looks = (
        PartLook(colours.teal, colours.card),
        PartLook(colours.teal_tint, colours.ink),
        PartLook(colours.tint, colours.ink, "\\"),
        PartLook(colours.series[1], colours.card),
        PartLook(colours.grey_tint, colours.ink, "."),
    )
    return _parts_figure(PartsDrawn(numbers, looks, colours))


def _parts_figure(drawn: PartsDrawn) -> go.Figure:
    numbers, _, colours = drawn
    told = [_name_of_row(row, colours) for row in numbers.rows]
    grid = grid_of_rows(told, SIDE, BAR)
    names = len(numbers.parts) * NAME + GAP
    height = names + max(row_layout.ROW, grid.height)
    return plotly_figure(
        data=[
            *(_part_of_rows(drawn, at, grid) for at in range(len(numbers.parts)) if told),
            _part_swatches(drawn),
        ],
        layout=base_layout(
            colours,
            height + TOP + BOTTOM,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM},
            xaxis=plain_axis(colours, range=[0, 1], showticklabels=False, anchor="y"),
            yaxis=plain_axis(
                colours,
                domain=[0, round(1 - names / height, marks.DIGITS)],
                **grid.axis,
            ),
            **_name_axes(len(numbers.parts), 1 - (names - GAP) / height, colours),
            annotations=[
                *row_layout.names_and_numbers(told, colours, grid),
                *_part_names(numbers, colours),
            ],
        ),
    )


def _name_of_row(row: StackedRow, colours: Palette) -> FigureRow:
    people = say("charts.of_people", people=number_text.people_count_text(row.people))
    return FigureRow(row.label, row.told or people, None, colours.grey)


def _part_of_rows(drawn: PartsDrawn, at: int, grid: RowGrid) -> go.Bar:
    """One part of every row, with its number where there is room."""
    rows, look = drawn.numbers.rows, drawn.looks[at]
    widths = [row.shares[at] for row in rows]
    return go.Bar(
        orientation="h",
        y=[grid.middle(row) for row in range(len(rows))],
        base=marks.short_numbers([sum(row.shares[:at]) for row in rows]),
        x=marks.short_numbers(widths),
        width=[grid.bar] * len(rows),
        marker=_part_marker([look] * len(rows), drawn.colours),
        text=[f"{round(100 * share)}" if share >= NUMBER_FROM else "" for share in widths],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": SIZE, "color": look.ink},
        constraintext="none",
        hovertext=[_part_hover_text(drawn.numbers, at, row) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _part_marker(looks: list[PartLook], colours: Palette) -> dict[str, Any]:
    return {
        "color": [look.colour for look in looks],
        "line": {"width": 1, "color": colours.card},
        "pattern": {
            "shape": [look.shape for look in looks],
            "fgcolor": colours.axis,
            "fillmode": "overlay",
            "size": 6,
            "solidity": [_SHAPES[look.shape] for look in looks],
        },
    }


def _part_hover_text(numbers: StackedRows, at: int, row: StackedRow) -> str:
    return say(
        "charts.part_of_row",
        row=row.label,
        part=numbers.parts[at],
        share=round(100 * row.shares[at]),
        people=number_text.people_count_text(row.people),
    )


def _name_axes(count: int, bottom: float, colours: Palette) -> dict[str, Any]:
    """The names' own axes above the rows, the first part on top."""
    hidden = {"showticklabels": False}
    domain = [round(bottom, marks.DIGITS), 1]
    upright = plain_axis(colours, range=[count - 0.5, -0.5], domain=domain, anchor="x2", **hidden)
    return {"xaxis2": plain_axis(colours, range=[0, 1], anchor="y2", **hidden), "yaxis2": upright}


def _part_swatches(drawn: PartsDrawn) -> go.Bar:
    parts = list(range(len(drawn.numbers.parts)))
    return go.Bar(
        orientation="h",
        x=[SWATCH] * len(parts),
        y=parts,
        width=SWATCH_HIGH,
        marker=_part_marker([drawn.looks[at] for at in parts], drawn.colours),
        hoverinfo="skip",
        xaxis="x2",
        yaxis="y2",
    )


def _part_names(numbers: StackedRows, colours: Palette) -> list[dict[str, Any]]:
    """Each part's name beside its colour."""
    place = {"xref": "x2", "yref": "y2", "xanchor": "left", "xshift": 6}
    font = {"size": SIZE, "color": colours.ink}
    return [
        text_annotation(name, (SWATCH, at), colours.ink, font=font, **place)
        for at, name in enumerate(numbers.parts)
    ]
