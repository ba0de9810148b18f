"""The upright axis: shares from 0 to a round top; the highest tick says that they are in 100."""

from typing import Any

from dashboard.charts.marks import DIGITS, SIDE_GAP
from dashboard.charts.theme import Palette, plain_axis
from dashboard.text import say

STEPS = (0.02, 0.05, 0.1, 0.2, 0.5)
HIGHEST = 1.0
ALMOST = 1e-9
LOWEST_TOP = 0.1
"""A rare thing is not blown up to fill the figure."""


def share_step(highest: float, most: int) -> float:
    """Distance of at most ``most`` gridlines for shares up to ``highest``."""
    return next((step for step in STEPS if int(highest / step + ALMOST) <= most), STEPS[-1])


def share_ticks(
    top: float, most: int, last: str = "charts.in_100"
) -> tuple[list[float], list[str]]:
    """Gridlines from 0 to ``top`` at the most, and their labels; ``last`` is the highest one's."""
    step = share_step(min(top, HIGHEST), most)
    count = int(min(top, HIGHEST) / step + ALMOST)
    values = [round(n * step, DIGITS) for n in range(count + 1)]
    *lower, highest = (str(round(100 * value)) for value in values)
    return values, [*lower, say(last, number=highest)]


def share_axis(highest: float, headroom: float, most: int, colours: Palette) -> dict[str, Any]:
    """The upright axis for shares.

    Args:
        highest: the highest value or bound that is drawn.
        headroom: share of the axis kept free above for labels.
        most: how many gridlines there is room for.
        colours: of the theme.
    """
    top = round(max(highest, LOWEST_TOP) * (1 + headroom), DIGITS)
    values, labels = share_ticks(top, most, "charts.in_100_upright")
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels}
    return plain_axis(
        colours, range=[0, top], showgrid=True, ticklabelstandoff=SIDE_GAP - 2, **ticks
    )
