"""The dates that pages say about editions: the next one's, those that are planned, and a bound.

Pure: no clock, no store. What decides about editions is the calendar and the group's rough size
(dashboard/edition_days.py, dashboard/publishing/decision.py); these dates say no more than that.
"""

import datetime
from dataclasses import dataclass, replace

from dashboard.edition_days import (
    DAYS_A_WEEK,
    GROUPS_WEEKS,
    RHYTHMS,
    EditionCalendar,
    following_day,
    nearest_rhythm,
)
from db.catalogue import FEWEST_MEMBERS
from db.desk.group import GroupSettings
from db.desk.publishing_day import PublishingDay
from db.editions.heads import Edition, GroupsHeld
from db.thresholds import SMALL_BELOW_MEMBERS

LATEST_OF_MEAN = 3
"""So many editions later, nothing that pages show counts somebody who erased their answers."""


SLOWEST = datetime.timedelta(GROUPS_WEEKS * DAYS_A_WEEK + DAYS_A_WEEK - 1)
"""From one edition to the next at most, whatever leaders set meanwhile, and however small the group
becomes: twelve weeks, and up to six days until another weekday."""


@dataclass(frozen=True)
class EditionDates:
    """When editions come.

    Attributes:
        has_begun: whether there is an edition, or the first is being written.
        edition: the next one's day, which nothing moves any more; before the first the next day
            on which it may come.
        groups: planned, of the next edition that holds groups; None where none is to be expected.
        all_gone: planned: from when on no page shows a number that counts somebody who erases now.
        all_gone_latest: the same, by the slowest rhythm that may be set meanwhile.
    """

    has_begun: bool
    edition: datetime.date
    groups: datetime.date | None
    all_gone: datetime.date
    all_gone_latest: datetime.date


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


def calendar_in_force(calendar: EditionCalendar, plan: PublishingDay | None) -> EditionCalendar:
    """The calendar until the next edition: what leaders set since takes effect after it."""
    if plan is None:
        return calendar
    return replace(
        calendar,
        weekday=calendar.weekday if plan.weekday is None else plan.weekday,
        time_zone=plan.time_zone or calendar.time_zone,
    )


def edition_dates(
    calendar: EditionCalendar, plan: PublishingDay, so_far: PublishedSoFar
) -> EditionDates:
    """The dates that follow from a plan.

    Args:
        calendar: the group's, as it is set.
        plan: the newest decision; its ``next_day`` is the first of the days that come.
        so_far: the editions there are.
    """
    newest = so_far.newest or _edition_under_way(plan)
    first = _first_day(calendar, plan, newest)
    planned = first
    for _ in range(LATEST_OF_MEAN - 1):
        planned = _day_after(calendar, planned, newest)
    return EditionDates(
        has_begun=newest is not None,
        edition=first,
        groups=_groups_day(calendar, plan, so_far),
        all_gone=planned,
        all_gone_latest=first + (LATEST_OF_MEAN - 1) * SLOWEST,
    )


def _edition_under_way(plan: PublishingDay) -> Edition | None:
    """The first edition while it is written: who hands in now may be too late for it."""
    if not plan.edition:
        return None
    return Edition(plan.edition, plan.next_day, 0, invented=False, day_number=plan.number)


def _first_day(
    calendar: EditionCalendar, plan: PublishingDay, newest: Edition | None
) -> datetime.date:
    """The next edition's day: a small group waits for twelve weeks, in the rhythm it has."""
    day = plan.next_day
    if newest is None or newest.members >= SMALL_BELOW_MEMBERS:
        return day
    in_force = calendar_in_force(calendar, plan)
    weeks = plan.weeks if plan.weeks in RHYTHMS else calendar.rhythm_weeks
    waited = plan.weeks_between(newest.day_number, plan.number + 1)
    while waited < GROUPS_WEEKS:
        day, waited = following_day(in_force, day, day, weeks), waited + weeks
    return day


def _day_after(
    calendar: EditionCalendar, day: datetime.date, newest: Edition | None
) -> datetime.date:
    """The edition after one, in a group of the size that it has now."""
    is_small = newest is not None and newest.members < SMALL_BELOW_MEMBERS
    weeks = GROUPS_WEEKS if is_small else calendar.rhythm_weeks
    return following_day(calendar, day, day, weeks)


def _groups_day(
    calendar: EditionCalendar, plan: PublishingDay, so_far: PublishedSoFar
) -> datetime.date | None:
    """The day on which groups are due; None where nobody can say that they come."""
    newest, held = so_far.newest, so_far.held
    if newest is None or newest.members < FEWEST_MEMBERS:
        return None
    day = plan.next_day
    if held is None:
        return day
    if held.groups is not GroupsHeld.held:
        return None  # they were due, and no filter had two groups to show
    waited = plan.weeks_between(held.day_number, plan.number + 1)
    while waited < GROUPS_WEEKS:
        waited += calendar.rhythm_weeks
        day = following_day(calendar, day, day, calendar.rhythm_weeks)
    return day
