"""Shares at the crossings of two lists: a map of squares, the darker the more."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts.marks import DIGITS
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

ROW_HEIGHT = 24
TOP, BOTTOM = 8, 46
LETTER = 6.6
"""Pixels a letter of a label takes, about."""
WIDTH_ON_A_PHONE = 165
"""Pixels for all columns beside the longest labels of rows. Wider ones stand upright."""
NOTE = 54
"""Pixels for a note of three lines."""
LABEL_MOST = 172
LINE, STANDOFF = 19, 4
"""Pixels of a line under the squares, and between labels of two lines and the note."""
DARKEST = 0.5
"""A share from which on a square is as dark as it gets: one that half of the people had."""


def share_map_figure(numbers: ShareMap, theme: str) -> go.Figure:
    """A square for each row and column, with its number.

    Args:
        numbers: shares by row and column; None = too few people.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    small = {"size": SMALL, "color": colours.quiet}
    columns = {"tickmode": "array", "tickvals": list(range(len(numbers.columns)))}
    rows = {"tickmode": "array", "tickvals": list(range(len(numbers.rows)))}
    longest = max(len(label) for label in numbers.rows)
    widest = LETTER * (1 + max(len(line) for label in numbers.columns for line in _lines(label)))
    upright = widest * len(numbers.columns) > WIDTH_ON_A_PHONE
    bottom = round(widest) + NOTE if upright else max(BOTTOM, LINE * _lines_below(numbers))
    return plotly_figure(
        data=[_share_squares(numbers, colours)],
        layout=base_layout(
            colours,
            TOP + bottom + ROW_HEIGHT * len(numbers.rows),
            xaxis=plain_axis(
                colours,
                title=_note_below(numbers, colours),
                tickfont=small,
                tickangle=-90 if upright else 0,
                ticktext=list(numbers.columns),
                **columns,
            ),
            yaxis=plain_axis(
                colours,
                autorange="reversed",
                tickfont=small,
                ticktext=list(numbers.rows),
                **rows,
            ),
            margin={"l": min(LABEL_MOST, round(LETTER * longest)), "r": 4, "t": TOP, "b": bottom},
        ),
    )


def _note_below(numbers: ShareMap, colours: Palette) -> dict[str, Any]:
    """The note; labels of two lines need to be kept clear of it."""
    note: dict[str, Any] = {"text": numbers.note, "font": {"size": SMALL, "color": colours.faint}}
    return note | ({"standoff": STANDOFF} if _label_lines(numbers) > 1 else {})


def _label_lines(numbers: ShareMap) -> int:
    return max(len(_lines(label)) for label in numbers.columns)


def _lines_below(numbers: ShareMap) -> int:
    return _label_lines(numbers) + len(_lines(numbers.note))


def _lines(text: str) -> list[str]:
    """The lines of a text that stands in a figure."""
    return text.split("<br>")


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
