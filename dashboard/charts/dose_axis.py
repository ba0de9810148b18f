"""The log axis of doses: where a dose band stands, real doses under it, and the sweet spot."""

from math import log10
from typing import Any

from dashboard.charts import marks
from dashboard.charts.marks import text_annotation
from dashboard.charts.theme import SIZE, Palette, plain_axis
from dashboard.findings.finding_numbers import SweetSpot
from dashboard.text import say

POSITIONS = {
    "under_100": 50,
    "from_100": 225,
    "from_500": 700,
    "from_1000": 1_225,
    "from_1500": 1_700,
    "from_2000": 2_450,
    "from_3000": 3_650,
    "at_4500": 4_500,
    "over_4500": 6_000,
}
"""Where a dose band stands, in micrograms: near the geometric middle of the band, since doses go
up by factors. The open bands stand at a dose that people really take (0.05 mg, 6 mg), and 4.5 mg,
the usual full dose, at itself."""

EDGES = (30, 100, 500, 1_000, 1_500, 2_000, 3_000, 4_060, 5_200, 7_500)
"""Where the shading of a band begins and the last ends, in micrograms: at the band's own edges,
but round the single dose of 4.5 mg halfway to its neighbours, or it would have no width."""

TICKS_MG = ("0.1", "0.5", "1", "1.5", "3", "4.5")
"""Doses under the axis: as many as fit side by side on a phone."""


def dose_position(dose_ug: float) -> float:
    """A dose on the axis: the power of ten of its milligrams."""
    return round(log10(dose_ug / 1_000), marks.DIGITS)


ENDS = (dose_position(EDGES[0]), dose_position(EDGES[-1]))
"""Both ends of the axis."""


def dose_band_position(word: str) -> float:
    """Where a dose band stands on the axis."""
    return dose_position(POSITIONS[word])


def dose_axis(anchor: str, below: int, colours: Palette) -> dict[str, Any]:
    """Doses in milligrams.

    Args:
        anchor: the upright axis that it lies under.
        below: pixels between the two.
        colours: of the theme.
    """
    ticks = [dose_position(1_000 * float(dose)) for dose in TICKS_MG]
    font = {"size": SIZE, "color": colours.ink}
    shown = {"tickmode": "array", "tickvals": ticks, "ticktext": list(TICKS_MG), "tickfont": font}
    place = {"anchor": anchor, "ticklabelstandoff": below}
    return plain_axis(colours, range=list(ENDS), showgrid=True, **shown, **place)


def sweet_spot_shading(
    numbers: SweetSpot,
    top: float,
    colours: Palette,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shading over the doses that are not ruled out, and its name over the first stretch.

    Args:
        numbers: whose ``range_words`` are shaded.
        top: of the upper strip, as part of the plot.
        colours: of the theme.
    """
    inside = [word in numbers.range_words for word in POSITIONS]
    runs = [
        (dose_position(EDGES[first]), dose_position(EDGES[last + 1]))
        for first, last in marks.runs_of_true(inside)
    ]
    if not runs:
        return [], []
    start, end = runs[0]
    judged = [dose for dose in numbers.doses if dose.p_best is not None]
    key = "charts.not_ruled_out" if len(judged) == sum(inside) else "charts.sweet_spot"
    # The name runs towards the middle of the figure.
    x, anchor = (end, "right") if start + end > sum(ENDS) else (start, "left")
    place = {"yref": "paper", "yanchor": "top", "yshift": -2, "xanchor": anchor}
    text = text_annotation(say(key), (x, top), colours.quiet, **place)
    return [marks.axis_window_shape(*run, colours) for run in runs], [text]
