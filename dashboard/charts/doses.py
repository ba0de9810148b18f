"""Figures over the dose: benefit beside bothersome effects, and which dose may be the best."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, row_layout
from dashboard.charts.dose_axis import (
    ENDS,
    POSITIONS,
    dose_axis,
    dose_band_position,
    sweet_spot_shading,
)
from dashboard.charts.marks import Hatch, text_annotation
from dashboard.charts.scales import share_axis
from dashboard.charts.strips import StripLayout, axis_suffix
from dashboard.charts.theme import (
    LEFT,
    RIGHT,
    Palette,
    base_layout,
    plotly_figure,
    see_through_colour,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import DoseResult, SweetSpot
from dashboard.stats.shares import Share
from dashboard.text import number_in_language, say

STRIPS = StripLayout(2, each=130, head=24, foot=36)
EMPTY = StripLayout(2, each=44, head=24, foot=36)
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
    colours = theme_palette(theme)
    shares = [share for dose in numbers.doses for share in (dose.benefit, dose.burden) if share]
    highest = max((share.high for share in shares), default=1.0)
    y = share_axis(highest, HEADROOM, GRIDLINES, colours)
    y |= {} if shares else {"showticklabels": False, "showgrid": False}
    strips = STRIPS if shares else EMPTY
    hatch = y["range"][1] * HATCH_PIXELS / strips.each
    shaded, notes = sweet_spot_shading(numbers, strips.domain(0)[1], colours)
    both = range(strips.count)
    return plotly_figure(
        data=[trace for at in both for trace in _strip_traces(numbers.doses, at, hatch, colours)],
        layout=base_layout(
            colours,
            strips.height + TOP + BOTTOM,
            margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
            xaxis=dose_axis(f"y{axis_suffix(strips.count - 1)}", MG_ROW, colours),
            **strips.axes(y),
            shapes=shaded,
            annotations=[
                *notes,
                *(strips.name(at, say(f"charts.{ANSWERS[at]}"), colours) for at in both),
                *(
                    text
                    for at in both
                    for text in _people_row_notes(numbers.doses, at, strips, colours)
                ),
                *_fewer_people_note(numbers.doses, hatch, colours),
                marks.row_head_annotation(say("charts.mg"), colours) | {"yshift": 1 - MG_ROW},
            ],
        ),
    )


def _answer_share(dose: DoseResult, at: int) -> Share | None:
    return dose.benefit if at == 0 else dose.burden


def _strip_traces(
    doses: Sequence[DoseResult],
    at: int,
    hatch: float,
    colours: Palette,
) -> list[go.Scatter | go.Bar]:
    """Points with their bars, and hatching where there is something to hatch."""
    traces = [_share_points_trace(doses, at, colours)]
    missing = [dose.word for dose in doses if _answer_share(dose, at) is None]
    if missing:
        bars = [Hatch(dose_band_position(word), COLUMN, colours.axis) for word in missing]
        traces.append(marks.hatch_bar_trace(bars, hatch))
    for trace in traces:
        trace.yaxis = f"y{axis_suffix(at)}"
    return traces


def _share_points_trace(doses: Sequence[DoseResult], at: int, colours: Palette) -> go.Scatter:
    """Points with their bars; the line is broken where a dose has too few people."""
    shares = [_answer_share(dose, at) for dose in doses]
    colour = colours.line(at)
    return go.Scatter(
        x=[dose_band_position(dose.word) for dose in doses],
        y=[_round_if_known(share.value if share else None) for share in shares],
        mode="lines+markers",
        line={"color": see_through_colour(colour, LINE_OPACITY), "width": 1.5},
        marker={"size": 9, "color": colour, "symbol": SYMBOLS[at], "line": {"width": 0}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [
                _round_if_known(share.high - share.value if share else None) for share in shares
            ],
            "arrayminus": [
                _round_if_known(share.value - share.low if share else None) for share in shares
            ],
            "thickness": 7,
            "width": 0,
            "color": see_through_colour(colour, BAR_OPACITY),
        },
        cliponaxis=False,
        text=[_point_hover_text(at, dose) for dose in doses],
        hovertemplate="%{text}<extra></extra>",
    )


def _round_if_known(value: float | None) -> float | None:
    return None if value is None else round(value, marks.DIGITS)


def _point_hover_text(at: int, dose: DoseResult) -> str:
    share = _answer_share(dose, at)
    if share is None:
        return ""
    what, band = say(f"charts.{ANSWERS[at]}"), say(f"words.dose_band.{dose.word}")
    return f"{say('charts.at_dose', what=what, dose=band)}<br>{number_text.share_words(share)}"


def _fewer_people_note(
    doses: Sequence[DoseResult],
    hatch: float,
    colours: Palette,
) -> list[dict[str, Any]]:
    """One note above the first hatched bar of the upper strip: the others look the same."""
    missing = [dose.word for dose in doses if dose.benefit is None]
    if not missing:
        return []
    at, anchor = dose_band_position(missing[0]), "center"
    if missing[0] == tuple(POSITIONS)[-1]:
        at, anchor = ENDS[1], "right"
    place = {"xanchor": anchor, "yanchor": "bottom"}
    return [text_annotation(say("charts.fewer_30"), (at, hatch), colours.faint, **place)]


def _people_row_notes(
    doses: Sequence[DoseResult],
    at: int,
    strips: StripLayout,
    colours: Palette,
) -> list[dict[str, Any]]:
    """The people of each dose under their strip, in two rows that take turns."""
    bottom = strips.domain(at)[0]
    below = {"yref": "paper", "yanchor": "top"}
    found = []
    for turn, dose in enumerate(doses):
        share = _answer_share(dose, at)
        text = number_text.people_count_text(share.people) if share else say("charts.under_30")
        row = {"yshift": -PEOPLE_ROWS[turn % 2]}
        found.append(
            text_annotation(
                text, (dose_band_position(dose.word), bottom), colours.faint, **below, **row
            )
        )
    head = marks.row_head_annotation(say("charts.people"), colours)
    return [*found, head | {"y": bottom, "yshift": -sum(PEOPLE_ROWS) // 2}]


def best_dose_figure(numbers: SweetSpot, theme: str) -> go.Figure:
    """The chance that each dose is the best of them, as bars with their numbers.

    Args:
        numbers: a chance that is None means too few people and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    lines = [_best_chance_row(dose, colours) for dose in numbers.doses]
    under = say("charts.score_means", weight=number_in_language(f"{numbers.weight:g}"))
    return row_layout.bars_in_tracks(lines, under, colours)


def _best_chance_row(dose: DoseResult, colours: Palette) -> row_layout.FigureRow:
    name = number_phrases.sentence_case(say(f"words.dose_band.{dose.word}"))
    if dose.p_best is None:
        return row_layout.FigureRow(name, say("charts.too_few"), None, colours.grey)
    colour = colours.teal if dose.in_range else colours.grey
    return row_layout.FigureRow(
        name, number_phrases.chance_in_words(dose.p_best), dose.p_best, colour
    )
