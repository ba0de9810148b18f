"""When editions come, as pages say it: the next one, the next with groups, and for how long new."""

import datetime

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.edition_dates import (
    EditionDates,
    PublishedSoFar,
    calendar_in_force,
    edition_dates,
    group_calendar,
)
from dashboard.edition_days import DAYS_A_WEEK, EditionCalendar
from dashboard.settings import settings
from dashboard.text import say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.open_stores import KEPT_MOMENTS, cache_moment, process_stores
from db.desk.publishing_day import PublishingDay, load_publishing_day
from db.editions import editions
from db.editions.heads import Edition, GroupsHeld
from db.store.engine import reading_transaction
from db.store.errors import StoreError

SEEN_AFTER_SECONDS = 5
NEW_FOR_DAYS = 7


def day_with_weekday(day: datetime.date) -> str:
    """Such as "Sunday, 27 December"."""
    return say(
        "app.dates.weekday_day",
        weekday=say(f"leaders.group.weekdays.d{day.weekday()}"),
        day=day.day,
        month=say(f"app.months.m{day.month}"),
    )


def day_and_month(day: datetime.date) -> str:
    """Such as "21 February"."""
    return say("app.dates.day", day=day.day, month=say(f"app.months.m{day.month}"))


@st.cache_resource(max_entries=KEPT_MOMENTS, show_spinner=False)
def _dates_at_moment(now: int) -> EditionDates | None:  # noqa: ARG001 - what the cache forgets by
    return dates_read_now()


def dates_read_now() -> EditionDates | None:
    """When editions come; None while the stores cannot be asked.

    Read anew for whoever hands in: an edition that was decided a moment ago is without them.
    """
    calendar = calendar_of_group()
    try:
        with reading_transaction(process_stores().members) as connection:
            plan = load_publishing_day(connection)
        heads = editions.all_editions(process_stores().editions)
    except (SQLAlchemyError, StoreError):
        return None
    in_force = calendar_in_force(calendar, plan)
    day = in_force.weekday_from(in_force.local_day(datetime.datetime.now(datetime.UTC)))
    if plan is None:  # no look yet
        plan = PublishingDay(next_day=day)
    elif plan.next_day < day - datetime.timedelta(DAYS_A_WEEK - 1):  # it is made up now
        plan = plan.model_copy(update={"next_day": day})
    return edition_dates(calendar, plan, _so_far(heads))


def _so_far(heads: list[Edition]) -> PublishedSoFar:
    known = [head for head in heads if head.is_of_this_rule]
    due = [head for head in known if head.groups is not GroupsHeld.not_due]
    return PublishedSoFar(known[-1] if known else None, due[-1] if due else None)


def calendar_of_group() -> EditionCalendar:
    """The calendar as it is set now."""
    return group_calendar(settings_of_group(), settings().interval_days)


def today_of_group() -> datetime.date:
    """The group's own day."""
    return calendar_of_group().local_day(datetime.datetime.now(datetime.UTC))


def next_edition_sentence(edition: Edition | None) -> str:
    """For a week that an edition is new; then when the next comes; nothing where nobody knows.

    Args:
        edition: the newest; None before the first.
    """
    if edition is None:
        return ""
    if 0 <= (today_of_group() - edition.published_on).days < NEW_FOR_DAYS:
        day = day_and_month(edition.published_on)
        return say("home.new", edition=edition.number, day=day)
    dates = _dates_at_moment(cache_moment(SEEN_AFTER_SECONDS))
    return say("home.next", day=day_with_weekday(dates.edition)) if dates else ""


def sentences_after_hand_in() -> list[str]:
    """What a survey that was just handed in comes to, and when.

    The same words for everyone: whoever heard that theirs is held could try guesses at a
    friend's answers until one is held as its copy.
    """
    dates = dates_read_now()
    if dates is None:
        return []
    day = day_with_weekday(dates.edition)
    if not dates.has_begun:
        return [say("app.dates.first", weekday=day), say("app.dates.first_you")]
    said = [say("app.dates.drawn_you", day=day)]
    if dates.groups:
        said.append(say("app.dates.groups", day=day_and_month(dates.groups)))
    return said
