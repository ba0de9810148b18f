"""In which worlds a figure can be wrong, and by how much; and what a group of some size can see."""

import streamlit as st

from dashboard.evidence.truth_results import SeenDifference, latest_truth_results
from dashboard.tables import Table, table_region_html
from dashboard.text import say

_BIAS_HEADS = ("world", "figure", "shown", "true")
_EACH_TENTH = 10
"""Shares of editions are told in tenths."""


def show_bias_table() -> None:
    """Each world that no answer can show, with the figures that are off in it."""
    st.markdown(say("how.parts.wrong.lead"))
    rows = tuple(
        (
            say(f"truth.worlds.{bias.world}"),
            say(f"truth.figures.{bias.figure}"),
            str(bias.shown),
            str(bias.true),
        )
        for bias in latest_truth_results().biases
    )
    table = Table(tuple(say(f"truth.head_{head}") for head in _BIAS_HEADS), rows)
    st.html(table_region_html(table, say("card.table_of", what=say("how.parts.wrong.title"))))


def show_power_table() -> None:
    """How far off each figure may be by the group's size, and which differences are seen."""
    results = latest_truth_results()
    sizes = sorted({width.members for width in results.widths})
    points = {(width.figure, width.members): width.points for width in results.widths}
    figures = dict.fromkeys(width.figure for width in results.widths)
    rows = tuple(
        (say(f"truth.figures.{figure}"), *(_points_text(points.get((figure, n))) for n in sizes))
        for figure in figures
    )
    heads = (say("truth.head_figure"), *(say("truth.head_members", members=n) for n in sizes))
    st.html(table_region_html(Table(heads, rows), say("truth.sizes")))
    for power in results.powers:
        st.markdown(_power_sentence(power))


def _points_text(points: int | None) -> str:
    return say("truth.too_few") if points is None else say("truth.points", points=points)


def _power_sentence(power: SeenDifference) -> str:
    seen = round(_EACH_TENTH * power.seen)
    form = "never" if seen == 0 else "always" if seen == _EACH_TENTH else "seen"
    return say(
        f"truth.power_{form}",
        figure=say(f"truth.figures.{power.figure}"),
        true=power.true,
        members=power.members,
        tenths=seen,
    )
