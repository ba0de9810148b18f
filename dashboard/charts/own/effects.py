"""Effects as bars over one member's weeks: how bad by the fill, open-ended where still there."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import row_layout
from dashboard.charts.marks import CLEAR, DIGITS, text_annotation
from dashboard.charts.own.strip import OwnStrip
from dashboard.charts.own.week_axis import OwnWeekAxis
from dashboard.charts.theme import LEFT, SIZE, Palette, plain_axis
from dashboard.record.own_weeks import OwnEffect, OwnSpell
from dashboard.record.own_weeks_text import spell_weeks
from dashboard.text import say

MOST = 12
"""Effects in the figure; the others stand in the tables."""
ROW = 40
"""Pixels a row: a name, and its bars under it."""
NAME_AT, BAR_AT = -0.18, 0.24
"""Above and below the middle of a row, in rows; the axis points down."""
BAR = 13 / ROW
ARROW = 11
FILLS = (
    ("", CLEAR, 0.3),
    ("", "grey_tint", 0.3),
    ("/", "teal_tint", 0.25),
    ("x", "teal_tint", 0.5),
    ("", "teal", 0.3),
)
"""Pattern, ground and density by severity, from not said to very severe: told apart by darkness
and pattern, so that they print in grey."""


def effects_strip(told: Sequence[OwnEffect], weeks: OwnWeekAxis, colours: Palette) -> OwnStrip:
    """A row an effect, the first on top; those past the twelfth are counted in a word."""
    shown, more = told[:MOST], len(told) - MOST
    return OwnStrip(
        name=say("record.figure.effects"),
        aside=say("record.figure.more", count=more) if more > 0 else "",
        height=ROW * len(shown),
        traces=[_spell_bars_trace(shown, weeks, colours), *_open_end_arrows(shown, weeks, colours)],
        axis=plain_axis(colours, **row_layout.downward_axis(len(shown))),
        notes=_effect_row_notes(shown, weeks, colours),
    )


def _spell_bars_trace(shown: Sequence[OwnEffect], weeks: OwnWeekAxis, colours: Palette) -> go.Bar:
    """All spells as one trace."""
    spells = [(at, effect, s) for at, effect in enumerate(shown) for s in effect.spells]
    known = [
        (at, effect, s, span) for at, effect, s in spells if (span := spell_bar_ends(s, weeks))
    ]
    return go.Bar(
        orientation="h",
        y=[at + BAR_AT for at, *_ in known],
        base=[span[0] for *_, span in known],
        x=[round(span[1] - span[0], DIGITS) for *_, span in known],
        width=round(BAR, DIGITS),
        marker=_severity_marker([spell.severity[1] for _, _, spell, _ in known], colours),
        text=[f"{effect.name}<br>{spell_weeks(spell)}" for _, effect, spell, _ in known],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def spell_bar_ends(spell: OwnSpell, weeks: OwnWeekAxis) -> tuple[float, float] | None:
    """Where a spell's bar begins and ends: the weeks in which it is known to have been there."""
    first, last = spell.began, weeks.last if spell.still_there else spell.ended
    if first is None and last is None and not spell.from_before:
        return None
    start = weeks.ends[0] if spell.from_before else weeks.start(first or last or 1)
    end = weeks.start((last or first or 0) + 1)
    return start, end


def _severity_marker(severities: Sequence[int], colours: Palette) -> dict[str, Any]:
    fills = [FILLS[severity] for severity in severities]
    grounds = [colour if colour == CLEAR else getattr(colours, colour) for _, colour, _ in fills]
    return {
        "color": grounds,
        "line": {"width": 1.2, "color": colours.teal},
        "pattern": {
            "shape": [shape for shape, _, _ in fills],
            "fgcolor": colours.teal,
            "fillmode": "overlay",
            "size": 5,
            "solidity": [density for _, _, density in fills],
        },
    }


def _open_end_arrows(
    shown: Sequence[OwnEffect],
    weeks: OwnWeekAxis,
    colours: Palette,
) -> list[go.Scatter]:
    """The open end of what is still there."""
    ongoing = [at for at, effect in enumerate(shown) if effect.spells[-1].still_there]
    if not ongoing:
        return []
    marker = {"symbol": "triangle-right", "size": ARROW, "color": colours.teal}
    return [
        go.Scatter(
            x=[weeks.start(weeks.last + 1)] * len(ongoing),
            y=[at + BAR_AT for at in ongoing],
            mode="markers",
            marker=marker,
            cliponaxis=False,
            hoverinfo="skip",
        ),
    ]


def _effect_row_notes(
    shown: Sequence[OwnEffect],
    weeks: OwnWeekAxis,
    colours: Palette,
) -> list[dict[str, Any]]:
    """Above each bar its name, and at the right how bad it was; a "?" at an end not known."""
    ground = {"xref": "paper", "bgcolor": colours.card, "borderpad": 1}
    left = ground | {"xanchor": "left", "xshift": 2 - LEFT}
    right = ground | {"xanchor": "right"}
    font = {"size": SIZE, "color": colours.ink}
    found = []
    for at, effect in enumerate(shown):
        found.append(
            text_annotation(effect.name, (0, at + NAME_AT), colours.ink, font=font, **left)
        )
        found.append(
            text_annotation(_latest_severity(effect), (1, at + NAME_AT), colours.quiet, **right)
        )
        for spell in effect.spells:
            found += _unknown_week_notes(spell, at, weeks, colours)
    return [text for text in found if text["text"]]


def _latest_severity(effect: OwnEffect) -> str:
    spell = effect.spells[-1]
    severity = say(f"words.severity.{spell.severity[0]}").lower() if spell.severity[1] else ""
    if spell.still_there and severity:
        return say("record.figure.still", severity=severity)
    return severity


def _unknown_week_notes(
    spell: OwnSpell, at: int, weeks: OwnWeekAxis, colours: Palette
) -> list[dict[str, Any]]:
    """What stands where the weeks are not known."""
    span = spell_bar_ends(spell, weeks)
    mark, row = say("record.figure.unknown"), at + BAR_AT
    if span is None:
        words = say("record.figure.no_weeks")
        return [text_annotation(words, (0, row), colours.quiet, xanchor="left")]
    found = []
    if spell.began is None and not spell.from_before:
        found.append(text_annotation(mark, (span[0], row), colours.quiet, xanchor="right"))
    if spell.ended is None and not spell.still_there:
        found.append(text_annotation(mark, (span[1], row), colours.quiet, xanchor="left"))
    return found
