"""The dates that pages say about editions, each of them "at the latest".

Pure: no clock, no store. What decides about editions is the calendar and the group's rough size
(dashboard/edition_days.py, dashboard/publishing/decision.py); these dates say no more than that.
"""

import datetime
from dataclasses import dataclass

from dashboard.edition_days import EditionCalendar, following_day, nearest_rhythm
from db.catalogue import FEWEST_MEMBERS
from db.desk.group import GroupSettings
from db.desk.publishing_day import PublishingDay
from db.editions.heads import Edition, GroupsHeld

LATEST_OF_MEAN = 3
"""So many editions later, nothing that pages show counts somebody who erased their answers."""


@dataclass(frozen=True)
class EditionDates:
    """When editions come, at the latest.

    Attributes:
        edition: the next one's day; before the first the next day on which it may come.
        groups: of the next edition that holds groups; None where none is to be expected.
        all_gone: from when on no page shows a number that counts somebody who erases now.
    """

    edition: datetime.date
    groups: datetime.date | None
    all_gone: datetime.date


@dataclass(frozen=True)
class PublishedSoFar:
    """What there is already.

    Attributes:
        newest: the newest edition; None before the first.
        held: the newest that held groups, or was to and did not; None where there is none.
    """

    newest: Edition | None = None
    held: Edition | None = None


def group_calendar(group: GroupSettings, operators_days: int) -> EditionCalendar:
    """A group's calendar, with the operator's rhythm where its leaders set none."""
    rhythm = group.rhythm_weeks or nearest_rhythm(operators_days)
    return EditionCalendar(group.weekday, group.time_zone, rhythm)


def edition_dates(
    calendar: EditionCalendar, plan: PublishingDay, so_far: PublishedSoFar
) -> EditionDates:
    """The dates that follow from a plan.

    Args:
        calendar: the group's.
        plan: the newest decision; its ``next_day`` is the first of the days that come.
        so_far: the editions there are.
    """
    first = plan.number + 1
    every = 1
    if so_far.newest and so_far.newest.members < FEWEST_MEMBERS:
        # Whether it is small enough for a slower rhythm is drawn on the day: at the latest, it is.
        every = calendar.days_between_groups()
        first = max(first, so_far.newest.day_number + every)
    numbers = [first + every * later for later in range(LATEST_OF_MEAN)]
    days = [_day_of_number(calendar, plan, number) for number in numbers]
    groups = _number_of_groups(calendar, plan, so_far)
    return EditionDates(
        edition=days[0],
        groups=_day_of_number(calendar, plan, groups) if groups else None,
        all_gone=days[-1],
    )


def _number_of_groups(
    calendar: EditionCalendar, plan: PublishingDay, so_far: PublishedSoFar
) -> int | None:
    """Of the publishing day on which groups are due; None where nobody can say that they come."""
    newest, held = so_far.newest, so_far.held
    if newest is None or newest.members < FEWEST_MEMBERS:
        return None
    if held is None:
        return plan.number + 1
    if held.groups is not GroupsHeld.held:
        return None  # they were due, and no filter had two groups to show
    return max(plan.number + 1, held.day_number + calendar.days_between_groups())


def _day_of_number(calendar: EditionCalendar, plan: PublishingDay, number: int) -> datetime.date:
    """The day that a publishing day falls on, from the next one on."""
    day = plan.next_day
    for _ in range(number - plan.number - 1):
        day = following_day(calendar, day, day, calendar.rhythm_weeks)
    return day
