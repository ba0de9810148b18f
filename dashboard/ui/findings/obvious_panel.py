"""The panel that says why a page does not show the obvious chart."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard.charts import obvious as charts
from dashboard.charts.theme import CONFIG
from dashboard.evidence import obvious_charts as findings
from dashboard.evidence.obvious_charts import Obvious
from dashboard.text import language, say
from dashboard.ui.findings.sent_figure import SentFigure
from dashboard.ui.findings.show_finding import visitor_theme
from dashboard.ui.look import card_container, finding_heading_html, trust_line_html

_ENDS = (("first", 0), ("last", -1))
_PANELS: dict[str, tuple[Callable[[], Obvious], Callable[[Obvious, str], go.Figure]]] = {
    "timings": (findings.timings, charts.timings),
    "doses": (findings.doses, charts.doses),
}
"""Page -> its panel's numbers, and what draws them."""


def obvious(name: str) -> None:
    """Show the truth, our chart and the obvious one, of invented members.

    Args:
        name: of the page; key of the panel's texts.
    """
    question, draw = _PANELS[name]
    numbers = question()
    sentence = say(f"obvious.{name}.sentence", **_told(numbers))
    with card_container(f"obvious-{name}"):
        kicker, why = say("obvious.kicker"), say("obvious.why")
        st.html(finding_heading_html(Markup("<b>{}</b> · {}").format(why, kicker), sentence))
        st.plotly_chart(
            _drawn((name, visitor_theme(), language.get()), draw, numbers),
            width="stretch",
            theme=None,
            key=f"obvious-{name}-figure",
            config=CONFIG,
            alt=sentence,
        )
        invented = say("obvious.invented", members=numbers.members)
        body = say(f"obvious.{name}.body")
        st.html(trust_line_html(invented, body))


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
