"""Whether an edition appears today: by the calendar and the group's rough size, nothing else.

One decision a publishing day, noted in the members' database before anything is counted, so that
every process, and every look after a crash, keeps to it.
"""

import datetime
import secrets
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection

from dashboard.edition_dates import group_calendar
from dashboard.edition_days import (
    DAYS_A_WEEK,
    EditionCalendar,
    following_day,
    is_plausible_plan,
)
from dashboard.publishing import held_orders
from dashboard.publishing.blurring import count_noise
from dashboard.publishing.weights import SECRET_BYTES
from db.counting import cohort
from db.desk.group import load_group_within
from db.desk.publishing_day import PublishingDay, load_publishing_day, note_publishing_day
from db.editions.heads import Edition, GroupsHeld
from db.thresholds import FIRST_FROM_MEMBERS, SMALL_BELOW_MEMBERS

_WEEKLY = 1


class PublishReason(Enum):
    """Why an edition was, or was not, published."""

    published = "published"
    too_early = "too_early"
    small_group = "small_group"
    too_few_for_first = "too_few_for_first"


@dataclass(frozen=True)
class EditionPlan:
    """What has been decided for a publishing day.

    Attributes:
        edition: its number.
        day_number: of the publishing day.
        are_groups_due: whether it is to hold groups within the group.
    """

    edition: int
    day_number: int
    are_groups_due: bool


@dataclass(frozen=True)
class PublishLook:
    """A look at whether an edition is due.

    Attributes:
        heads: of all editions, the first one first.
        calendar: of the group.
        today: the group's own day.
        now: publish whatever the day; for invented members alone.
    """

    heads: list[Edition]
    calendar: EditionCalendar
    today: datetime.date
    now: bool = False

    @property
    def newest(self) -> Edition | None:
        """The newest edition."""
        return self.heads[-1] if self.heads else None


def calendar_within(connection: Connection, operators_days: int) -> EditionCalendar:
    """The calendar that is in the members' database."""
    return group_calendar(load_group_within(connection), operators_days)


def decide_within(connection: Connection, look: PublishLook) -> tuple[PublishReason, EditionPlan]:
    """Decide about today, once, and note it; what leaders ordered is carried out before.

    Args:
        connection: to the members' database, within a write transaction.
        look: when, and what there is already.

    Returns:
        ``published`` and what to build; or why nothing is built.
    """
    note = _plausible_note(connection, look)
    number = look.newest.number if look.newest else 0
    plan = EditionPlan(number + 1, note.number, are_groups_due(look, note.number))
    if note.edition > number:  # decided, and not written yet: nothing is decided again
        return PublishReason.published, plan
    if not look.now and look.today < note.next_day and not _is_first_of_rule(look):
        return PublishReason.too_early, plan
    held_orders.decide_on_publishing_day(connection, _weeks_since_last_day(note, look.today))
    day_number = note.number + 1
    plan = EditionPlan(number + 1, day_number, are_groups_due(look, day_number))
    reason = _reason_of_size(connection, look, day_number)
    writes = reason is PublishReason.published
    weeks = look.calendar.rhythm_weeks if writes or look.newest else _WEEKLY
    planned = min(note.next_day, look.today)
    following = following_day(look.calendar, planned, look.today, weeks)
    note_publishing_day(
        connection,
        PublishingDay(
            number=day_number,
            next_day=following,
            weeks=weeks,
            edition=plan.edition if writes else number,
        ),
    )
    return reason, plan


def are_groups_due(look: PublishLook, day_number: int) -> bool:
    """Whether an edition of a publishing day is to hold groups: counted in publishing days."""
    held = [head for head in look.heads if head.groups is GroupsHeld.held]
    return not held or day_number - held[-1].day_number >= look.calendar.days_between_groups()


def _is_first_of_rule(look: PublishLook) -> bool:
    """Whether the newest edition is of an earlier rule: one of this comes whatever the day."""
    return look.newest is not None and not look.newest.is_of_this_rule


def _plausible_note(connection: Connection, look: PublishLook) -> PublishingDay:
    """The note; one that is missing, or that a clock ahead of today made, is planned anew."""
    note = load_publishing_day(connection)
    if note and is_plausible_plan(note.next_day, look.today, note.weeks):
        return note
    newest = look.newest
    if newest is None or not newest.is_of_this_rule:
        weeks, next_day = _WEEKLY, look.calendar.weekday_from(look.today)
    else:
        weeks = look.calendar.rhythm_weeks
        appeared = min(newest.published_on, look.today)
        next_day = following_day(look.calendar, appeared, appeared, weeks)
    day_number = newest.day_number if newest else 0
    planned = PublishingDay(
        number=note.number if note else day_number,
        next_day=next_day,
        weeks=weeks,
        edition=newest.number if newest else 0,
    )
    note_publishing_day(connection, planned)
    return planned


def _weeks_since_last_day(note: PublishingDay, today: datetime.date) -> int:
    """Whole weeks; the day itself is not kept, but when the next one was planned for is.

    A week more than was planned at most: the clock may have jumped, and what waits for leaders
    would count by one look.
    """
    last = note.next_day - datetime.timedelta(note.weeks * DAYS_A_WEEK)
    return min(max(0, (today - last).days // DAYS_A_WEEK), note.weeks + 1)


def _reason_of_size(connection: Connection, look: PublishLook, day_number: int) -> PublishReason:
    """By the group's rough size: its true number with noise that is drawn for this day alone."""
    roughly = cohort.count_members(connection) + count_noise(
        secrets.token_bytes(SECRET_BYTES), "size"
    )
    if look.newest is None:
        enough = roughly >= FIRST_FROM_MEMBERS
        return PublishReason.published if enough else PublishReason.too_few_for_first
    waited = day_number - look.newest.day_number
    waits = roughly < SMALL_BELOW_MEMBERS and waited < look.calendar.days_between_groups()
    if waits and not look.now and not _is_first_of_rule(look):
        return PublishReason.small_group
    return PublishReason.published
