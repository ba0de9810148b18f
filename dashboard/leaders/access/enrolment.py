"""A leader's credentials: made, shown once, and stored in a form that cannot be read back."""

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection

from dashboard.leaders.access import one_time_codes
from db import codes
from db.desk import leaders, sessions
from db.desk.audit import SERVER, LeaderAction, note_action

LONGEST_NAME = 40
_NAME = re.compile(r"[^\W_](?:[\w .'\u2019-]*[\w.])?")


@dataclass(frozen=True)
class NewCredentials:
    """What a leader takes home; shown once and stored nowhere.

    Attributes:
        name: who it is for.
        secret: for the app that makes one-time codes.
        recovery_codes: ten of them.
    """

    name: str
    secret: str
    recovery_codes: tuple[str, ...]


def tidy_name(written: str) -> str | None:
    """A name without stray spaces, or None for one that no leader may have.

    Never with an "@": whoever signs in by e-mail address goes by that.
    """
    name = " ".join(unicodedata.normalize("NFC", written).split())
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or name.casefold() == SERVER:
        return None
    return name


def new_credentials(name: str) -> NewCredentials:
    """A new secret and new recovery codes."""
    return NewCredentials(name, one_time_codes.make_secret(), new_recovery_codes())


def seal_credentials(
    handed: NewCredentials,
    passphrase_hash: str,
    pepper: bytes,
    last_step: int = 0,
) -> leaders.LeaderCredentials:
    """What is stored of credentials; ``last_step`` as in ``LeaderCredentials``."""
    hashes = (recovery_code_hash(code, pepper) for code in handed.recovery_codes)
    return leaders.LeaderCredentials(
        passphrase_hash,
        one_time_codes.seal_secret(handed.secret, pepper),
        tuple(found for found in hashes if found is not None),
        last_step,
    )


def add_leader(connection: Connection, name: str, credentials: leaders.LeaderCredentials) -> None:
    """Store a new leader; a command on the server did it.

    Raises:
        LeaderExists: under this name, in whatever case.
    """
    leaders.add_leader(connection, name, credentials)
    note_action(connection, SERVER, LeaderAction.leader_added, name)


def reset_leader(connection: Connection, name: str, credentials: leaders.LeaderCredentials) -> None:
    """Replace all of a leader's credentials and end all sessions; a command on the server did it.

    Raises:
        NoSuchLeader: nobody has this name.
    """
    leaders.replace_credentials(connection, name, credentials)
    sessions.end_all_sessions(connection, name)
    note_action(connection, SERVER, LeaderAction.leader_reset, name)


def remove_leader(connection: Connection, name: str) -> None:
    """Forget a leader and end all sessions; a command on the server did it.

    Raises:
        NoSuchLeader: nobody has this name.
    """
    leaders.remove_leader(connection, name)
    sessions.end_all_sessions(connection, name)
    note_action(connection, SERVER, LeaderAction.leader_removed, name)


HOW_MANY = 10
_KIND = "recovery "
"""Apart from return codes: the same characters give another hash."""


def new_recovery_codes() -> tuple[str, ...]:
    """Ten new codes of 80 random bits, written as return codes are."""
    return tuple(codes.make_return_code() for _ in range(HOW_MANY))


def recovery_code_hash(written: str, pepper: bytes) -> bytes | None:
    """HMAC-SHA256 of a recovery code, read forgivingly; None where no code can be read."""
    code = codes.normalise_return_code(written)
    return None if code is None else codes.hash_code(_KIND + code, pepper)
