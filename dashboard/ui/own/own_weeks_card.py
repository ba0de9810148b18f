"""A member's own weeks on the screen: one sentence, one figure, and the same as tables.

Nothing here goes through the caches that a finding's card uses: they are shared by everyone.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import streamlit as st

from dashboard.charts.own.figure import record
from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import Table
from dashboard.record import own_weeks, own_weeks_text
from dashboard.text import say
from dashboard.ui.findings.show_finding import theme
from dashboard.ui.look import card, whole
from dashboard.ui.own.illness_cards import own_style
from db.answers import Survey


def show_my_weeks(survey: Survey, reports: Iterable[Any] = ()) -> None:
    """The figure of a member's own record.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.Report``, or tuples of week and scores.
    """
    numbers = own_weeks.of_survey(survey, reports)
    st.html(own_style())
    with card("my-weeks"):
        st.html(
            f'<p class="ss-kicker">{escape(say("record.title"))}</p>'
            f'<h2 class="ss-sentence">{whole(own_weeks_text.sentence(numbers))}</h2>'
        )
        st.plotly_chart(
            record(numbers, theme()),
            width="stretch",
            theme=None,
            key="my-weeks-figure",
            config=CONFIG,
            alt=own_weeks_text.alt(numbers),
        )
        st.html(f'<p class="ss-foot">{escape(say("record.only_you"))}</p>')
        with st.expander(say("record.numbers")):
            st.html("".join(_table(*titled) for titled in own_weeks_text.tables(numbers)))


def _table(title: str, table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in table.rows)
    return (
        f'<h3 class="own-table">{escape(title)}</h3>'
        f'<div class="ss-table" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
    return f'<th scope="row">{escape(first)}</th>{cells}'
