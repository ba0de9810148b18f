"""Leaders as they are stored: a hashed passphrase, a sealed secret, one-time recovery codes.

Everything takes a connection, so that what was done and its line in the audit log are one
transaction.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from db.store.engine import core_table
from db.tables import LeaderRow, RecoveryCodeRow

FARTHEST_STEPS = 2
"""Half minutes between the oldest and the newest code that are good at one moment."""
_leader, _recovery = core_table(LeaderRow), core_table(RecoveryCodeRow)


class LeaderExists(Exception):
    """There is a leader of this name already."""


class NoSuchLeader(Exception):
    """No leader has this name."""


@dataclass(frozen=True)
class LeaderCredentials:
    """What a leader signs in with, in the only form that is stored.

    Attributes:
        passphrase_hash: an Argon2 hash with its parameters.
        sealed_secret: the secret of the one-time codes, encrypted.
        recovery_hashes: keyed hashes of the recovery codes, 32 bytes each.
        last_step: the half minute of the code that proved the secret; 0 where none did.
    """

    passphrase_hash: str
    sealed_secret: bytes
    recovery_hashes: tuple[bytes, ...]
    last_step: int = 0


@dataclass(frozen=True)
class StoredLeader:
    """A leader's row; ``last_step`` is the newest half minute whose code was used."""

    name: str
    passphrase_hash: str
    sealed_secret: bytes
    last_step: int


def leader_names(connection: Connection) -> list[str]:
    """Every leader's name, in alphabetical order."""
    return sorted(connection.execute(select(_leader.c.name)).scalars(), key=str.casefold)


def find_leader(connection: Connection, name: str) -> StoredLeader | None:
    """The leader of this name in whatever case, or None.

    All of them are read: there are ten at most, and neither database folds case as people do.
    """
    rows = connection.execute(select(_leader)).mappings().all()
    found = [row for row in rows if row["name"].casefold() == name.casefold()]
    return StoredLeader(**found[0]) if found else None


def add_leader(connection: Connection, name: str, credentials: LeaderCredentials) -> None:
    """Store a new leader.

    Raises:
        LeaderExists: under this name, in whatever case.
    """
    if find_leader(connection, name) is not None:
        raise LeaderExists
    connection.execute(insert(_leader), {"name": name, **_credential_columns(credentials)})
    _store_recovery_codes(connection, name, credentials)


def replace_credentials(connection: Connection, name: str, credentials: LeaderCredentials) -> None:
    """Give a leader new credentials; none of the old ones works any more.

    Raises:
        NoSuchLeader: nobody has this name.
    """
    changed = update(_leader).where(_leader.c.name == name)
    if connection.execute(changed.values(**_credential_columns(credentials))).rowcount == 0:
        raise NoSuchLeader
    connection.execute(delete(_recovery).where(_recovery.c.leader == name))
    _store_recovery_codes(connection, name, credentials)


def remove_leader(connection: Connection, name: str) -> None:
    """Forget a leader and all credentials.

    Raises:
        NoSuchLeader: nobody has this name.
    """
    if connection.execute(delete(_leader).where(_leader.c.name == name)).rowcount == 0:
        raise NoSuchLeader
    connection.execute(delete(_recovery).where(_recovery.c.leader == name))


def use_step(connection: Connection, leader: StoredLeader, step: int) -> bool:
    """Use a one-time code up; False where it, or a later one, was used before.

    A code that is good now is at most ``FARTHEST_STEPS`` older than any other: a later one was
    used while the clock was ahead, and is not believed.

    Also False where the leader has other credentials by now than those that were checked.
    """
    is_from_the_future = _leader.c.last_step > step + FARTHEST_STEPS
    unused = (_leader.c.name == leader.name) & ((_leader.c.last_step < step) | is_from_the_future)
    same = _leader.c.passphrase_hash == leader.passphrase_hash
    used = connection.execute(update(_leader).where(unused & same).values(last_step=step))
    return used.rowcount == 1


def use_recovery_code(connection: Connection, leader: StoredLeader, recovery_hash: bytes) -> bool:
    """Use a recovery code up; False where it was used before, or never given to this leader."""
    this = (_recovery.c.recovery_hash == recovery_hash) & (_recovery.c.leader == leader.name)
    return connection.execute(delete(_recovery).where(this)).rowcount == 1


def recovery_codes_left(connection: Connection, name: str) -> int:
    """How many recovery codes a leader has left."""
    query = select(func.count()).select_from(_recovery).where(_recovery.c.leader == name)
    return int(connection.execute(query).scalar_one())


def replace_passphrase_hash(
    connection: Connection, leader: StoredLeader, passphrase_hash: str
) -> None:
    """Store the same passphrase under stronger parameters, unless it was changed meanwhile."""
    same = (_leader.c.name == leader.name) & (_leader.c.passphrase_hash == leader.passphrase_hash)
    connection.execute(update(_leader).where(same).values(passphrase_hash=passphrase_hash))


def _credential_columns(credentials: LeaderCredentials) -> dict[str, Any]:
    return {
        "passphrase_hash": credentials.passphrase_hash,
        "sealed_secret": credentials.sealed_secret,
        "last_step": credentials.last_step,
    }


def _store_recovery_codes(
    connection: Connection, name: str, credentials: LeaderCredentials
) -> None:
    rows = [{"recovery_hash": h, "leader": name} for h in credentials.recovery_hashes]
    if rows:
        connection.execute(insert(_recovery), rows)
