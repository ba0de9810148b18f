"""The page for the prescriber: shown, and handed over as files.

A file is made when its button is tapped, from what is on the screen, and then forgotten.
"""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.markup import paragraph_html, style_element
from dashboard.record import prescriber_html, prescriber_pdf
from dashboard.record.own_record import WeekReports
from dashboard.record.prescriber_sheet import sheet_for_prescriber
from dashboard.text import say
from dashboard.ui.look import OWN_STYLE, card_container, card_heading_html
from dashboard.ui.own.own_file import own_file_button
from db.answers import Survey

_UNDER_CARD = 3
"""Heading level under that of a card."""


def show_take_along(survey: Survey, reports: WeekReports = ()) -> None:
    """Show the whole page as it will be on paper, and two ways to save it.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    made = sheet_for_prescriber(survey, reports)
    st.html(style_element(OWN_STYLE))
    with card_container("take-along"):
        st.html(card_heading_html(say("take_along.title"), say("take_along.lead")))
        st.html(prescriber_html.sheet_html(made, _UNDER_CARD))
        _show_save_button(
            "take_along.html",
            partial(prescriber_html.prescriber_html_file, made),
            prescriber_html.FILE_NAME,
        )
        _show_save_button(
            "take_along.pdf",
            partial(prescriber_pdf.prescriber_pdf_file, made),
            prescriber_pdf.FILE_NAME,
        )
        st.html(paragraph_html(say("take_along.where"), "ss-foot"))


def _show_save_button(label: str, made: Any, file_name: str) -> None:
    own_file_button(
        say(label),
        made,
        file_name,
        _MIME[file_name.rpartition(".")[2]],
        width="stretch",
        key=f"save-{label}",
    )


_MIME = {"html": "text/html", "pdf": "application/pdf"}
