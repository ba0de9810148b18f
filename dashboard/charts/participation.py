"""How the group grew: published members of every edition, as a line with its band, from 0."""

import plotly.graph_objects as go

from dashboard.charts.theme import (
    LEFT,
    SIZE,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    see_through_colour,
    theme_palette,
)
from dashboard.findings.participation import MembersByEdition, day_in_words
from dashboard.text import say

HEIGHT = 210
TICKS = 4
"""Editions that are named under the axis: as many as fit on a phone."""
HEADROOM = 1.12
GAP = 6
"""Pixels between the axis and its labels: the first must not touch the 0."""
DOT, DOTS_UP_TO = 9, 30
"""Beyond so many editions the dots would touch."""
FILL_OPACITY = 0.18
ALONE = 0.04
"""Half the width of the band of one edition alone, in editions."""


def members_figure(numbers: MembersByEdition, theme: str) -> go.Figure:
    """A line with a dot an edition, and how far off it may be.

    Args:
        numbers: at least one edition.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    editions = len(numbers.numbers)
    named = _label_places(editions)
    ticks = {
        "tickmode": "array",
        "tickvals": named,
        "ticktext": [_edition_tick_text(numbers, n) for n in named],
    }
    side = 0.5 if editions == 1 else 0.05 * (editions - 1)
    return plotly_figure(
        data=[_members_band(numbers, colours), _members_line(numbers, colours)],
        layout=base_layout(
            colours,
            HEIGHT,
            margin={"l": LEFT, "r": 24, "t": 8, "b": 50},
            xaxis=plain_axis(
                colours, range=[-side, editions - 1 + side], ticklabelstandoff=GAP, **ticks
            ),
            yaxis=plain_axis(
                colours,
                range=[0, max(HEADROOM * max(numbers.high), 1)],
                showgrid=True,
                nticks=4,
                tickfont={"size": SIZE, "color": colours.quiet},
            ),
        ),
    )


def _members_band(numbers: MembersByEdition, colours: Palette) -> go.Scatter:
    """How far off each number may be; of one edition a short bar of it."""
    places = [float(at) for at in range(len(numbers.numbers))]
    low, high = list(numbers.low), list(numbers.high)
    if len(places) == 1:
        places, low, high = [-ALONE, ALONE], low * 2, high * 2
    return go.Scatter(
        x=[*places, *reversed(places)],
        y=[*high, *reversed(low)],
        mode="none",
        fill="toself",
        fillcolor=see_through_colour(colours.teal, FILL_OPACITY),
        hoverinfo="skip",
        showlegend=False,
    )


def _members_line(numbers: MembersByEdition, colours: Palette) -> go.Scatter:
    editions = len(numbers.numbers)
    return go.Scatter(
        x=list(range(editions)),
        y=list(numbers.members),
        mode="lines+markers" if editions <= DOTS_UP_TO else "lines",
        line={"color": colours.teal, "width": 2.5},
        marker={"size": DOT, "color": colours.teal, "line": {"width": 2, "color": colours.card}},
        cliponaxis=False,
        text=[_edition_hover_text(numbers, at) for at in range(editions)],
        hovertemplate="%{text}<extra></extra>",
    )


def _label_places(editions: int) -> list[int]:
    """Places that bear a label: the first, the last, and some between."""
    steps = min(TICKS, editions) - 1
    return sorted({round(at * (editions - 1) / steps) for at in range(steps + 1)}) if steps else [0]


def _edition_tick_text(numbers: MembersByEdition, at: int) -> str:
    on = numbers.days[at]
    short = say("finding.leaders.day_short", day=on.day, month=say(f"app.months.m{on.month}")[:3])
    return f"{say('finding.leaders.edition_short', number=numbers.numbers[at])}<br>{short}"


def _edition_hover_text(numbers: MembersByEdition, at: int) -> str:
    return say(
        "finding.leaders.hover",
        number=numbers.numbers[at],
        day=day_in_words(numbers.days[at]),
        members=numbers.members[at],
    )
