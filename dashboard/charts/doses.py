"""Figures about doses: where people found theirs, and what came first after reaching one."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, row_layout
from dashboard.charts.marks import text_annotation
from dashboard.charts.row_layout import FigureRow
from dashboard.charts.theme import (
    SIZE,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import SearchBars, ShareBar, StackedRow, StackedRows
from dashboard.text import say

SIDE, TOP, BOTTOM = 8, 2, 8
WHISKER = 2
INDENT = "\u2003"
NAME, GAP = 22, 10
"""Pixels of a part's name above the rows, and between names and rows."""
SWATCH, SWATCH_HIGH = 0.05, 0.62
NUMBER_FROM = 0.08
"""A part of a bar that is wide enough for its number, on a phone."""
_PLAIN = {"shape": "", "size": 6, "solidity": 0.3}
_DOTS = {"shape": ".", "size": 6, "solidity": 0.3}
_LINES = {"shape": "\\", "size": 6, "solidity": 0.15}


def search_figure(numbers: SearchBars, theme: str) -> go.Figure:
    """Where everyone who began has got to: found theirs, at which dose; still looking; stopped.

    Args:
        numbers: of too few people there is one hatched row.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    bars = (numbers.found, *numbers.parts, *numbers.rest)
    fills = [
        colours.teal,
        *[colours.teal_tint] * len(numbers.parts),
        *[colours.grey] * len(numbers.rest),
    ]
    inner = range(1, 1 + len(numbers.parts))
    rows = [_search_row(bar, fills[at], is_part=at in inner) for at, bar in enumerate(bars)]
    known = [(at, bar) for at, bar in enumerate(bars) if bar.share]
    missing = [at for at, bar in enumerate(bars) if bar.share is None]
    return plotly_figure(
        data=[
            row_layout.bars_along_rows(
                [(at, 0, 1) for at, _ in known], [colours.sand] * len(known)
            ),
            row_layout.bars_along_rows(
                [(at, 0, bar.share.value) for at, bar in known if bar.share],
                [fills[at] for at, _ in known],
            ),
            _range_whiskers(known, colours),
            row_layout.hatch_bars_along_rows(missing, 0, row_layout.TOO_FEW, colours),
        ],
        layout=base_layout(
            colours,
            row_layout.ROW * len(rows) + TOP + BOTTOM,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM},
            xaxis=plain_axis(colours, range=[0, 1], showticklabels=False),
            yaxis=plain_axis(colours, **row_layout.downward_axis(len(rows))),
            annotations=row_layout.names_and_numbers(rows, colours),
        ),
    )


def _search_row(bar: ShareBar, fill: str, *, is_part: bool) -> FigureRow:
    """A row of the whole in bold; a part of those who found theirs stands a little to the right."""
    name = f"{INDENT}{bar.label}" if is_part else f"<b>{bar.label}</b>"
    if bar.share is None:
        return FigureRow(name, say("charts.fewer_people"), None, fill)
    number = number_phrases.hundredths_in_words(bar.share)
    return FigureRow(name, number, bar.share.value, fill)


def _range_whiskers(known: list[tuple[int, ShareBar]], colours: Palette) -> go.Scatter:
    """A thin line along each bar's range; its words on a pointer."""
    shares = [(at, bar.share) for at, bar in known if bar.share]
    return go.Scatter(
        x=marks.short_numbers([share.value for _, share in shares]),
        y=[at + row_layout.BAR_AT for at, _ in shares],
        mode="markers",
        marker={"size": 1, "color": colours.ink, "line": {"width": 0}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": marks.short_numbers([share.high - share.value for _, share in shares]),
            "arrayminus": marks.short_numbers([share.value - share.low for _, share in shares]),
            "thickness": WHISKER,
            "width": 3,
            "color": colours.ink,
        },
        cliponaxis=False,
        text=[number_text.share_words(share) for _, share in shares],
        hovertemplate="%{text}<extra></extra>",
    )


def part_rows_figure(numbers: StackedRows, theme: str) -> go.Figure:
    """One bar a row, cut into its parts; their names stand above, beside their colours.

    Args:
        numbers: without a row only the names are left.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    names = len(numbers.parts) * NAME + GAP
    height = names + row_layout.ROW * max(1, len(numbers.rows))
    plot = 1 - names / height
    parts = range(len(numbers.parts))
    return plotly_figure(
        data=[
            *(_part_of_rows(numbers, at, colours) for at in parts if numbers.rows),
            _part_swatches(numbers, colours),
        ],
        layout=base_layout(
            colours,
            height + TOP + BOTTOM,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM},
            xaxis=plain_axis(colours, range=[0, 1], showticklabels=False, anchor="y"),
            yaxis=plain_axis(
                colours,
                domain=[0, round(plot, marks.DIGITS)],
                **row_layout.downward_axis(max(1, len(numbers.rows))),
            ),
            **_name_axes(len(numbers.parts), 1 - (names - GAP) / height, colours),
            annotations=[
                *row_layout.names_and_numbers(
                    [_name_of_row(row, colours) for row in numbers.rows], colours
                ),
                *_part_names(numbers, colours),
            ],
        ),
    )


def _name_of_row(row: StackedRow, colours: Palette) -> FigureRow:
    people = say("charts.of_people", people=number_text.people_count_text(row.people))
    return FigureRow(row.label, people, None, colours.grey)


def _part_of_rows(numbers: StackedRows, at: int, colours: Palette) -> go.Bar:
    """One part of every row, behind the parts before it, with its number where there is room."""
    starts = [sum(row.shares[:at]) for row in numbers.rows]
    widths = [row.shares[at] for row in numbers.rows]
    fill, pattern, ink = _part_look(at, colours)
    return go.Bar(
        orientation="h",
        y=[row + row_layout.BAR_AT for row in range(len(numbers.rows))],
        base=marks.short_numbers(starts),
        x=marks.short_numbers(widths),
        width=[round(18 / row_layout.ROW, marks.DIGITS)] * len(widths),
        marker=_part_marker([(fill, pattern)] * len(widths), colours),
        text=[f"{round(100 * share)}" if share >= NUMBER_FROM else "" for share in widths],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": SIZE, "color": ink},
        constraintext="none",
        hovertext=[_part_hover_text(numbers, at, row) for row in numbers.rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _part_look(at: int, colours: Palette) -> tuple[str, dict[str, Any], str]:
    """Colour, pattern and ink of a part: apart by lightness too, so that they print in grey."""
    looks = (
        (colours.teal, _PLAIN, colours.card),
        (colours.teal_tint, _PLAIN, colours.ink),
        (colours.tint, _LINES, colours.ink),
        (colours.series[1], _PLAIN, colours.card),
        (colours.grey_tint, _DOTS, colours.ink),
    )
    return looks[at % len(looks)]


def _part_marker(looks: list[tuple[str, dict[str, Any]]], colours: Palette) -> dict[str, Any]:
    return {
        "color": [colour for colour, _ in looks],
        "line": {"width": 1, "color": colours.card},
        "pattern": {
            "shape": [pattern["shape"] for _, pattern in looks],
            "fgcolor": colours.axis,
            "fillmode": "overlay",
            "size": [pattern["size"] for _, pattern in looks],
            "solidity": [pattern["solidity"] for _, pattern in looks],
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


def _part_swatches(numbers: StackedRows, colours: Palette) -> go.Bar:
    parts = list(range(len(numbers.parts)))
    return go.Bar(
        orientation="h",
        x=[SWATCH] * len(parts),
        y=parts,
        width=SWATCH_HIGH,
        marker=_part_marker([_part_look(at, colours)[:2] for at in parts], colours),
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
