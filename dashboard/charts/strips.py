"""Strips: plots of one height on top of each other, over one shared axis.

Several lines in one plot would cross each other's bands and names. A strip a line cannot, on a
phone or in grey print, and one scale keeps the strips comparable.
"""

from dataclasses import dataclass
from typing import Any

from dashboard.charts.marks import text_annotation
from dashboard.charts.theme import LABEL, Palette


@dataclass(frozen=True)
class StripLayout:
    """Where the strips lie.

    Attributes:
        count: how many, the first on top.
        each: height of a strip in pixels.
        head: pixels above each strip, for its name.
        foot: pixels below each strip, for numbers of its own.
    """

    count: int
    each: int
    head: int = 22
    foot: int = 0

    @property
    def height(self) -> int:
        """Pixels of all strips together, the last one's foot not among them."""
        return self.count * (self.head + self.each + self.foot) - self.foot

    def domain(self, at: int) -> list[float]:
        """Bottom and top of a strip as parts of the whole plot."""
        top = at * (self.head + self.each + self.foot) + self.head
        return [1 - (top + self.each) / self.height, 1 - top / self.height]

    def axes(self, axis: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """The same upright axis for every strip, each in its own domain."""
        return {
            f"yaxis{axis_suffix(at)}": axis | {"domain": self.domain(at), "anchor": "x"}
            for at in range(self.count)
        }

    def name(self, at: int, text: str, colours: Palette) -> dict[str, Any]:
        """A strip's name, above it on the left."""
        font = {"size": LABEL, "color": colours.series_ink[at % len(colours.series_ink)]}
        place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        top = self.domain(at)[1]
        return text_annotation(
            text, (0, top), colours.ink, font=font | {"weight": 700}, yshift=1, **place
        )


def axis_suffix(at: int) -> str:
    """How Plotly numbers axes: nothing, then 2, 3, ..."""
    return "" if at == 0 else str(at + 1)
