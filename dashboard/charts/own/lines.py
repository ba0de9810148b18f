"""Strips of a member's own figure: the dose as steps, and each scale as a line."""

from collections.abc import Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.marks import DIGITS, SIDE_GAP, text_annotation
from dashboard.charts.own.strip import OwnStrip
from dashboard.charts.own.week_axis import OwnWeekAxis
from dashboard.charts.theme import SMALL, Palette, plain_axis
from dashboard.record import own_weeks_text
from dashboard.record.dose_course import dose_in_mg
from dashboard.record.own_weeks import OwnDose, OwnLine, WeeksOfUse
from dashboard.text import say

DOSES, LINE = 118, 54
"""Pixels of the dose strip, and of each line's."""
TICK_GAP = 14
"""Pixels between two doses beside the axis, so that neither covers the other."""
SMALLEST_SPAN = 0.3
"""One dose is drawn on an axis of a factor of two."""
BELOW, ABOVE = 0.6, 0.1
"""Free below the doses, where the times of day stand, and above them, as part of their span."""
TIME_ROWS, TIME_ROW = 2, 14
"""Rows of times of day, and the pixels of one."""
TIME_LETTER = 0.026
"""Room that a letter of a time of day takes on a phone, as part of the axis."""
SCORES, CHANGES = (0, 5, 10), (1, 4, 7)
EDGE = {SCORES: 0.9, CHANGES: 0.6}
"""Free above and below a line, for half a dot."""


def dose_steps_strip(numbers: WeeksOfUse, weeks: OwnWeekAxis, colours: Palette) -> OwnStrip:
    """Steps on a log axis with the doses that were really taken beside it."""
    powers = [_log10_dose_ug(dose.dose_ug) for dose in numbers.doses]
    span = max(max(powers) - min(powers), SMALLEST_SPAN)
    ends = [round(min(powers) - BELOW * span, DIGITS), round(max(powers) + ABOVE * span, DIGITS)]
    taken = _doses_with_room(sorted({dose.dose_ug for dose in numbers.doses}), ends)
    ticks = {
        "tickvals": [_log10_dose_ug(ug) for ug in taken],
        "ticktext": [dose_in_mg(ug) for ug in taken],
    }
    upright = _upright_axis(ends, ticks, colours)
    return OwnStrip(
        name=say("record.figure.dose"),
        aside=_stop_week_text(numbers),
        height=DOSES,
        traces=[_dose_stair_trace(numbers, weeks, colours)],
        axis=upright,
        notes=_time_of_day_notes(numbers.doses, ends[0], weeks, colours),
    )


def scale_line_strip(told: OwnLine, weeks: OwnWeekAxis, colours: Palette) -> OwnStrip:
    """A scale or overall change; the worse, the higher, but overall change the better."""
    is_change = told.word == "overall_change"
    values = CHANGES if is_change else SCORES
    ends = [values[0] - EDGE[values], values[-1] + EDGE[values]]
    words = [_overall_change_text(value) if is_change else str(value) for value in values]
    upright = _upright_axis(
        ends[::-1] if is_change else ends, _tick_values_and_text(values, words), colours
    )
    name = own_weeks_text.line_name(told.word)
    return OwnStrip(
        name=name if is_change else say("record.figure.scale", name=name),
        aside=_latest_value_text(told),
        height=LINE,
        traces=[_value_line_trace(told, weeks, colours), *_before_ldn_dot(told, weeks, colours)],
        axis=upright,
    )


def _log10_dose_ug(dose_ug: int) -> float:
    return round(log10(dose_ug), DIGITS)


def _tick_values_and_text(values: Sequence[float], words: Sequence[str]) -> dict[str, Any]:
    return {"tickvals": list(values), "ticktext": list(words)}


def _upright_axis(ends: Sequence[float], ticks: dict[str, Any], colours: Palette) -> dict[str, Any]:
    font = {"size": SMALL, "color": colours.quiet}
    place = {"tickmode": "array", "ticklabelstandoff": SIDE_GAP, "tickfont": font}
    return plain_axis(colours, range=list(ends), showgrid=True, **ticks, **place)


def _doses_with_room(taken: Sequence[int], ends: Sequence[float]) -> list[int]:
    """The doses whose numbers fit beside the axis; the highest and the lowest come first."""
    pixels = DOSES / (ends[1] - ends[0])
    kept: list[int] = []
    for ug in (taken[-1], taken[0], *taken[1:-1]):
        if all(
            abs(_log10_dose_ug(ug) - _log10_dose_ug(other)) * pixels >= TICK_GAP for other in kept
        ):
            kept.append(ug)
    return sorted(kept)


def _dose_stair_trace(numbers: WeeksOfUse, weeks: OwnWeekAxis, colours: Palette) -> go.Scatter:
    """A stair up to the last week on LDN; a break is a gap in it."""
    last = (numbers.stopped or numbers.last) + 1
    ends = [*(dose.week for dose in numbers.doses[1:]), last]
    begins_of_breaks = [pause.began_week for pause in numbers.breaks]
    xs: list[float] = []
    gaps: list[bool] = []
    for dose, end in zip(numbers.doses, ends, strict=True):
        broken_off = [week for week in begins_of_breaks if dose.week < week <= end]
        xs += [weeks.start(dose.week), weeks.start(min([end, *broken_off]))]
        gaps.append(bool(broken_off))
    return go.Scatter(
        x=_with_gaps(xs, gaps),
        y=_with_gaps([_log10_dose_ug(dose.dose_ug) for dose in _twice(numbers.doses)], gaps),
        mode="lines",
        line={"color": colours.teal, "width": 3},
        text=_with_gaps([_dose_hover_text(dose) for dose in _twice(numbers.doses)], gaps),
        hovertemplate="%{text}<extra></extra>",
    )


def _twice(doses: Sequence[OwnDose]) -> list[OwnDose]:
    return [dose for dose in doses for _ in range(2)]


def _with_gaps(of_ends: Sequence[Any], gaps: Sequence[bool]) -> list[Any]:
    """Two values a dose, and None after those that a break follows."""
    pairs = zip(of_ends[::2], of_ends[1::2], gaps, strict=True)
    return [part for *pair, gap in pairs for part in ([*pair, None] if gap else pair)]


def _dose_hover_text(dose: OwnDose) -> str:
    time = say(f"words.first_timing.{dose.timing}").lower()
    return say(
        "record.figure.dose_at",
        mg=dose_in_mg(dose.dose_ug),
        time=time,
        week=dose.week,
    )


def _stop_week_text(numbers: WeeksOfUse) -> str:
    return say("record.figure.stopped", week=numbers.stopped) if numbers.stopped else ""


def _time_of_day_notes(
    taken: Sequence[OwnDose],
    bottom: float,
    weeks: OwnWeekAxis,
    colours: Palette,
) -> list[dict[str, Any]]:
    """The time of day under the step with which it came, in two rows where they are close."""
    length = weeks.ends[1] - weeks.ends[0]
    free = [weeks.ends[0]] * TIME_ROWS
    found: list[dict[str, Any]] = []
    for at, dose in enumerate(taken):
        if at and dose.timing == taken[at - 1].timing:
            continue
        words = say(f"words.first_timing.{dose.timing}").lower()
        x, width = weeks.start(dose.week), len(words) * TIME_LETTER * length
        is_last = x + width > weeks.ends[1]
        start = x - width if is_last else x
        row = next((row for row in range(TIME_ROWS) if free[row] <= start), None)
        if row is None:
            # Left out: it is in the table, and the one before it says that there is more.
            found[-1]["text"] = found[-1]["text"].rstrip("…") + "…"
            continue
        anchor = "right" if is_last else "left"
        place = {"xanchor": anchor, "yanchor": "bottom", "yshift": TIME_ROW * (1 - row)}
        found.append(text_annotation(words, (x, bottom), colours.quiet, **place))
        free[row] = start + width
    return found


def _value_line_trace(told: OwnLine, weeks: OwnWeekAxis, colours: Palette) -> go.Scatter:
    name = own_weeks_text.line_name(told.word)
    return go.Scatter(
        x=[weeks.middle_on_axis(week) for week, _ in told.values],
        y=[value for _, value in told.values],
        mode="lines+markers",
        line={"color": colours.teal, "width": 2.5},
        marker={"size": 7},
        cliponaxis=False,
        text=[
            say(
                "record.figure.at",
                name=name,
                week=week,
                value=own_weeks_text.value_in_words(told.word, value),
            )
            for week, value in told.values
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _before_ldn_dot(told: OwnLine, weeks: OwnWeekAxis, colours: Palette) -> list[go.Scatter]:
    """How it was before LDN: an open dot, and a dotted way to the first value."""
    if told.before is None:
        return []
    first = [(weeks.middle_on_axis(week), value) for week, value in told.values[:1]]
    words = say("record.figure.was", name=own_weeks_text.line_name(told.word), value=told.before)
    return [
        go.Scatter(
            x=[weeks.before, *(x for x, _ in first)],
            y=[told.before, *(y for _, y in first)],
            mode="lines+markers",
            line={"color": colours.teal, "width": 1.5, "dash": "dot"},
            marker={
                "size": [9, 0][: 1 + len(first)],
                "color": colours.card,
                "line": {"width": 2, "color": colours.teal},
            },
            cliponaxis=False,
            text=[words, ""][: 1 + len(first)],
            hovertemplate="%{text}<extra></extra>",
        ),
    ]


def _latest_value_text(told: OwnLine) -> str:
    if not told.values:
        return ""
    value = own_weeks_text.value_in_words(told.word, told.values[-1][1])
    return say("record.figure.now", value=value.lower())


def _overall_change_text(value: int) -> str:
    """+3 for very much better, −3 for very much worse."""
    step = CHANGES[1] - value
    key = "better" if step > 0 else "worse" if step < 0 else "same"
    return say(f"record.figure.{key}", number=abs(step))
