"""The weekly reminder: a calendar file that says nothing, unless the member ticks that it may.

It is made when its button is tapped, from what is on the screen, and then forgotten.
"""

from functools import partial

import streamlit as st

from dashboard.markup import paragraph_html
from dashboard.record import reminder_calendar
from dashboard.record.reminder_calendar import ReminderPurpose, reminder_summary
from dashboard.text import say
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_container, card_heading_html
from dashboard.ui.own.own_file import own_file_button
from dashboard.ui.site_address import site_in_browser

_FIRST_HOUR = 18
"""Shown at first: an hour at which many are at home."""
_PAGE = "record"
"""Where a check-in begins."""
_KEY = "reminder"


def show_reminder() -> None:
    """Offer a calendar file with a day and an hour, and nothing about the member."""
    with card_container("reminder"):
        st.html(card_heading_html(say("reminder.title"), say("reminder.lead")))
        _show_reminder_fields()


def show_reminder_offer() -> None:
    """Offer the same, closed, on a page that somebody opened for something else."""
    with st.expander(say("reminder.offer"), key="reminder-offer"):
        st.html(paragraph_html(say("reminder.lead"), "lead"))
        _show_reminder_fields()


def _show_reminder_fields() -> None:
    words = st.empty()
    day = st.selectbox(
        say("reminder.weekday"),
        reminder_calendar.DAYS,
        format_func=lambda day: say(f"reminder.day.{day}"),
        key=f"{_KEY}-day",
        filter_mode=None,
    )
    hour = st.selectbox(
        say("reminder.hour"),
        list(reminder_calendar.HOURS),
        index=_FIRST_HOUR,
        format_func=lambda hour: say("reminder.hour_said", hour=hour),
        key=f"{_KEY}-hour",
        filter_mode=None,
    )
    is_open = st.checkbox(say("reminder.say_purpose"), key=f"{_KEY}-purpose")
    purpose = _purpose_of_reminder() if is_open else None
    words.html(paragraph_html(_reminder_words(purpose), "ss-body"))
    # The group's day may not be the member's; the rule of the week is right all the same.
    made = partial(reminder_calendar.calendar_file, day, hour, today_of_group(), purpose)
    own_file_button(
        say("reminder.save"),
        made,
        reminder_calendar.FILE_NAME,
        "text/calendar",
        width="stretch",
        key="save-reminder.save",
    )


def _purpose_of_reminder() -> ReminderPurpose:
    site = site_in_browser()
    return ReminderPurpose(settings_of_group().name, f"{site}/{_PAGE}" if site else "")


def _reminder_words(purpose: ReminderPurpose | None) -> str:
    summary = reminder_summary(purpose)
    if purpose is None:
        return say("reminder.words", summary=summary)
    if not purpose.address:
        return say("reminder.words_open", summary=summary)
    return say("reminder.words_address", summary=summary, address=purpose.address)
