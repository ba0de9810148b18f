"""A card for what is made for one member alone.

``show_finding_card`` keeps its HTML for the next visitor, ``show_finding`` its figures. Neither
may happen to a sentence that holds a member's own answer, so nothing here is kept. There is no
file to download, either: Streamlit serves such files without a session.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import Finding, FindingState, Table
from dashboard.findings.peers.peer_numbers import PeerAnswer
from dashboard.text import say
from dashboard.ui.findings.finding_card import edition_line, scroll_region
from dashboard.ui.findings.show_finding import visitor_theme
from dashboard.ui.look import card_container, html_with_whole_ranges

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
        st.html(_answer_heading(finding, (*answer.lines, *answer.left)))
        if draw and finding.state is FindingState.shown:
            _show_figure(draw(finding.numbers, visitor_theme()), finding.sentence, key)
        st.html(_trust_line(finding.trust) + edition_line(finding.edition))
        if finding.table.rows:
            with st.expander(say("card.table")):
                st.html(scroll_region(finding.kicker, _finding_table(finding.table)))


def _show_figure(figure: go.Figure | str, alt: str, key: str) -> None:
    if isinstance(figure, str):
        st.html(figure)
        return
    st.plotly_chart(
        figure, width="stretch", theme=None, key=f"{key}-figure", config=CONFIG, alt=alt
    )


def _answer_heading(finding: Finding[Any], lines: Sequence[str]) -> str:
    more = "".join(f'<p class="ss-body">{html_with_whole_ranges(line)}</p>' for line in lines)
    return (
        f'<p class="ss-kicker">{escape(finding.kicker)}</p>'
        f'<h2 class="ss-sentence">{html_with_whole_ranges(finding.sentence)}</h2>{more}'
    )


def _trust_line(trust: str) -> str:
    if not trust:
        return ""
    return f'<p class="ss-trust"><b>{escape(say("card.trust"))}</b> {escape(trust)}</p>'


def _finding_table(found: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in found.head)
    body = "".join(f"<tr>{_table_row(row)}</tr>" for row in found.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _table_row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
    return f'<th scope="row">{escape(first)}</th>{cells}'
