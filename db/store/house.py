"""One random name for both stores: editions know the members' store that they were made of.

Without it an empty members' store would be made in the place of a lost one, and every page would
look as it did, with no edition ever again.
"""

import secrets

from sqlalchemy import Connection, Engine, delete, insert, select

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
    with reading_transaction(editions) as connection:
        theirs = _name_of_editions(connection)
        is_empty = connection.execute(select(_edition.c.number).limit(1)).first() is None
    ours = _name_of_members(members, may_be_new=theirs is None, are_editions_empty=is_empty)
    if theirs is None:
        with writing_transaction(editions) as connection:
            theirs = _name_of_editions(connection)
            if theirs is None:
                theirs = ours
                connection.execute(insert(_house), {"name": ours})
    if theirs != ours:
        raise StoreError("stores_differ")


def forget_name(connection: Connection) -> None:
    """Take the name out of either store, within a transaction: it is filled from another place."""
    if connection.dialect.has_table(connection, _house.name):
        connection.execute(delete(_house))
    else:
        connection.execute(delete(_setting).where(_setting.c.name == _SETTING))


def _name_of_editions(connection: Connection) -> str | None:
    found: str | None = connection.execute(select(_house.c.name)).scalar()
    return found


def _name_of_members(members: Engine, *, may_be_new: bool, are_editions_empty: bool) -> str:
    query = select(_setting.c.value).where(_setting.c.name == _SETTING)
    with reading_transaction(members) as connection:
        found: str | None = connection.execute(query).scalar()
    if found is not None:
        return found
    with writing_transaction(members) as connection:
        found = connection.execute(query).scalar()
        if found is None:
            holds_people = connection.execute(select(_member.c.member_key).limit(1)).first()
            if not may_be_new or (holds_people is None and not are_editions_empty):
                raise StoreError("members_lost")
            found = secrets.token_hex(NAME_BYTES)
            connection.execute(insert(_setting), {"name": _SETTING, "value": found})
    # Out of the log, before editions hold it: a log may be torn, and the name stays.
    forget_deleted_rows(members)
    return found
