"""Which build will count what is handed in now."""

from sqlalchemy import Connection, func, select

from db.engine import core
from db.tables import BuildRow


def coming_build(connection: Connection) -> int:
    """Number of the build that will count what is handed in now."""
    newest = connection.execute(select(func.max(core(BuildRow).c.build))).scalar()
    return int(newest or 0) + 1
