"""Editions of a group with members who handed in: on its own publishing days, as they come."""

import datetime

from dashboard.publishing import PublishOutcome, publish_edition
from dashboard.stores import Stores
from db.desk.publishing_day import load_publishing_day
from db.store.engine import reading_transaction

TODAY = datetime.datetime.now(datetime.UTC).date()
SUNDAY = TODAY - datetime.timedelta(TODAY.isoweekday())
"""The last one before today: the next edition is weeks away, so no server that a test starts
publishes one while the test reads its pages."""


def noon_of(day: datetime.date) -> datetime.datetime:
    """A moment of a day; everywhere but on a few islands it is that day."""
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def next_day(stores: Stores) -> datetime.date:
    """The group's next publishing day; a Sunday before the first look."""
    with reading_transaction(stores.members) as connection:
        note = load_publishing_day(connection)
    return note.next_day if note else SUNDAY


def publish_next(stores: Stores) -> PublishOutcome:
    """The look of the next publishing day."""
    return publish_edition(stores, moment=noon_of(next_day(stores)))
