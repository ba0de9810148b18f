"""One random name for both stores: editions know the members' store that they were made of.

Without it an empty members' store would be made in the place of a lost one, and every page would
look as it did, with no edition ever again.
"""

import secrets

from sqlalchemy import Connection, Engine, Table, delete, insert, literal, select

from db.editions.tables import EditionRow, HouseRow
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.store.errors import StoreError
from db.tables import Member, SettingRow

NAME_BYTES = 16
_SETTING = "house"
_setting, _house = core_table(SettingRow), core_table(HouseRow)
_member, _edition = core_table(Member), core_table(EditionRow)


def tie_stores(members: Engine, editions: Engine) -> None:
    """Give both stores one name where they have none; else make sure that they belong together.

    Stores of an earlier version get theirs here, at the first start of this one.

    Args:
        members: writes the members' database.
        editions: writes the editions.

    Raises:
        StoreError: ``members_lost`` where the editions are of a store that is not here;
            ``stores_differ`` where both are there, of two groups or two moments.
    """
    check_tie(members, editions)
    ours = _name_or_new(members)
    with reading_transaction(editions) as connection:
        theirs = _name_of_editions(connection)
    if theirs is None:
        with writing_transaction(editions) as connection:
            theirs = _name_of_editions(connection)
            if theirs is None:
                theirs = ours
                connection.execute(insert(_house), {"name": ours})
    if theirs != ours:
        raise StoreError("stores_differ")


def check_tie(members: Engine, editions: Engine) -> None:
    """Make sure that two stores belong together, as far as they have names; nothing is written.

    Args:
        members: reads the members' database, of whatever version, or an empty one.
        editions: reads the editions.

    Raises:
        StoreError: as ``tie_stores``.
    """
    with reading_transaction(members) as connection:
        ours, has_people = _name_of_members(connection), _has_rows(connection, _member)
    with reading_transaction(editions) as connection:
        theirs, has_editions = _name_of_editions(connection), _has_rows(connection, _edition)
    if ours is None and (theirs is not None or (has_editions and not has_people)):
        raise StoreError("members_lost")
    if None not in (ours, theirs) and ours != theirs:
        raise StoreError("stores_differ")


def forget_name(connection: Connection) -> None:
    """Take the name out of either store, within a transaction: it is filled from another place."""
    if connection.dialect.has_table(connection, _house.name):
        connection.execute(delete(_house))
    else:
        connection.execute(delete(_setting).where(_setting.c.name == _SETTING))


def _has_rows(connection: Connection, table: Table) -> bool:
    if not connection.dialect.has_table(connection, table.name):
        return False
    return connection.execute(select(literal(1)).select_from(table).limit(1)).first() is not None


def _name_of_editions(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, _house.name):
        return None
    found: str | None = connection.execute(select(_house.c.name)).scalar()
    return found


def _name_of_members(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, _setting.name):
        return None
    query = select(_setting.c.value).where(_setting.c.name == _SETTING)
    found: str | None = connection.execute(query).scalar()
    return found


def _name_or_new(members: Engine) -> str:
    with reading_transaction(members) as connection:
        found = _name_of_members(connection)
    if found is not None:
        return found
    with writing_transaction(members) as connection:
        found = _name_of_members(connection)
        if found is None:
            found = secrets.token_hex(NAME_BYTES)
            connection.execute(insert(_setting), {"name": _SETTING, "value": found})
    # Out of the log, before editions hold it: a log may be torn, and the name stays.
    forget_deleted_rows(members)
    return found
