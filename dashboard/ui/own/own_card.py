"""A card for what is made for one member alone.

``show_finding_card`` keeps its HTML for the next visitor, ``show_finding`` its figures. Neither
may happen to a sentence that holds a member's own answer, so nothing here is kept. There is no
file to download, either: Streamlit serves such files without a session.
"""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import FindingState
from dashboard.findings.peers.peer_numbers import PeerAnswer
from dashboard.tables import table_region_html
from dashboard.text import say
from dashboard.ui.findings.finding_card import edition_line
from dashboard.ui.findings.show_finding import visitor_theme
from dashboard.ui.look import card_container, finding_heading_html, trust_line_html

Draw = Callable[[Any, str], go.Figure | str]


def show_own_card(answer: PeerAnswer[Any], key: str, draw: Draw | None = None) -> None:
    """Show a finding beside my own value.

    Args:
        answer: with too few people nothing is drawn.
        key: unique on the page; it must not tell anything about me.
        draw: makes a figure, or HTML, from the finding's numbers and the theme.
    """
    finding = answer.finding
    with card_container(key):
        basis = (finding.basis,) if finding.basis else ()
        lines = (*basis, *answer.lines, *answer.left)
        st.html(finding_heading_html(finding.kicker, finding.sentence, lines))
        if draw and finding.state is FindingState.shown:
            _show_figure(draw(finding.numbers, visitor_theme()), finding.sentence, key)
        trust = trust_line_html(say("card.trust"), finding.trust) if finding.trust else Markup()
        st.html(trust + edition_line(finding.edition))
        if finding.table.rows:
            with st.expander(say("card.table")):
                label = say("card.table_of", what=finding.kicker)
                st.html(table_region_html(finding.table, label))


def _show_figure(figure: go.Figure | str, alt: str, key: str) -> None:
    if isinstance(figure, str):
        st.html(figure)
        return
    st.plotly_chart(
        figure, width="stretch", theme=None, key=f"{key}-figure", config=CONFIG, alt=alt
    )
