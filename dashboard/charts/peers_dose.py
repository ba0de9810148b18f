"""My dose among those that people like me keep."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import row_layout
from dashboard.charts.bars import DOT
from dashboard.charts.marks import DIGITS, text_annotation
from dashboard.charts.scales import share_ticks
from dashboard.charts.theme import (
    LABEL,
    SIZE,
    SMALL,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings.peers.peer_numbers import DoseRow, DoseRows

HIGH = 46
TOP, BOTTOM, SIDE = 2, 26, 12
SPARE, GRIDLINES, LOWEST_TOP = 1.06, 5, 0.1


def my_dose_figure(numbers: DoseRows, theme: str) -> go.Figure:
    """One row a dose band with its interval; mine is shaded and named.

    Args:
        numbers: a share that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    known = [(at, row) for at, row in enumerate(numbers.rows) if row.share]
    plain = not any(row.mine for row in numbers.rows)
    missing = [at for at, row in enumerate(numbers.rows) if row.share is None]
    highest = max((row.share.high for _, row in known if row.share), default=1.0)
    grid = row_layout.RowGrid((HIGH,) * len(numbers.rows))
    top = round(max(highest, LOWEST_TOP) * SPARE, DIGITS)
    return plotly_figure(
        data=[
            _interval_bars(known, colours, plain=plain),
            _share_dots_trace(known, colours, plain=plain),
            *(
                [
                    row_layout.hatch_bars_along_rows(
                        missing, 0, row_layout.TOO_FEW * top, colours, grid
                    )
                ]
                if missing
                else []
            ),
        ],
        layout=base_layout(
            colours,
            grid.height + TOP + BOTTOM,
            margin={"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM},
            xaxis=_horizontal_share_axis(top, colours),
            yaxis=plain_axis(colours, **grid.axis),
            shapes=_my_row_ground(numbers.rows, colours),
            annotations=_names_and_numbers(numbers, colours),
        ),
    )


def _interval_bars(known: list[tuple[int, DoseRow]], colours: Palette, *, plain: bool) -> go.Bar:
    """``plain`` = no row is mine, so that none stands back."""
    ends = [(at, row.share.low, row.share.high) for at, row in known if row.share]
    fills = [colours.teal_tint if plain or row.mine else colours.grey_tint for _, row in known]
    return row_layout.bars_along_rows(ends, fills, row_layout.RowGrid((HIGH,) * 20))


def _share_dots_trace(
    known: list[tuple[int, DoseRow]], colours: Palette, *, plain: bool
) -> go.Scatter:
    return go.Scatter(
        x=[round(row.share.value, DIGITS) for _, row in known if row.share],
        y=[row_layout.RowGrid((HIGH,) * 20).middle(at) for at, _ in known],
        mode="markers",
        marker={
            "size": DOT,
            "color": [colours.teal if plain or row.mine else colours.grey for _, row in known],
            "opacity": 1,
            "line": {"width": 2, "color": colours.card},
        },
        cliponaxis=False,
        hoverinfo="skip",
    )


def _horizontal_share_axis(top: float, colours: Palette) -> dict[str, Any]:
    values, labels = share_ticks(top, GRIDLINES)
    font = {"size": SMALL, "color": colours.faint}
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels, "tickfont": font}
    return plain_axis(colours, range=[0, top], showgrid=True, **ticks)


def _my_row_ground(found: tuple[DoseRow, ...], colours: Palette) -> list[dict[str, Any]]:
    """A light ground behind my row."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": at * HIGH,
            "y1": (at + 1) * HIGH,
            "fillcolor": colours.tint,
            "line": {"width": 0},
            "layer": "below",
        }
        for at, row in enumerate(found)
        if row.mine
    ]


def _names_and_numbers(numbers: DoseRows, colours: Palette) -> list[dict[str, Any]]:
    """Names on the left, how often on the right; mine says so."""
    found = []
    for at, row in enumerate(numbers.rows):
        said = f' <b style="color:{colours.teal}">{numbers.said}</b>' if row.mine else ""
        place = {"xref": "paper", "xanchor": "left"}
        font = {"size": LABEL, "color": colours.ink}
        found.append(
            text_annotation(
                row.label + said, (0, (at + 0.3) * HIGH), colours.ink, font=font, **place
            )
        )
        place = {"xref": "paper", "xanchor": "right"}
        font = {"size": SIZE, "color": colours.quiet}
        found.append(
            text_annotation(row.told, (1, (at + 0.3) * HIGH), colours.quiet, font=font, **place),
        )
    return found
