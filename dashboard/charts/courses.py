"""Where everyone who started has got to: four states a week band, one on top of the other."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import marks, number_text, weeks
from dashboard.charts.marks import Hatch, text_annotation
from dashboard.charts.scales import share_axis
from dashboard.charts.strips import axis_suffix
from dashboard.charts.theme import (
    SIZE,
    Palette,
    base_layout,
    plain_axis,
    plotly_figure,
    theme_palette,
)
from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import CourseByWeek
from dashboard.text import say

NAME = 22
"""Pixels a state's name takes above the plot."""
GAP = 8
SWATCH = 0.05
"""Length of a name's square of colour, as part of the width."""
SWATCH_HIGH = 0.62
COLUMN = 0.86
GRIDLINES = 5
DOTS = {"shape": ".", "size": 6, "solidity": 0.3}
LINES = {"shape": "\\", "size": 6, "solidity": 0.25}


def course_figure(numbers: CourseByWeek, theme: str) -> go.Figure:
    """Columns over the weeks that sum to 1, under the names of their states.

    Args:
        numbers: a week whose people are None means too few and is hatched.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    if not any(numbers.people):
        return weeks.too_few_figure(numbers.weeks, colours)
    people = [number_text.people_count_text(n) if n else say("charts.few") for n in numbers.people]
    names = len(numbers.states) * NAME + GAP
    height = weeks.PLOT_HEIGHT + names
    plot = weeks.PLOT_HEIGHT / height
    y = share_axis(1.0, 0, GRIDLINES, colours) | {"domain": [0, plot]}
    hatches = [
        Hatch(n, weeks.COLUMN, colours.axis) for n, at in enumerate(numbers.people) if not at
    ]
    return plotly_figure(
        data=[
            *(_state_columns(numbers, at, colours) for at in range(len(numbers.states))),
            *([marks.hatch_bar_trace(hatches, weeks.HATCH_HEIGHT)] if hatches else []),
            _state_swatches(numbers, colours),
        ],
        layout=base_layout(
            colours,
            height + weeks.TOP + weeks.BOTTOM,
            margin=weeks.week_margins(),
            xaxis=weeks.week_axis(numbers.weeks, people, colours) | {"anchor": "y"},
            yaxis=y,
            **_state_name_axes(len(numbers.states), 1 - (names - GAP) / height, colours),
            annotations=[
                *_state_name_notes(numbers, colours),
                *weeks.week_row_heads(colours),
            ],
        ),
    )


def _colour_and_pattern(at: int, colours: Palette) -> tuple[str, dict[str, Any]]:
    """Colour and pattern of a state: told apart by lightness too, so that they print in grey."""
    plain = {"shape": "", "size": 6, "solidity": 0.3}
    fills = (
        (colours.teal, plain),
        (colours.teal_tint, plain),
        (colours.series[1], LINES),
        (colours.grey_tint, DOTS),
    )
    return fills[at % len(fills)]


def _states_marker(at: list[int], colours: Palette) -> dict[str, Any]:
    fills = [_colour_and_pattern(state, colours) for state in at]
    return {
        "color": [colour for colour, _ in fills],
        "line": {"width": 0},
        "pattern": {
            "shape": [pattern["shape"] for _, pattern in fills],
            "fgcolor": colours.card,
            "fillmode": "overlay",
            "size": [pattern["size"] for _, pattern in fills],
            "solidity": [pattern["solidity"] for _, pattern in fills],
        },
    }


def _state_columns(numbers: CourseByWeek, at: int, colours: Palette) -> go.Bar:
    """One state in every week, on top of the states before it."""
    found = [n for n, people in enumerate(numbers.people) if people]
    below = [sum(row[n] or 0 for row in numbers.shares[:at]) for n in found]
    return go.Bar(
        x=found,
        base=marks.short_numbers(below),
        y=marks.short_numbers([numbers.shares[at][n] or 0 for n in found]),
        width=COLUMN,
        marker=_states_marker([at] * len(found), colours),
        text=[_column_hover_text(numbers, at, n) for n in found],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def _column_hover_text(numbers: CourseByWeek, at: int, n: int) -> str:
    share = numbers.shares[at][n] or 0
    return say(
        "charts.course_at",
        state=say(f"words.course.{numbers.states[at]}"),
        week=number_phrases.one_week_in_words(numbers.weeks[n]),
        share=round(100 * share),
        people=number_text.people_count_text(numbers.people[n] or 0),
    )


def _state_name_axes(count: int, bottom: float, colours: Palette) -> dict[str, Any]:
    """The names' own axes above the plot: a row a state, the top of the stack first."""
    hidden = {"showticklabels": False}
    upright = plain_axis(
        colours, range=[-0.5, count - 0.5], domain=[bottom, 1], anchor="x2", **hidden
    )
    across = plain_axis(colours, range=[0, 1], anchor=f"y{axis_suffix(1)}", **hidden)
    return {"xaxis2": across, "yaxis2": upright}


def _state_swatches(numbers: CourseByWeek, colours: Palette) -> go.Bar:
    states = list(range(len(numbers.states)))
    return go.Bar(
        orientation="h",
        x=[SWATCH] * len(states),
        y=states,
        width=SWATCH_HIGH,
        marker=_states_marker(states, colours),
        hoverinfo="skip",
        xaxis="x2",
        yaxis="y2",
    )


def _state_name_notes(numbers: CourseByWeek, colours: Palette) -> list[dict[str, Any]]:
    """Each state's name beside its colour, in the order of the stack."""
    place = {"xref": "x2", "yref": "y2", "xanchor": "left", "xshift": 6}
    font = {"size": SIZE, "color": colours.ink}
    return [
        text_annotation(say(f"words.course.{state}"), (SWATCH, at), colours.ink, font=font, **place)
        for at, state in enumerate(numbers.states)
    ]
