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
            margin={"l": LEFT, "r": 4, "t": TOP, "b": BOTTOM},
        ),
    )


def _squares(numbers: EffectMap, colours: Palette) -> go.Heatmap:
    """One trace; every square bears its number, so that nothing is told by colour alone.

    A share that may not be told in numbers has the lightest shade. Plotly picks light or dark
    figures by the square.
    """
    return go.Heatmap(
        z=[[_shade(share) for share in row] for row in numbers.shares],
        zmin=0,
        zmax=DARKEST,
        text=[[wording.of_hundred(share) for share in row] for row in numbers.shares],
        texttemplate="%{text}",
        textfont={"size": SMALL},
        hovertext=[[_told(share) for share in row] for row in numbers.shares],
        hovertemplate="%{y}: %{hovertext}<extra></extra>",
        colorscale=[[0, colours.sand], [1, colours.teal]],
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _shade(share: Share | None) -> float | None:
    if share is None:
        return None
    return 0.0 if share.cases < wording.FEW else round(min(DARKEST, share.value), DIGITS)


def _told(share: Share | None) -> str:
    return wording.percent(share) if share else say("charts.fewer_people")
