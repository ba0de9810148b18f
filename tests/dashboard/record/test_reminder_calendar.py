import datetime as dt
import re
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from dashboard.record.reminder_calendar import (
    DAYS,
    LONGEST_LINE,
    ReminderPurpose,
    calendar_file,
    fold_calendar_line,
)
from dashboard.text import say

MONDAY = dt.date(2026, 11, 23)
NOT_IN_A_FAMILY_CALENDAR = ("ldn", "naltrexone", "sweet", "dose", "medicine", "survey", "symptom")


def fields(file: str) -> dict[str, str]:
    """Name -> value of an unfolded file; of a name that comes twice the first."""
    lines = file.replace("\r\n ", "").split("\r\n")
    pairs = [line.partition(":")[::2] for line in lines if line]
    return dict(reversed(pairs))


@given(st.sampled_from(DAYS), st.integers(0, 23), st.dates(dt.date(2020, 1, 1)))
def test_it_comes_every_week_on_that_day_at_that_hour(day: str, hour: int, today: dt.date) -> None:
    """The first time within the seven days after today; in local time wherever it is opened."""
    found = fields(calendar_file(day, hour, today))
    start = dt.datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - floating
    assert dt.timedelta(0) < start.date() - today <= dt.timedelta(7)
    times = list(rrulestr(found["RRULE"], dtstart=start)[:60])
    assert times[0] == start
    assert {DAYS[time.weekday()] for time in times} == {day}
    assert {time.hour for time in times} == {hour}
    weeks = {later - time for time, later in pairwise(times)}
    assert weeks == {dt.timedelta(7)}


def test_it_has_what_a_calendar_needs() -> None:
    """RFC 5545: CRLF everywhere, lines of 75 bytes, balanced parts, an alarm."""
    file = calendar_file("SU", 9, MONDAY)
    assert file.endswith("END:VCALENDAR\r\n") and "\n" not in file.replace("\r\n", "")
    assert max(len(line.encode()) for line in file.split("\r\n")) <= LONGEST_LINE
    opened, closed = (re.findall(f"{edge}:(.*)\r", file) for edge in ("BEGIN", "END"))
    assert opened == closed[::-1] == ["VCALENDAR", "VEVENT", "VALARM"]
    found = fields(file)
    assert {"VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "RRULE", "SUMMARY"} <= set(found)
    assert (found["DTSTART"], found["RRULE"]) == ("20261129T090000", "FREQ=WEEKLY;BYDAY=SU")


def test_a_family_that_shares_the_calendar_learns_nothing() -> None:
    """A neutral title, in the file and in its name, and no word of what it is about."""
    file = calendar_file("MO", 18, MONDAY)
    assert fields(file)["SUMMARY"] == "Weekly check-in"
    assert not [word for word in NOT_IN_A_FAMILY_CALENDAR if word in file.lower()]


def test_it_says_what_it_is_for_where_the_member_ticked_so() -> None:
    """Medicine, group and address; nothing else changes (control: the quiet file, line by line)."""
    purpose = ReminderPurpose("Our group", "https://ldn.example.org/record")
    quiet, named = (fields(calendar_file("MO", 18, MONDAY, p)) for p in (None, purpose))
    assert named["SUMMARY"] == r"LDN: weekly check-in\, Our group"
    assert named["URL"] == purpose.address
    differ = {name for name in quiet | named if quiet.get(name) != named.get(name)}
    assert differ == {"UID", "SUMMARY", "URL", "DESCRIPTION"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_groups_name_adds_no_line_of_its_own(group: str) -> None:
    """Commas, semicolons, backslashes and emoji are text in a calendar."""
    file = calendar_file("MO", 18, MONDAY, ReminderPurpose(group))
    lines = file.replace("\r\n ", "").split("\r\n")
    assert len(lines) == len(calendar_file("MO", 18, MONDAY).split("\r\n"))
    assert "URL" not in fields(file)


def test_it_tells_nobody_when_or_by_whom_it_was_made() -> None:
    """The day alone, and a name drawn by chance."""
    one, other = (fields(calendar_file("MO", 18, MONDAY)) for _ in range(2))
    assert one["DTSTAMP"] == "20261123T000000Z"
    assert one["UID"] != other["UID"] and re.fullmatch("[0-9a-f]{32}", one["UID"])
    assert {**one, "UID": ""} == {**other, "UID": ""}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_a_folded_line_is_short_and_unfolds_to_itself(line: str) -> None:
    """In bytes, and never within a letter."""
    pieces = fold_calendar_line(line).split("\r\n")
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line


@pytest.mark.parametrize(("day", "hour"), [("XX", 9), ("MO", 24), ("MO", -1)])
def test_no_such_day_or_hour_is_refused(day: str, hour: int) -> None:
    """They come from two lists; anything else is a mistake of ours."""
    with pytest.raises(ValueError, match="no_such_day_or_hour"):
        calendar_file(day, hour, MONDAY)


def test_every_day_has_its_name() -> None:
    """Seven of them."""
    assert len({say(f"reminder.day.{day}") for day in DAYS}) == 7
