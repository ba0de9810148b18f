"""Figures over the dose: benefit beside bothersome effects, and which dose may be the best."""

from collections.abc import Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, rows, words
from dashboard.charts.labels import Box, Frame, Named, named_at, place
from dashboard.charts.marks import DIGITS, Hatch, note
from dashboard.charts.scales import share_axis
from dashboard.charts.theme import SMALL, Palette, axis, layout, palette, see_through
from dashboard.findings import wording
from dashboard.findings.numbers import DoseResult, SweetSpot
from dashboard.stats.shares import Share
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

HEIGHT = 360
TOP, BOTTOM = 8, 62
PEOPLE_ROWS = (20, 34)
"""Pixels below the axis of the two rows of people: neighbouring bands take turns, since 3.65 and
4.5 mg are closer than two numbers on a phone."""
HEADROOM = 0.24
HATCH_HEIGHT = 0.2
COLUMN = 0.07
APART = 0.011
"""Half the distance between a band's two points, in powers of ten."""
WORDS = tuple(POSITIONS)


def where(word: str) -> float:
    """Where a dose band stands on the axis: the power of ten of its milligrams."""
    return log10(POSITIONS[word] / 1_000)


def benefit_and_burden(numbers: SweetSpot, theme: str) -> go.Figure:
    """Share with benefit and share with bothersome effects at each dose, on a log axis.

    Args:
        numbers: a share that is None means fewer than 30 people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    shares = [share for dose in numbers.doses for share in (dose.benefit, dose.burden) if share]
    y = share_axis(max((share.high for share in shares), default=1.0), HEADROOM, colours)
    frame = Frame(_ends(), y["range"][1], HEIGHT - TOP - BOTTOM)
    shaded, notes = _sweet_spot(numbers, frame, colours)
    hatches = _hatches(numbers.doses, colours)
    return go.Figure(
        data=[
            _points(numbers.doses, "benefit", colours),
            _points(numbers.doses, "burden", colours),
            marks.hatched(hatches, HATCH_HEIGHT * frame.top),
        ],
        layout=layout(
            colours,
            HEIGHT,
            xaxis=_dose_axis(colours),
            yaxis=y if shares else y | {"showticklabels": False, "showgrid": False},
            margin={"l": 48, "r": 4, "t": TOP, "b": BOTTOM},
            shapes=shaded,
            annotations=[
                *notes,
                *_fewer_note(hatches, frame, colours),
                *_names(numbers.doses, frame, [_room(n, frame) for n in notes], colours),
                *_people(numbers.doses, colours),
            ],
        ),
    )


def _ends() -> tuple[float, float]:
    return log10(EDGES[0] / 1_000), log10(EDGES[-1] / 1_000)


def _dose_axis(colours: Palette) -> dict[str, Any]:
    ticks = [round(log10(float(dose)), DIGITS) for dose in TICKS_MG]
    font = {"size": SMALL, "color": colours.quiet}
    shown = {"tickmode": "array", "tickvals": ticks, "ticktext": list(TICKS_MG), "tickfont": font}
    marked = {"ticks": "outside", "ticklen": 4, "tickcolor": colours.axis}
    return axis(colours, range=list(_ends()), **shown, **marked)


def _share(dose: DoseResult, which: str) -> Share | None:
    return dose.benefit if which == "benefit" else dose.burden


def _points(doses: Sequence[DoseResult], which: str, colours: Palette) -> go.Scatter:
    at, side = (0, -APART) if which == "benefit" else (1, APART)
    known = [(dose.word, share) for dose in doses if (share := _share(dose, which))]
    thick = {"thickness": 7, "width": 0, "color": see_through(colours.line(at), 0.35)}
    return go.Scatter(
        x=marks.short([where(word) + side for word, _ in known]),
        y=marks.short([share.value for _, share in known]),
        mode="lines+markers",
        line={"color": see_through(colours.line(at), 0.5), "width": 1.5},
        marker={
            "size": 10,
            "color": colours.line(at),
            "symbol": ("circle", "diamond")[at],
            "line": {"width": 0},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": marks.short([share.high - share.value for _, share in known]),
            "arrayminus": marks.short([share.value - share.low for _, share in known]),
            **thick,
        },
        text=[_hover(which, word, share) for word, share in known],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(which: str, word: str, share: Share) -> str:
    dose = say(f"words.dose_band.{word}")
    place = say("charts.at_dose", what=say(f"charts.{which}"), dose=dose)
    return f"{place}<br>{words.share_words(share)}"


def _hatches(doses: Sequence[DoseResult], colours: Palette) -> list[Hatch]:
    found = []
    for dose in doses:
        here = where(dose.word)
        if dose.benefit is None and dose.burden is None:
            found.append(Hatch(here, COLUMN, colours.axis))
        elif dose.benefit is None:
            found.append(Hatch(here - COLUMN / 4, COLUMN / 2, colours.line(0)))
        elif dose.burden is None:
            found.append(Hatch(here + COLUMN / 4, COLUMN / 2, colours.line(1)))
    return found


def _fewer_note(hatches: Sequence[Hatch], frame: Frame, colours: Palette) -> list[dict[str, Any]]:
    if not hatches:
        return []
    first = hatches[0]
    near_right = first.at > (frame.x[0] + frame.x[1]) / 2
    place = {"xanchor": "right" if near_right else "left", "yanchor": "bottom"}
    x = first.at + COLUMN / 2 if near_right else first.at - COLUMN / 2
    return [note(say("charts.fewer_30"), (x, HATCH_HEIGHT * frame.top), colours.faint, **place)]


def _people(doses: Sequence[DoseResult], colours: Palette) -> list[dict[str, Any]]:
    """The smaller of a dose's two counts of people, in two rows that take turns."""
    found = []
    for turn, dose in enumerate(doses):
        counts = [share.people for share in (dose.benefit, dose.burden) if share]
        text = words.people(min(counts)) if counts else say("charts.under_30")
        below = {"yref": "paper", "yanchor": "top", "yshift": -PEOPLE_ROWS[turn % 2]}
        found.append(note(text, (where(dose.word), 0), colours.faint, **below))
    head = marks.row_head(say("charts.mg"), colours) | {"yshift": -6}
    people = marks.row_head(say("charts.people"), colours) | {"yshift": -PEOPLE_ROWS[0] - 7}
    return [*found, head, people]


def _names(
    doses: Sequence[DoseResult],
    frame: Frame,
    taken: Sequence[Box],
    colours: Palette,
) -> list[dict[str, Any]]:
    lines = [_named(doses, which) for which in ("benefit", "burden")]
    return [
        named_at(spot, line.text, colours.line_ink(at))
        for at, (spot, line) in enumerate(zip(place(lines, frame, taken), lines, strict=True))
        if spot
    ]


def _named(doses: Sequence[DoseResult], which: str) -> Named:
    known = [(where(dose.word), share) for dose in doses if (share := _share(dose, which))]
    # The bars stand between the bounds: each is a path of its own to keep clear of.
    bars = tuple([(x, share.low), (x, share.high)] for x, share in known)
    return Named(say(f"charts.{which}"), [(x, share.value) for x, share in known], bars)


def _sweet_spot(
    numbers: SweetSpot,
    frame: Frame,
    colours: Palette,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shading over the doses that are not ruled out, and its name over the first stretch."""
    inside = [word in numbers.range_words for word in WORDS]
    runs = [
        (log10(EDGES[first] / 1_000), log10(EDGES[last + 1] / 1_000))
        for first, last in marks.runs_of(inside)
    ]
    if not runs:
        return [], []
    start, end = runs[0]
    known = [dose for dose in numbers.doses if dose.benefit and dose.burden]
    key = "charts.not_ruled_out" if len(known) == sum(inside) else "charts.sweet_spot"
    right = (start + end) / 2 > (frame.x[0] + frame.x[1]) / 2
    at = {"yref": "paper", "yanchor": "top", "yshift": -2, "xanchor": "right" if right else "left"}
    text = note(say(key), (end if right else start, 1), colours.quiet, **at)
    return [marks.window(*run, colours) for run in runs], [text]


def _room(found: dict[str, Any], frame: Frame) -> Box:
    width = 6.6 * len(found["text"])
    across = frame.pixels(found["x"], 0)[0] - (width if found["xanchor"] == "right" else 0)
    return across, frame.height - 20, across + width, frame.height


def score(numbers: SweetSpot, theme: str) -> go.Figure:
    """The chance that each dose is the best of them, as bars with their numbers.

    Args:
        numbers: a chance that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    lines = [_score_row(dose, colours) for dose in numbers.doses]
    longest = max((dose.p_best for dose in numbers.doses if dose.p_best is not None), default=1.0)
    under = say("charts.score_means", weight=f"{numbers.weight:g}")
    return rows.bars(lines, longest, under, colours)


def _score_row(dose: DoseResult, colours: Palette) -> rows.Row:
    name = wording.sentence(say(f"words.dose_band.{dose.word}"))
    if dose.p_best is None:
        return rows.Row(name, say("charts.fewer_30"), None, colours.grey)
    colour = colours.teal if dose.in_range else colours.grey
    return rows.Row(name, words.chance(dose.p_best), dose.p_best, colour)
