"""A member's own weeks on the screen: one sentence, one figure, and the same as tables.

Nothing here goes through the caches that a finding's card uses: they are shared by everyone.
"""

import streamlit as st
from markupsafe import Markup

from dashboard.charts.own.figure import own_record_figure
from dashboard.charts.theme import CONFIG
from dashboard.markup import heading_html, paragraph_html, style_element
from dashboard.record import own_weeks, own_weeks_text
from dashboard.record.own_record import WeekReports
from dashboard.tables import Table, table_region_html
from dashboard.text import say
from dashboard.ui.findings.show_finding import visitor_theme
from dashboard.ui.look import OWN_STYLE, card_container, finding_heading_html
from db.answers import Survey


def show_my_weeks(survey: Survey, reports: WeekReports = ()) -> None:
    """Show the figure of a member's own record.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    numbers = own_weeks.weeks_of_survey(survey, reports)
    sentence = own_weeks_text.record_sentence(numbers)
    st.html(style_element(OWN_STYLE))
    with card_container("my-weeks"):
        st.html(finding_heading_html(say("record.title"), sentence))
        st.plotly_chart(
            own_record_figure(numbers, visitor_theme()),
            width="stretch",
            theme=None,
            key="my-weeks-figure",
            config=CONFIG,
            alt=own_weeks_text.figure_alt_text(numbers),
        )
        st.html(paragraph_html(say("record.only_you"), "ss-foot"))
        with st.expander(say("record.numbers")):
            st.html(
                "".join(
                    _table_with_title(*titled) for titled in own_weeks_text.record_tables(numbers)
                )
            )


def _table_with_title(title: str, table: Table) -> Markup:
    return heading_html(title, "own-table", level=3) + table_region_html(table, title)
