"""A member's own weeks on the screen: one sentence, one figure, and the same as tables.

Nothing here goes through the caches that a finding's card uses: they are shared by everyone.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.charts.own.figure import own_record_figure
from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import Table
from dashboard.record import own_weeks, own_weeks_text
from dashboard.record.own_record import WeekReports
from dashboard.text import say
from dashboard.ui.findings.show_finding import visitor_theme
from dashboard.ui.look import card_container, html_with_whole_ranges
from dashboard.ui.own.illness_cards import own_style
from db.answers import Survey


def show_my_weeks(survey: Survey, reports: WeekReports = ()) -> None:
    """Show the figure of a member's own record.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    numbers = own_weeks.weeks_of_survey(survey, reports)
    sentence = html_with_whole_ranges(own_weeks_text.record_sentence(numbers))
    st.html(own_style())
    with card_container("my-weeks"):
        st.html(
            f'<p class="ss-kicker">{escape(say("record.title"))}</p>'
            f'<h2 class="ss-sentence">{sentence}</h2>'
        )
        st.plotly_chart(
            own_record_figure(numbers, visitor_theme()),
            width="stretch",
            theme=None,
            key="my-weeks-figure",
            config=CONFIG,
            alt=own_weeks_text.figure_alt_text(numbers),
        )
        st.html(f'<p class="ss-foot">{escape(say("record.only_you"))}</p>')
        with st.expander(say("record.numbers")):
            st.html(
                "".join(
                    _table_with_title(*titled) for titled in own_weeks_text.record_tables(numbers)
                )
            )


def _table_with_title(title: str, table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    body = "".join(f"<tr>{_table_row(row)}</tr>" for row in table.rows)
    return (
        f'<h3 class="own-table">{escape(title)}</h3>'
        f'<div class="ss-table" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _table_row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
    return f'<th scope="row">{escape(first)}</th>{cells}'
