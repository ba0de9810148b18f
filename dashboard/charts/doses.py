"""Figures over the dose: benefit beside bothersome effects, and which dose may be the best."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, row_layout
from dashboard.charts.dose_axis import ENDS, POSITIONS, dose_axis, sweet_spot, where
from dashboard.charts.marks import Hatch, note
from dashboard.charts.scales import share_axis
from dashboard.charts.strips import Strips, suffix
from dashboard.charts.theme import LEFT, RIGHT, Palette, figure, layout, palette, see_through
from dashboard.findings import number_phrases
from dashboard.findings.numbers import DoseResult, SweetSpot
from dashboard.stats.shares import Share
from dashboard.text import number, say

STRIPS = Strips(2, each=130, head=24, foot=36)
EMPTY = Strips(2, each=44, head=24, foot=36)
TOP, BOTTOM = 4, 62
PEOPLE_ROWS = (3, 17)
"""Pixels below a strip of its two rows of people: neighbouring bands take turns, since 3.65 and
4.5 mg are closer than two numbers on a phone."""
MG_ROW = 35
HEADROOM, GRIDLINES = 0.2, 4
HATCH_PIXELS = 26
COLUMN = 0.07
LINE_OPACITY, BAR_OPACITY = 0.5, 0.35
ANSWERS = ("benefit", "burden")
SYMBOLS = ("circle", "diamond")


def benefit_and_burden(numbers: SweetSpot, theme: str) -> go.Figure:
    """Share with benefit above share with bothersome effects at each dose, on one log axis.

    Args:
        numbers: a share that is None means fewer than 30 people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    shares = [share for dose in numbers.doses for share in (dose.benefit, dose.burden) if share]
    highest = max((share.high for share in shares), default=1.0)
    y = share_axis(highest, HEADROOM, GRIDLINES, colours)
    y |= {} if shares else {"showticklabels": False, "showgrid": False}
    strips = STRIPS if shares else EMPTY
    hatch = y["range"][1] * HATCH_PIXELS / strips.each
    shaded, notes = sweet_spot(numbers, strips.domain(0)[1], colours)
    both = range(strips.count)
    return figure(
        data=[trace for at in both for trace in _traces(numbers.doses, at, hatch, colours)],
        layout=layout(
            colours,
            strips.height + TOP + BOTTOM,
            margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
            xaxis=dose_axis(f"y{suffix(strips.count - 1)}", MG_ROW, colours),
            **strips.axes(y),
            shapes=shaded,
            annotations=[
                *notes,
                *(strips.name(at, say(f"charts.{ANSWERS[at]}"), colours) for at in both),
                *(text for at in both for text in _people(numbers.doses, at, strips, colours)),
                *_fewer_note(numbers.doses, hatch, colours),
                marks.row_head(say("charts.mg"), colours) | {"yshift": 1 - MG_ROW},
            ],
        ),
    )


def _share(dose: DoseResult, at: int) -> Share | None:
    return dose.benefit if at == 0 else dose.burden


def _traces(
    doses: Sequence[DoseResult],
    at: int,
    hatch: float,
    colours: Palette,
) -> list[go.Scatter | go.Bar]:
    """Points with their bars, and hatching where there is something to hatch."""
    traces = [_points(doses, at, colours)]
    missing = [dose.word for dose in doses if _share(dose, at) is None]
    if missing:
        bars = [Hatch(where(word), COLUMN, colours.axis) for word in missing]
        traces.append(marks.hatched(bars, hatch))
    for trace in traces:
        trace.yaxis = f"y{suffix(at)}"
    return traces


def _points(doses: Sequence[DoseResult], at: int, colours: Palette) -> go.Scatter:
    """Points with their bars; the line is broken where a dose has too few people."""
    shares = [_share(dose, at) for dose in doses]
    colour = colours.line(at)
    return go.Scatter(
        x=[where(dose.word) for dose in doses],
        y=[_short(share.value if share else None) for share in shares],
        mode="lines+markers",
        line={"color": see_through(colour, LINE_OPACITY), "width": 1.5},
        marker={"size": 9, "color": colour, "symbol": SYMBOLS[at], "line": {"width": 0}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [_short(share.high - share.value if share else None) for share in shares],
            "arrayminus": [_short(share.value - share.low if share else None) for share in shares],
            "thickness": 7,
            "width": 0,
            "color": see_through(colour, BAR_OPACITY),
        },
        cliponaxis=False,
        text=[_hover(at, dose) for dose in doses],
        hovertemplate="%{text}<extra></extra>",
    )


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, marks.DIGITS)


def _hover(at: int, dose: DoseResult) -> str:
    share = _share(dose, at)
    if share is None:
        return ""
    what, band = say(f"charts.{ANSWERS[at]}"), say(f"words.dose_band.{dose.word}")
    return f"{say('charts.at_dose', what=what, dose=band)}<br>{number_text.share_words(share)}"


def _fewer_note(
    doses: Sequence[DoseResult],
    hatch: float,
    colours: Palette,
) -> list[dict[str, Any]]:
    """One note above the first hatched bar of the upper strip: the others look the same."""
    missing = [dose.word for dose in doses if dose.benefit is None]
    if not missing:
        return []
    at, anchor = where(missing[0]), "center"
    if missing[0] == tuple(POSITIONS)[-1]:
        at, anchor = ENDS[1], "right"
    place = {"xanchor": anchor, "yanchor": "bottom"}
    return [note(say("charts.fewer_30"), (at, hatch), colours.faint, **place)]


def _people(
    doses: Sequence[DoseResult],
    at: int,
    strips: Strips,
    colours: Palette,
) -> list[dict[str, Any]]:
    """The people of each dose under their strip, in two rows that take turns."""
    bottom = strips.domain(at)[0]
    below = {"yref": "paper", "yanchor": "top"}
    found = []
    for turn, dose in enumerate(doses):
        share = _share(dose, at)
        text = number_text.people(share.people) if share else say("charts.under_30")
        row = {"yshift": -PEOPLE_ROWS[turn % 2]}
        found.append(note(text, (where(dose.word), bottom), colours.faint, **below, **row))
    head = marks.row_head(say("charts.people"), colours)
    return [*found, head | {"y": bottom, "yshift": -sum(PEOPLE_ROWS) // 2}]


def score(numbers: SweetSpot, theme: str) -> go.Figure:
    """The chance that each dose is the best of them, as bars with their numbers.

    Args:
        numbers: a chance that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = palette(theme)
    lines = [_score_row(dose, colours) for dose in numbers.doses]
    under = say("charts.score_means", weight=number(f"{numbers.weight:g}"))
    return row_layout.bars(lines, under, colours)


def _score_row(dose: DoseResult, colours: Palette) -> row_layout.Row:
    name = number_phrases.sentence(say(f"words.dose_band.{dose.word}"))
    if dose.p_best is None:
        return row_layout.Row(name, say("charts.too_few"), None, colours.grey)
    colour = colours.teal if dose.in_range else colours.grey
    return row_layout.Row(name, number_phrases.chance(dose.p_best), dose.p_best, colour)
