"""How the group grew: published members of every edition, as a line from 0."""

import plotly.graph_objects as go

from dashboard.charts.theme import LEFT, SIZE, Palette, axis, figure, layout, palette, see_through
from dashboard.findings.participation import Participation, day
from dashboard.text import say

HEIGHT = 210
TICKS = 5
"""Editions that are named under the axis: as many as fit on a phone."""
HEADROOM = 1.12
GAP = 6
"""Pixels between the axis and its labels: the first must not touch the 0."""
DOT, DOTS_UP_TO = 9, 30
"""Beyond so many editions the dots would touch."""
FILL_OPACITY = 0.14


def members(numbers: Participation, theme: str) -> go.Figure:
    """A line with a dot an edition.

    Args:
        numbers: at least one edition.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    editions = len(numbers.numbers)
    named = _named(editions)
    ticks = {"tickmode": "array", "tickvals": named, "ticktext": [_tick(numbers, n) for n in named]}
    side = 0.5 if editions == 1 else 0.05 * (editions - 1)
    return figure(
        data=[_line(numbers, colours)],
        layout=layout(
            colours,
            HEIGHT,
            margin={"l": LEFT, "r": 14, "t": 8, "b": 50},
            xaxis=axis(colours, range=[-side, editions - 1 + side], ticklabelstandoff=GAP, **ticks),
            yaxis=axis(
                colours,
                range=[0, max(HEADROOM * max(numbers.members), 1)],
                showgrid=True,
                nticks=4,
                tickfont={"size": SIZE, "color": colours.quiet},
            ),
        ),
    )


def _line(numbers: Participation, colours: Palette) -> go.Scatter:
    editions = len(numbers.numbers)
    return go.Scatter(
        x=list(range(editions)),
        y=list(numbers.members),
        mode="lines+markers" if editions <= DOTS_UP_TO else "lines",
        line={"color": colours.teal, "width": 2.5},
        marker={"size": DOT, "color": colours.teal, "line": {"width": 2, "color": colours.card}},
        fill="tozeroy",
        fillcolor=see_through(colours.teal, FILL_OPACITY),
        cliponaxis=False,
        text=[_hover(numbers, at) for at in range(editions)],
        hovertemplate="%{text}<extra></extra>",
    )


def _named(editions: int) -> list[int]:
    """Places that bear a label: the first, the last, and some between."""
    steps = min(TICKS, editions) - 1
    return sorted({round(at * (editions - 1) / steps) for at in range(steps + 1)}) if steps else [0]


def _tick(numbers: Participation, at: int) -> str:
    on = numbers.days[at]
    short = say("finding.leaders.day_short", day=on.day, month=say(f"app.months.m{on.month}")[:3])
    return f"{say('finding.leaders.edition_short', number=numbers.numbers[at])}<br>{short}"


def _hover(numbers: Participation, at: int) -> str:
    return say(
        "finding.leaders.hover",
        number=numbers.numbers[at],
        day=day(numbers.days[at]),
        members=numbers.members[at],
    )
