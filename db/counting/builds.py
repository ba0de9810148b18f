"""Which build will count what is handed in now."""

from sqlalchemy import Connection, func, select

from db.store.engine import core_table
from db.tables import BuildRow

COMING = select(func.coalesce(func.max(core_table(BuildRow).c.build), 0) + 1)
"""As a statement, or as part of one."""


def coming_build(connection: Connection) -> int:
    """Number of the build that will count what is handed in now."""
    return int(connection.execute(COMING).scalar_one())
