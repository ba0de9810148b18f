"""A card for what is made for one member alone.

``show_finding_card`` keeps its HTML for the next visitor. That may not happen to a sentence that
holds a member's own answer, so nothing here is kept. There is no file to download, either:
Streamlit serves such files without a session.
"""

import streamlit as st

from dashboard.charts.icons import icon_rows_html
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.markup import paragraph_html
from dashboard.tables import table_region_html
from dashboard.text import say
from dashboard.ui.look import card_container, finding_heading_html


def show_own_card(answer: PeerAnswer[IconRows], key: str, *, is_first: bool) -> None:
    """Show a finding beside my own value.

    Args:
        answer: one that is shown.
        key: unique on the page; it must not tell anything about me.
        is_first: of its page: it explains what the figures and their line are.
    """
    finding = answer.finding
    with card_container(key):
        html = finding_heading_html(finding.kicker, finding.sentence, answer.lines)
        st.html(html + icon_rows_html(finding.numbers, explains_range=is_first))
        with st.expander(say("peers.more")):
            label = say("card.table_of", what=finding.kicker)
            trust = paragraph_html(finding.trust, "ss-body")
            st.html(trust + table_region_html(finding.table, label))
