"""Rows of little figures: so many of ten or twenty people like me, as plain HTML.

Not with Plotly: its marks keep their size in pixels while their distance grows with the screen,
so that a row that fits a phone falls apart on a desk. And not as SVG: Streamlit takes it out of
HTML. The figures are drawn by ``dashboard/ui/own/peers.css``, in the colours of the theme.
"""

from markupsafe import Markup

from dashboard.findings.peers.peer_numbers import IconRows, LittleFigures
from dashboard.markup import fill_template
from dashboard.text import say

KINDS = ("in", "maybe", "out")
"""A figure that is filled, one that may be, and one that is not."""


def icon_rows_html(numbers: IconRows) -> Markup:
    """One row an effect: its name, how often in words, and its little figures.

    Args:
        numbers: at least one row.

    Returns:
        HTML; every word in it is escaped.
    """
    key = "rough" if numbers.rough else "exact"
    under = say(f"charts.peers.icons_{key}", of=numbers.of, people=numbers.people)
    return fill_template(
        "icon_rows", numbers=numbers, under=under, kinds=_figure_kinds, percent=_whole_percent
    )


def _figure_kinds(figures: LittleFigures, of: int) -> list[str]:
    many = (figures.filled, figures.maybe, of - figures.filled - figures.maybe)
    return [kind for kind, number in zip(KINDS, many, strict=True) for _ in range(number)]


def _whole_percent(share: float) -> int:
    return round(100 * share)
