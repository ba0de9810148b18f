"""Whether a store is whole: every page and row can be read, and no row is left without its member.

Tables declare no foreign keys: rows of a member share its random key, and are looked at here.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from db.store.engine import reading_transaction
from db.store.errors import is_damage

_KEY, _OWNERS = "member_key", "member"


def is_store_whole(connection: Connection) -> bool:
    """Whether all of a store can be read and fits together; takes as long as reading it all.

    On SQLite each page and index is checked, too; on PostgreSQL each row is read.

    Raises:
        DatabaseError: it cannot be told now, such as a database that is away.
    """
    try:
        return _can_be_read(connection) and not _has_strays(connection)
    except UnicodeDecodeError:  # SQLite quotes bytes that are no text
        return False
    except DatabaseError as error:
        if is_damage(error):
            return False
        raise


def broken_stores(engines: Mapping[str, Engine]) -> list[str]:
    """Names of the stores that are not whole: store -> an engine that may read it.

    Raises:
        DatabaseError: as ``is_store_whole``.
    """
    broken = []
    for store, engine in engines.items():
        with reading_transaction(engine) as connection:
            if not is_store_whole(connection):
                broken.append(store)
    return broken


def _can_be_read(connection: Connection) -> bool:
    if connection.dialect.name == "sqlite":
        return connection.execute(text("PRAGMA integrity_check(1)")).scalar() == "ok"
    for table in inspect(connection).get_table_names():
        # Every row's text is made, so that every page is opened; nothing of it leaves the database.
        read = f'SELECT sum(length(t::text)) FROM "{table}" t'  # noqa: S608 - our own names
        connection.execute(text(read)).scalar()
    return True


def _has_strays(connection: Connection) -> bool:
    """Whether there is a row of a member who is not there."""
    seen = inspect(connection)
    keyed = [
        table
        for table in seen.get_table_names()
        if _KEY in {column["name"] for column in seen.get_columns(table)}
    ]
    return any(_has_stray(connection, table) for table in keyed if table != _OWNERS)


def _has_stray(connection: Connection, table: str) -> bool:
    query = (
        f'SELECT 1 FROM "{table}" t WHERE NOT EXISTS '  # noqa: S608 - our own names
        f"(SELECT 1 FROM {_OWNERS} m WHERE m.{_KEY} = t.{_KEY}) LIMIT 1"
    )
    return connection.execute(text(query)).first() is not None
