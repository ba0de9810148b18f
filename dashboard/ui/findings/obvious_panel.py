"""How a page counts, and why it does not show the obvious chart: folded away, and no result."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import obvious as charts
from dashboard.charts.theme import CONFIG
from dashboard.evidence import obvious_charts as findings
from dashboard.evidence.obvious_charts import Obvious
from dashboard.markup import paragraph_html
from dashboard.text import language, say
from dashboard.ui.findings.sent_figure import SentFigure
from dashboard.ui.findings.show_finding import visitor_theme

_ENDS = (("first", 0), ("last", -1))
_PANELS: dict[str, tuple[Callable[[], Obvious], Callable[[Obvious, str], go.Figure]]] = {
    "timings": (findings.timings, charts.timings),
    "doses": (findings.doses, charts.doses),
}
"""Page -> its panel's numbers, and what draws them."""


def show_obvious_chart(name: str, *, beside_result: bool) -> None:
    """Show how the page counts, folded: the truth, our chart and the obvious one, all invented.

    It is no result. Where the page has none, it would be the only number, and nothing is shown.

    Args:
        name: of the page; key of the panel's texts.
        beside_result: whether the card that it explains has a figure.
    """
    if not beside_result:
        return
    question, draw = _PANELS[name]
    numbers = question()
    sentence = say(f"obvious.{name}.sentence", **_told(numbers))
    invented = say("obvious.invented", members=numbers.members)
    with st.expander(say("obvious.why")):
        st.html(
            paragraph_html(say(f"obvious.{name}.body"), "ss-body")
            + paragraph_html(f"{invented} {sentence}", "ss-foot")
        )
        st.plotly_chart(
            _drawn((name, visitor_theme(), language.get()), draw, numbers),
            width="stretch",
            theme=None,
            key=f"obvious-{name}-figure",
            config=CONFIG,
            alt=f"{invented} {sentence}",
        )


def _told(numbers: Obvious) -> dict[str, int]:
    """The numbers that a sentence may name: of the first, and of the last dose."""
    ways = {"truth": numbers.truth, "counted": numbers.counted, "obvious": numbers.obvious}
    ends = {f"{way}_{end}": values[at] for way, values in ways.items() for end, at in _ENDS}
    return {name: abs(value) for name, value in ends.items()}


@st.cache_resource(show_spinner=False)
def _drawn(
    place: tuple[str, str, str],
    _draw: Callable[[Obvious, str], go.Figure],
    _numbers: Obvious,
) -> go.Figure:
    return SentFigure(_draw(_numbers, place[1]))
