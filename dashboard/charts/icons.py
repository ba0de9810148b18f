"""Rows of little figures: so many of ten or twenty people like me, as plain HTML.

Not with Plotly: its marks keep their size in pixels while their distance grows with the screen,
so that a row that fits a phone falls apart on a desk. And not as SVG: Streamlit takes it out of
HTML. The figures are drawn by ``dashboard/ui/own/peers.css``, in the colours of the theme.
"""

from html import escape

from dashboard.findings.peers.peer_numbers import IconRow, IconRows, LittleFigures
from dashboard.text import say

KINDS = ("in", "maybe", "out")
"""A figure that is filled, one that may be, and one that is not."""


def icon_rows_html(numbers: IconRows) -> str:
    """One row an effect: its name, how often in words, and its little figures.

    Args:
        numbers: at least one row.

    Returns:
        HTML; every word in it is escaped.
    """
    rows = "".join(_icon_row_html(row, numbers) for row in numbers.rows)
    key = "rough" if numbers.rough else "exact"
    under = say(f"charts.peers.icons_{key}", of=numbers.of, people=numbers.people)
    return f'<ul class="ss-icons">{rows}</ul><p class="ss-icons-under">{escape(under)}</p>'


def _icon_row_html(row: IconRow, numbers: IconRows) -> str:
    tag = ""
    if row.mine:
        tag = f'<span class="ss-icons-mine">{escape(say("charts.peers.mine"))}</span>'
    return (
        f'<li class="{"mine" if row.mine else "other"}">'
        f'<span class="ss-icons-name">{escape(row.label)} {tag}</span>'
        f'<span class="ss-icons-told">{escape(row.told)}</span>'
        f"{_figures_html(row.figures, numbers)}</li>"
    )


def _figures_html(figures: LittleFigures, numbers: IconRows) -> str:
    """The figures; the words beside them say the same, so that they need no name of their own."""
    many = (figures.filled, figures.maybe, numbers.of - figures.filled - figures.maybe)
    people = "".join(
        f'<i class="{kind}"></i>' * number for kind, number in zip(KINDS, many, strict=True)
    )
    line = "" if numbers.rough else _range_line_html(figures)
    return (
        f'<div class="ss-icons-row of-{numbers.of}" aria-hidden="true">'
        f'<div class="ss-icons-people">{people}</div>{line}</div>'
    )


def _range_line_html(figures: LittleFigures) -> str:
    """A line from the lower to the upper bound, in percent of the row."""
    start, wide = round(100 * figures.low), round(100 * (figures.high - figures.low))
    return f'<div class="ss-icons-range" style="margin-left:{start}%;width:{wide}%"></div>'
