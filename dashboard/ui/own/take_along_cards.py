"""The page for the prescriber and the weekly reminder: shown, and handed over as files.

A file is made when its button is tapped, from what is on the screen, and then forgotten.
"""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.markup import paragraph_html, style_element
from dashboard.record import prescriber_html, prescriber_pdf, reminder_calendar
from dashboard.record.own_record import WeekReports
from dashboard.record.prescriber_sheet import sheet_for_prescriber
from dashboard.text import say
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.look import OWN_STYLE, card_container, card_heading_html
from dashboard.ui.own.own_file import own_file_button
from db.answers import Survey

_UNDER_CARD = 3
"""Heading level under that of a card."""
_FIRST_HOUR = 18
"""Shown at first: an hour at which many are at home."""


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


def show_reminder() -> None:
    """Offer a calendar file with a day and an hour, and nothing about the member."""
    with card_container("reminder"):
        st.html(card_heading_html(say("reminder.title"), say("reminder.lead")))
        st.html(paragraph_html(_reminder_words(), "ss-body"))
        day = st.selectbox(
            say("reminder.weekday"),
            reminder_calendar.DAYS,
            format_func=lambda day: say(f"reminder.day.{day}"),
            key="reminder-day",
            filter_mode=None,
        )
        hour = st.selectbox(
            say("reminder.hour"),
            list(reminder_calendar.HOURS),
            index=_FIRST_HOUR,
            format_func=lambda hour: say("reminder.hour_said", hour=hour),
            key="reminder-hour",
            filter_mode=None,
        )
        # The group's day may not be the member's; the rule of the week is right all the same.
        today = today_of_group()
        _show_save_button(
            "reminder.save",
            partial(reminder_calendar.calendar_file, day, hour, today),
            reminder_calendar.FILE_NAME,
        )


def _reminder_words() -> str:
    return say("reminder.words", summary=say("reminder.summary"))


def _show_save_button(label: str, made: Any, file_name: str) -> None:
    own_file_button(
        say(label),
        made,
        file_name,
        _MIME[file_name.rpartition(".")[2]],
        width="stretch",
        key=f"save-{label}",
    )


_MIME = {"html": "text/html", "pdf": "application/pdf", "ics": "text/calendar"}
