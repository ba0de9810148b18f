"""Every colour and font of the figures, and the layout that they share.

The colours are checked by test: text 4.5:1 and series 3:1 against the card and the page in both
themes, and neighbouring series apart for readers without red or green cones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "'Public Sans', system-ui, 'Segoe UI', Roboto, Arial, sans-serif"
SIZE = 13
SMALL = 12
LABEL = 14
LEFT, RIGHT = 58, 6
"""Margins in pixels: the labels of the upright axis, and half a number at the right end."""

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
"""Plotly's configuration: no bar of tools, and nothing that moves under a thumb."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme.

    Attributes:
        ground: the page.
        card: what figures and text lie on.
        ink: headings and labels.
        quiet: tick labels and notes.
        faint: the lightest text that must be read.
        rule: gridlines and rules; never the only carrier of meaning.
        axis: the zero line, and hatching.
        tint: a light teal ground.
        sand: the article's window and the sweet spot.
        clay: text on ``clay_tint``: "not in line".
        clay_tint: its ground.
        grey: dots of what is not clear.
        grey_tint: bars of what is not clear.
        teal_tint: bars of what is clear.
        series: lines and dots, the first is teal.
        series_ink: the first five as text: 4.5:1.
    """

    ground: str
    card: str
    ink: str
    quiet: str
    faint: str
    rule: str
    axis: str
    tint: str
    sand: str
    clay: str
    clay_tint: str
    grey: str
    grey_tint: str
    teal_tint: str
    series: tuple[str, ...]
    series_ink: tuple[str, ...]

    @property
    def teal(self) -> str:
        """The one strong colour."""
        return self.series[0]

    def line(self, at: int) -> str:
        """Colour of the line at a place in its order."""
        return self.series[at % len(self.series_ink)]

    def line_name_colour(self, at: int) -> str:
        """Colour of that line's name."""
        return self.series_ink[at % len(self.series_ink)]


LIGHT = Palette(
    ground="#E9E6DE",
    card="#FBFAF7",
    ink="#1B2A2E",
    quiet="#46565A",
    faint="#66757A",
    rule="#E4E0D8",
    axis="#788386",
    tint="#DCEBEC",
    sand="#F1EDE3",
    clay="#7A3E0C",
    clay_tint="#F3E3D3",
    grey="#7C8A8C",
    grey_tint="#DADCDA",
    teal_tint="#B5CDD0",
    series=(
        "#0B5C6B",
        "#B06A1C",
        "#623A89",
        "#6F8350",
        "#4685B2",
        "#A04A5C",
        "#845A1F",
        "#1F8176",
        "#5A5FB0",
        "#65433D",
    ),
    series_ink=("#0B5C6B", "#8F5210", "#623A89", "#4F6232", "#2A6592"),
)

DARK = Palette(
    ground="#12191B",
    card="#1A2427",
    ink="#ECEFEA",
    quiet="#C3CDCC",
    faint="#A8B5B6",
    rule="#303C40",
    axis="#738386",
    tint="#17393F",
    sand="#273031",
    clay="#F3B78A",
    clay_tint="#3D2C1F",
    grey="#93A1A3",
    grey_tint="#3C484B",
    teal_tint="#2C5E67",
    series=(
        "#6FD3E3",
        "#F09A62",
        "#C274BA",
        "#A9E3A6",
        "#6FB8F5",
        "#FA858E",
        "#E4C761",
        "#79C9A4",
        "#A48EF0",
        "#C99EB4",
    ),
    series_ink=("#6FD3E3", "#F09A62", "#D795D0", "#A9E3A6", "#6FB8F5"),
)

PALETTES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}


def theme_palette(name: str) -> Palette:
    """The colours of the theme ``light`` or ``dark``; anything else is light."""
    return PALETTES.get(name, LIGHT)


def see_through_colour(colour: str, opacity: float) -> str:
    """A colour such as ``#0B5C6B`` at an opacity, in the form that Plotly takes."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def blend_colours(colour: str, ground: str, part: float) -> str:
    """So much of a colour such as ``#0B5C6B``, the rest of it the ground's."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * one + (1 - part) * other):02X}" for one, other in pairs)


def base_layout(colours: Palette, height: int, **more: Any) -> dict[str, Any]:
    """The layout that every figure starts from.

    Args:
        colours: of the theme.
        height: pixels; the width follows the screen.
        **more: further layout entries, such as ``xaxis``; they win.
    """
    base: dict[str, Any] = {
        # Without a template of its own a figure would carry Plotly's, ten times its size.
        "template": {},
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": SIZE, "color": colours.quiet},
        "hoverlabel": {
            "bgcolor": colours.card,
            "bordercolor": colours.axis,
            "font": {"family": FONT, "size": SIZE, "color": colours.ink},
        },
        "hovermode": "closest",
        "showlegend": False,
        "dragmode": False,
        "bargap": 0,
        "barmode": "overlay",
        "margin": {"l": LEFT, "r": RIGHT, "t": 8, "b": 48},
    }
    return base | more


def plotly_figure(data: Sequence[Any], layout: dict[str, Any]) -> go.Figure:
    """A figure of traces and a layout that is not checked a second time.

    Plotly's check of every entry of a layout takes longer than all the rest of drawing, while
    someone waits. The tests check every figure instead.
    """
    return go.Figure(data, layout, _validate=False)


def plain_axis(colours: Palette, **more: Any) -> dict[str, Any]:
    """An axis that cannot be dragged, without a line of its own."""
    base: dict[str, Any] = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"size": SIZE, "color": colours.quiet},
        "gridcolor": colours.rule,
    }
    return base | more
