"""All effects by week on one map: when does it come, when does it pass?"""

import plotly.graph_objects as go

from dashboard.charts import weeks
from dashboard.charts.marks import DIGITS
from dashboard.charts.theme import SMALL, Palette, axis, layout, palette
from dashboard.findings import wording
from dashboard.findings.numbers import EffectMap
from dashboard.stats.shares import Share
from dashboard.text import say

ROW_HEIGHT = 24
TOP, BOTTOM, LEFT = 8, 42, 150
DARKEST = 0.5
"""A share from which on a square is as dark as it gets: one that half of the people had."""
DIM_FROM = 0.3
"""A share from which on the number in the square is light on dark."""


def effect_map(numbers: EffectMap, theme: str) -> go.Figure:
    """A square an effect and week band, the darker the more people had it, with its number.

    Args:
        numbers: shares by effect and week band; None = fewer than 10 people.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    labels = [weeks.label(word) for word in numbers.weeks]
    names = [wording.sentence(say(f"words.effect_axis.{word}")) for word in numbers.effects]
    rows = range(len(names))
    height = TOP + BOTTOM + ROW_HEIGHT * len(names)
    columns = {"tickmode": "array", "tickvals": list(range(len(labels))), "ticktext": labels}
    title = {"text": say("charts.map_axis"), "font": {"size": SMALL, "color": colours.faint}}
    lines = {"tickmode": "array", "tickvals": list(rows), "ticktext": names}
    small = {"size": SMALL, "color": colours.quiet}
    return go.Figure(
        data=[_squares(numbers, colours)],
        layout=layout(
            colours,
            height,
            xaxis=axis(colours, title=title, tickfont=small, **columns),
            yaxis=axis(colours, autorange="reversed", tickfont=small, **lines),
            annotations=_written(numbers, colours),
            margin={"l": LEFT, "r": 4, "t": TOP, "b": BOTTOM},
        ),
    )


def _squares(numbers: EffectMap, colours: Palette) -> go.Heatmap:
    """One trace; a share that may not be told in numbers is no darker than what it may be."""
    shades = [
        [None if share is None else round(_shade(share), DIGITS) for share in row]
        for row in numbers.shares
    ]
    told = [[wording.percent(share) if share else say("charts.fewer_people") for share in row]
            for row in numbers.shares]
    return go.Heatmap(
        z=shades,
        zmin=0,
        zmax=DARKEST,
        text=told,
        hovertemplate="%{y}: %{text}<extra></extra>",
        colorscale=[[0, colours.sand], [1, colours.teal]],
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _shade(share: Share) -> float:
    return 0.0 if share.cases < wording.FEW else min(DARKEST, share.value)


def _written(numbers: EffectMap, colours: Palette) -> list[dict[str, object]]:
    """The number of every square that has one: nothing is told by colour alone."""
    return [
        {
            "x": column,
            "y": row,
            "text": wording.of_hundred(share),
            "showarrow": False,
            "font": {"size": SMALL, "color": _ink(share, colours)},
        }
        for row, shares in enumerate(numbers.shares)
        for column, share in enumerate(shares)
    ]


def _ink(share: Share | None, colours: Palette) -> str:
    dark = share is not None and _shade(share) >= DIM_FROM
    return colours.card if dark else colours.quiet
