"""A weekly reminder for a calendar (RFC 5545), made on the fly.

A calendar is often shared with a family: the file says "Weekly check-in" and no more. It names no
medicine, no group and no address unless the member ticked so, and no clock time tells when it was
made.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.text import say

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""RFC 5545's weekdays, in the order of ``date.weekday``."""
HOURS = range(24)
LONGEST_LINE = 75
"""Bytes a line may have (RFC 5545, 3.1)."""
FILE_NAME = "weekly-check-in.ics"
MINUTES = 5
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class ReminderPurpose:
    """What a reminder is for, in the calendar of a member who ticked that it may say so.

    Attributes:
        group: the group's name; empty where it has none.
        address: of the page that opens a record; empty where it is not known.
    """

    group: str = ""
    address: str = ""


def reminder_summary(purpose: ReminderPurpose | None = None) -> str:
    """What the calendar will say; without a purpose it names nothing."""
    if purpose is None:
        return say("reminder.summary")
    if not purpose.group:
        return say("reminder.summary_open")
    return say("reminder.summary_group", group=purpose.group)


def calendar_file(day: str, hour: int, today: date, purpose: ReminderPurpose | None = None) -> str:
    """The calendar file: one event, every week, in the local time of wherever it is opened.

    Args:
        day: one of ``DAYS``.
        hour: 0 to 23.
        today: the first event is on the next such day after it.
        purpose: what it is for, where the member ticked that it may say so.

    Raises:
        ValueError: no such day or hour.
    """
    if day not in DAYS or hour not in HOURS:
        raise ValueError("no_such_day_or_hour")
    first = today + timedelta(days=(DAYS.index(day) - today.weekday() - 1) % 7 + 1)
    summary = reminder_summary(purpose).translate(_ESCAPED)
    address = (f"URL:{purpose.address}",) if purpose and purpose.address else ()
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//weekly//reminder//EN",
        "BEGIN:VEVENT",
        f"UID:{secrets.token_hex(16)}",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART:{first:%Y%m%d}T{hour:02}0000",
        f"DURATION:PT{MINUTES}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={day}",
        f"SUMMARY:{summary}",
        *address,
        "TRANSP:TRANSPARENT",
        *_alarm_lines(summary),
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{fold_calendar_line(line)}\r\n" for line in lines)


def _alarm_lines(summary: str) -> tuple[str, ...]:
    described = f"DESCRIPTION:{summary}"
    return ("BEGIN:VALARM", "ACTION:DISPLAY", described, "TRIGGER:PT0M", "END:VALARM")


def fold_calendar_line(line: str) -> str:
    """A line in pieces of at most 75 bytes; each further piece begins with a space."""
    pieces, size = [""], 0
    for sign in line:
        bytes_ = len(sign.encode())
        if size + bytes_ > LONGEST_LINE:
            pieces, size = [*pieces, ""], 1
        pieces[-1] += sign
        size += bytes_
    return "\r\n ".join(pieces)
