"""When an edition is due: time has passed, and enough members are new or changed.

Ten members at a time: whoever watches two editions sees the change of a crowd, never of one.
"""

import datetime
from enum import Enum

from sqlalchemy import Connection, Engine

from db.counting.draws import members_changed_since, members_handed_in
from db.desk import group
from db.editions.editions import Edition
from db.thresholds import CHANGED_MEMBERS, FIRST_FROM_MEMBERS


class PublishReason(Enum):
    """Why an edition was, or was not, published."""

    published = "published"
    too_early = "too_early"
    too_few_changed = "too_few_changed"
    too_few_for_first = "too_few_for_first"


def interval_days(members: Engine, operators: int) -> int:
    """Days between two editions at the least: the group's where its leaders set them.

    Args:
        members: the members' database.
        operators: the operator's setting.
    """
    return group.load_group(members).interval_days or operators


def reason_to_wait(
    connection: Connection,
    latest: Edition | None,
    interval_days: int,
    today: datetime.date,
) -> PublishReason | None:
    """Why no edition is due, or None where one is.

    Args:
        connection: members' database.
        latest: the newest edition, None before the first.
        interval_days: days between two editions at the least; 0 waives the interval.
        today: the operator's date.
    """
    if latest is None:
        enough = members_handed_in(connection) >= FIRST_FROM_MEMBERS
        return None if enough else PublishReason.too_few_for_first
    if interval_days and (today - latest.published_on).days < interval_days:
        return PublishReason.too_early
    changed = members_changed_since(connection, latest.number)
    return None if changed >= CHANGED_MEMBERS else PublishReason.too_few_changed
