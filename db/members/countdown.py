"""Rows that count down: a row says how much time it has left, never when it was written.

The store remembers one day a kind of row, no member's. Nothing from the future is believed: a day
that a clock ahead noted is noted anew. A jump, or a stand-still, counts as a week at most: by one
look at a clock that is a year ahead every draft would be gone.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from db.store.engine import core_table
from db.tables import SettingRow

_setting = core_table(SettingRow)
MOST_DAYS = 7
"""That one look counts."""


@dataclass(frozen=True)
class Countdown:
    """One kind of row.

    Attributes:
        table: the rows.
        left: name of the column that counts down; a row goes when it would reach 0.
        every_days: days between two counts.
        counted_on: name of the setting with the day up to which was counted.
    """

    table: Table
    left: str
    every_days: int
    counted_on: str

    def is_due(self, connection: Connection, today: datetime.date) -> bool:
        """Whether there is something to count, or a day to be noted: the first, or a right one."""
        last = self._last_day(connection)
        return last is None or today < last or (today - last).days >= self.every_days

    def count(self, connection: Connection, today: datetime.date) -> None:
        """Count every row down, once for each whole span since the last count; drop the old."""
        last = min(self._last_day(connection) or today, today)
        passed = (today - last).days // self.every_days
        spans = min(passed, MOST_DAYS // self.every_days)
        left: ColumnElement[Any] = self.table.c[self.left]
        connection.execute(delete(self.table).where(left <= spans))
        connection.execute(update(self.table).values({self.left: left - spans}))
        # Whole spans on from the last day, so that a late count does not make the next one late.
        counted_to = last + datetime.timedelta(days=self.every_days * passed)
        connection.execute(delete(_setting).where(_setting.c.name == self.counted_on))
        row = {"name": self.counted_on, "value": counted_to.isoformat()}
        connection.execute(insert(_setting), row)

    def _last_day(self, connection: Connection) -> datetime.date | None:
        query = select(_setting.c.value).where(_setting.c.name == self.counted_on)
        day = connection.execute(query).scalar()
        return None if day is None else datetime.date.fromisoformat(day)
