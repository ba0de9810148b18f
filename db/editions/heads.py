"""The one row of an edition's head, as a file that may be damaged gives it.

SQLite lets any value stand in any column, and the head is read before the checksum is.
"""

import datetime
from typing import Any

from db.store.errors import StoreError


def edition_head(row: Any) -> tuple[int, datetime.date, int, bool]:
    """Number, day, members, and whether they were invented.

    Raises:
        StoreError: ``store_damaged``; nobody wrote that.
    """
    whole = all(type(count) is int and count >= 0 for count in (row.number, row.members))
    try:
        day = datetime.date.fromisoformat(row.published_on)
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise StoreError("store_damaged")
    return row.number, day, row.members, bool(row.invented)
