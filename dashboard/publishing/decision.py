"""Whether an edition appears today: by the calendar and the group's rough size, nothing else.

One decision a publishing day, noted in the members' database before anything is counted, so that
every process, and every look after a crash, keeps to it.
"""

import datetime
import secrets
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection

from dashboard.edition_dates import calendar_in_force, group_calendar
from dashboard.edition_days import (
    DAYS_A_WEEK,
    GROUPS_WEEKS,
    EditionCalendar,
    following_day,
    is_plausible_plan,
)
from dashboard.publishing import held_orders
from dashboard.publishing.blurring import count_noise
from dashboard.publishing.weights import SECRET_BYTES
from db.counting import cohort
from db.desk.group import load_group_within
from db.desk.publishing_day import (
    STEPS_BEFORE,
    PublishingDay,
    load_publishing_day,
    note_publishing_day,
)
from db.editions.heads import THIS_RULE, Edition, GroupsHeld
from db.members.retention import erase_long_gone
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
        calendar: of the group, as it is set.
        today: the group's own day, in the time zone that is in force.
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

    @property
    def newest_number(self) -> int:
        """Its number; 0 before the first."""
        return self.newest.number if self.newest else 0


def calendar_within(connection: Connection, operators_days: int) -> EditionCalendar:
    """The calendar as leaders set it: it takes effect after the next edition."""
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
    if _is_unfinished(note, look):  # decided, and not written yet: nothing is decided again
        return PublishReason.published, _plan_of_day(look, note, note.number)
    is_first = _is_first_of_rule(look, note)
    if not (look.now or is_first) and look.today < note.next_day:
        return PublishReason.too_early, _plan_of_day(look, note, note.number)
    erase_long_gone(connection, look.today.year)
    held_orders.decide_on_publishing_day(connection, _weeks_since_last_day(note, look.today))
    plan = _plan_of_day(look, note, note.number + 1)
    reason = _reason_of_size(connection, look, note)
    if is_first:
        reason = PublishReason.published
    note_publishing_day(connection, _following_note(look, note, plan, reason))
    return reason, plan


def are_groups_due(heads: list[Edition], note: PublishingDay, day_number: int) -> bool:
    """Whether an edition of a publishing day is to hold groups: counted in weeks as planned.

    Not in days that passed, since a missed day is made up; not by the rhythm that is set now, since
    a leader who sets another would bring them nearer.
    """
    held = [h for h in heads if h.groups is GroupsHeld.held and h.is_of_this_rule]
    return not held or note.weeks_between(held[-1].day_number, day_number) >= GROUPS_WEEKS


def _plan_of_day(look: PublishLook, note: PublishingDay, day_number: int) -> EditionPlan:
    due = are_groups_due(look.heads, note, day_number)
    return EditionPlan(look.newest_number + 1, day_number, due)


def _following_note(
    look: PublishLook, note: PublishingDay, plan: EditionPlan, reason: PublishReason
) -> PublishingDay:
    """What is planned after a day: settings take effect with an edition, and before the first."""
    writes = reason is PublishReason.published
    waits = look.newest is not None and not writes
    calendar = calendar_in_force(look.calendar, note) if waits else look.calendar
    weeks = note.weeks if waits else calendar.rhythm_weeks if writes else _WEEKLY
    planned = min(note.next_day, look.today)
    return PublishingDay(
        number=plan.day_number,
        next_day=following_day(calendar, planned, look.today, weeks),
        weeks=weeks,
        edition=plan.edition if writes else look.newest_number,
        is_written=not writes,
        weeks_before=note.week_steps[:STEPS_BEFORE],
        front_doors=note.front_doors,
        weekday=calendar.weekday,
        time_zone=calendar.time_zone,
        rule=THIS_RULE,
    )


def _is_first_of_rule(look: PublishLook, note: PublishingDay) -> bool:
    """Whether nothing was decided yet by this rule: an edition of it comes whatever the day."""
    newest = look.newest
    return newest is not None and not newest.is_of_this_rule and note.rule < THIS_RULE


def _is_unfinished(note: PublishingDay, look: PublishLook) -> bool:
    """Whether the next edition was decided and never written, as after a crash."""
    return note.edition == look.newest_number + 1 and not note.is_written


def _is_lost(note: PublishingDay, look: PublishLook) -> bool:
    """Whether people may have seen an edition that is not there: it is not drawn again at once.

    Else whoever takes editions away would have as many draws of the same people.
    """
    is_ahead = note.edition > look.newest_number and not _is_unfinished(note, look)
    return is_ahead or note.is_restored


def _plausible_note(connection: Connection, look: PublishLook) -> PublishingDay:
    """The note; one that is missing or wrong, or that a clock ahead made, is planned anew."""
    note = load_publishing_day(connection)
    if note is None:
        planned = _note_of_newest(look)
    elif not is_plausible_plan(note.next_day, look.today, note.weeks):
        stays = {"number": note.number, "front_doors": note.front_doors}
        planned = _note_of_newest(look).model_copy(update=stays)
    elif _is_lost(note, look):
        planned = _note_after_loss(look, note)
    else:
        return note
    note_publishing_day(connection, planned)
    return planned


def _note_of_newest(look: PublishLook) -> PublishingDay:
    """As if it had been planned when the newest edition appeared."""
    newest = look.newest
    if newest is None or not newest.is_of_this_rule:
        weeks, next_day = _WEEKLY, look.calendar.weekday_from(look.today)
    else:
        weeks = look.calendar.rhythm_weeks
        appeared = min(newest.published_on, look.today)
        next_day = following_day(look.calendar, appeared, appeared, weeks)
    return PublishingDay(
        number=newest.day_number if newest else 0,
        next_day=next_day,
        weeks=weeks,
        edition=look.newest_number,
        is_written=True,
    )


def _note_after_loss(look: PublishLook, note: PublishingDay) -> PublishingDay:
    """The same day if it is still to come, else the one after: nothing is made up for."""
    next_day = note.next_day
    if next_day <= look.today:
        calendar = calendar_in_force(look.calendar, note)
        next_day = following_day(calendar, next_day, look.today, note.weeks)
    correct = {"edition": look.newest_number, "is_written": True, "is_restored": False}
    return note.model_copy(update={"next_day": next_day, **correct})


def _weeks_since_last_day(note: PublishingDay, today: datetime.date) -> int:
    """Whole weeks; the day itself is not kept, but when the next one was planned for is.

    A week more than was planned at most: the clock may have jumped, and what waits for leaders
    would count by one look.
    """
    last = note.next_day - datetime.timedelta(note.weeks * DAYS_A_WEEK)
    return min(max(0, (today - last).days // DAYS_A_WEEK), note.weeks + 1)


def _reason_of_size(
    connection: Connection, look: PublishLook, note: PublishingDay
) -> PublishReason:
    """By the group's rough size: its true number with noise that is drawn for this day alone.

    A group whose newest edition says that it is large does not wait: everybody knows the day.
    """
    roughly = cohort.count_members(connection) + count_noise(
        secrets.token_bytes(SECRET_BYTES), "size"
    )
    newest = look.newest
    if newest is None:
        enough = roughly >= FIRST_FROM_MEMBERS
        return PublishReason.published if enough else PublishReason.too_few_for_first
    waited = note.weeks_between(newest.day_number, note.number + 1)
    is_small = max(roughly, newest.members) < SMALL_BELOW_MEMBERS
    if is_small and waited < GROUPS_WEEKS and not look.now:
        return PublishReason.small_group
    return PublishReason.published
