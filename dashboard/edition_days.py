"""On which days editions appear: by the calendar alone, whatever anybody in the group did.

Pure: no clock, no store. Publishing asks it once a day, pages ask it for the dates that they say.
A *publishing day* is a day on which it is decided, once, whether an edition appears.
"""

import datetime
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7
RhythmWeeks = Literal[4, 6, 12]
RHYTHMS: tuple[RhythmWeeks, ...] = (4, 6, 12)
"""Weeks from one publishing day to the next."""
GROUPS_WEEKS = 12
"""Weeks between two editions that hold groups within the group, and between two of a small one."""
SUNDAY = 6
CLOSEST_DAYS = 7
"""After a day that was made up, the next is never nearer than this."""


@dataclass(frozen=True)
class EditionCalendar:
    """A group's own calendar.

    Attributes:
        weekday: 0 is Monday.
        time_zone: a name of the IANA's database.
        rhythm_weeks: from one publishing day to the next, once there is an edition.
    """

    weekday: int = SUNDAY
    time_zone: str = "UTC"
    rhythm_weeks: RhythmWeeks = 4

    def local_day(self, moment: datetime.datetime) -> datetime.date:
        """The group's own day at a moment.

        Args:
            moment: with a time zone.
        """
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    def weekday_from(self, day: datetime.date) -> datetime.date:
        """The first day on or after ``day`` that is the group's weekday."""
        return day + datetime.timedelta((self.weekday - day.weekday()) % DAYS_A_WEEK)

    def days_between_groups(self) -> int:
        """Publishing days from one edition that holds groups to the next: 3, 2 or 1."""
        return GROUPS_WEEKS // self.rhythm_weeks


def nearest_rhythm(days: int) -> RhythmWeeks:
    """The rhythm that an interval in days, as it was set before there were rhythms, comes to."""
    return min(RHYTHMS, key=lambda weeks: (abs(weeks * DAYS_A_WEEK - days), weeks))


def following_day(
    calendar: EditionCalendar, planned: datetime.date, today: datetime.date, weeks: int
) -> datetime.date:
    """The publishing day after one that was planned, and is looked at today.

    A missed day is made up today and the next stays where it was planned, unless that is under a
    week away; of several missed days one is made up.

    Args:
        calendar: the group's, as it is from now on.
        planned: the day that is decided about today; not after it.
        today: the group's own day.
        weeks: between two days; 1 before the first edition.
    """
    step = datetime.timedelta(weeks * DAYS_A_WEEK)
    day = calendar.weekday_from(planned + step)
    while (day - today).days < CLOSEST_DAYS:
        day += step
    return day


def is_plausible_plan(next_day: datetime.date, today: datetime.date, weeks: int) -> bool:
    """Whether a plan could have been made by today; one made under a clock ahead of it could not.

    An edition that is dated after today counts as today's: the plan is then made anew from today.
    """
    latest = (weeks + 1) * DAYS_A_WEEK
    return (next_day - today).days < latest
