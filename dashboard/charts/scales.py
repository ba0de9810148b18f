"""The upright axis: shares from 0 to a round top, with ticks that say "1 in 10"."""

from typing import Any

from dashboard.charts.marks import DIGITS
from dashboard.charts.theme import Palette, axis
from dashboard.text import say

STEPS = (0.02, 0.05, 0.1, 0.2)
TENTHS = 0.1
MOST_GRIDLINES = 5
HIGHEST = 1.0
LOWEST_TOP = 0.1
"""A rare thing is not blown up to fill the figure."""


def share_step(highest: float) -> float:
    """Distance of the gridlines for shares up to ``highest``."""
    top = max(highest, LOWEST_TOP)
    return next((step for step in STEPS if top / step <= MOST_GRIDLINES), STEPS[-1])


def share_ticks(highest: float) -> tuple[list[float], list[str]]:
    """Gridlines from 0 to at least ``highest``, and their labels."""
    step = share_step(highest)
    top = min(max(highest, LOWEST_TOP), HIGHEST)
    count = next(n for n in range(1, 100) if n * step >= top - 1e-9)
    values = [round(n * step, DIGITS) for n in range(count + 1)]
    return values, [_label(value, step) for value in values]


def _label(value: float, step: float) -> str:
    """Such as "3 in 20": one number of people for the whole axis."""
    if value == 0:
        return "0"
    of = round(1 / min(step, TENTHS))
    return say("charts.in_so_many", number=round(of * value), of=of)


def share_axis(highest: float, headroom: float, colours: Palette) -> dict[str, Any]:
    """The upright axis for shares.

    Args:
        highest: the highest value or bound that is drawn.
        headroom: share of the axis kept free above for labels.
        colours: of the theme.
    """
    values, labels = share_ticks(highest)
    top = round(max(highest, values[-1]) * (1 + headroom), DIGITS)
    ticks = {"tickmode": "array", "tickvals": values, "ticktext": labels}
    return axis(colours, range=[0, top], showgrid=True, **ticks)
