"""Rows of little figures: so many of ten or twenty people like me, as plain HTML.

Not with Plotly: its marks keep their size in pixels while their distance grows with the screen,
so that a row that fits a phone falls apart on a desk. And not as SVG: Streamlit takes it out of
HTML. The figures are drawn by ``dashboard/ui/own/peers.css``, in the colours of the theme.
"""

from markupsafe import Markup

from dashboard.findings.peers.peer_numbers import IconRows
from dashboard.markup import fill_template
from dashboard.text import say

MOST_FIGURES = 20
"""That fit one row of a phone; a hundred are a bar."""


def icon_rows_html(numbers: IconRows, *, explains_range: bool = True) -> Markup:
    """One row a share: its name, how often in words, its little figures, and what belongs to it.

    Args:
        numbers: at least one row.
        explains_range: whether it says what the line under the figures is: once a page is enough.

    Returns:
        HTML; every word in it is escaped.
    """

    def percent(figures: int) -> int:
        return round(100 * figures / numbers.of)

    as_bar = numbers.of > MOST_FIGURES
    under = say("charts.peers.bar" if as_bar else "charts.peers.icons", of=numbers.of)
    if explains_range:
        under += " " + say("charts.peers.icons_range")
    return fill_template("icon_rows", numbers=numbers, under=under, percent=percent, as_bar=as_bar)
