"""A fingerprint of the pepper in the store that needs it: another one is refused, never taken.

With another pepper no return code opens, no leader signs in, and no page would say why. What is
stored is scrypt of the pepper under a random salt (RFC 7914): one guess costs 16 MB and some
50 ms, and a pepper that was made here has 256 bits.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, insert, select

from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import SettingRow

_SETTING = "pepper_fingerprint"
_setting = core_table(SettingRow)
_SALT_BYTES = 16
_COST = 2**14


def load_fingerprint(connection: Connection) -> str | None:
    """What a members' store says of its pepper; None before it was first used.

    Args:
        connection: reads the members' database, of whatever version, or an empty one.
    """
    if not connection.dialect.has_table(connection, _setting.name):
        return None
    query = select(_setting.c.value).where(_setting.c.name == _SETTING)
    found: str | None = connection.execute(query).scalar()
    return found


def find_fitting(fingerprint: str, peppers: Iterable[bytes]) -> bytes | None:
    """The first of these peppers that a fingerprint was made of, None where there is none."""
    salt = bytes.fromhex(fingerprint.partition("$")[0])
    fits = (each for each in peppers if hmac.compare_digest(_with_salt(each, salt), fingerprint))
    return next(fits, None)


def store_fingerprint(members: Engine, pepper: bytes) -> str:
    """Note a pepper's fingerprint where there is none yet.

    Returns:
        What is stored now: another start may have come first, with another pepper.
    """
    ours = _with_salt(pepper, secrets.token_bytes(_SALT_BYTES))
    with writing_transaction(members) as connection:
        found = load_fingerprint(connection)
        if found is None:
            connection.execute(insert(_setting), {"name": _SETTING, "value": ours})
    return found or ours


def stored_fingerprint(members: Engine) -> str | None:
    """As ``load_fingerprint``, by itself."""
    with reading_transaction(members) as connection:
        return load_fingerprint(connection)


def forget_fingerprint(connection: Connection) -> None:
    """Take it out, within a transaction: the next pepper is this store's own."""
    connection.execute(delete(_setting).where(_setting.c.name == _SETTING))


def _with_salt(pepper: bytes, salt: bytes) -> str:
    return f"{salt.hex()}${hashlib.scrypt(pepper, salt=salt, n=_COST, r=8, p=1).hex()}"
