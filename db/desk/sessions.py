"""Leaders who are signed in: a session is a random token that the browser holds, and its hash here.

Times are whole seconds since 1970 and are about leaders alone.
"""

import hashlib
import secrets

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from db.store.engine import core_table
from db.tables import LeaderSessionRow

IDLE_SECONDS = 30 * 60
"""A session ends half an hour after its leader last did something; issue 6."""
LONGEST_SECONDS = 8 * 60 * 60
"""A session ends a working day after it began, whatever the leader did; issue 6."""
SEEN_EVERY_SECONDS = 60
"""A tap within the same minute writes nothing: each write waits for the disk."""
AHEAD_SECONDS = 120
"""So much may the clocks of two machines differ; what began later than that is not believed."""
TOKEN_BYTES = 32

_session = core_table(LeaderSessionRow)


def hash_token(token: str) -> bytes:
    """SHA-256 of a token, 32 bytes; 256 random bits need neither salt nor pepper."""
    return hashlib.sha256(token.encode()).digest()


def begin_session(connection: Connection, leader: str, now: int) -> str:
    """Begin a session; sessions that have ended are swept away.

    Returns:
        The token, which is stored nowhere.
    """
    connection.execute(delete(_session).where(~_is_alive(now)))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {"token_hash": hash_token(token), "leader": leader, "began_at": now, "seen_at": now}
    connection.execute(insert(_session), row)
    return token


def leader_name_of_session(connection: Connection, token_hash: bytes, now: int) -> str | None:
    """Whose session this is, or None where it has ended or never was."""
    query = select(_session.c.leader).where(_session.c.token_hash == token_hash, _is_alive(now))
    found: str | None = connection.execute(query).scalar()
    return found


def was_seen_lately(connection: Connection, token_hash: bytes, now: int) -> bool:
    """Whether noting that the leader is still there can wait."""
    query = select(_session.c.seen_at).where(_session.c.token_hash == token_hash)
    seen: int | None = connection.execute(query).scalar()
    return seen is not None and now - seen < SEEN_EVERY_SECONDS


def note_seen(connection: Connection, token_hash: bytes, now: int) -> None:
    """Note that the leader did something; a session that has ended is not revived."""
    this = update(_session).where(_session.c.token_hash == token_hash, _is_alive(now))
    connection.execute(this.values(seen_at=now))


def end_session(connection: Connection, token_hash: bytes) -> None:
    """End one session, in every tab that holds its token."""
    connection.execute(delete(_session).where(_session.c.token_hash == token_hash))


def end_all_sessions(connection: Connection, leader: str, but: bytes = b"") -> None:
    """End every session of a leader, except the one with the token hash ``but``."""
    theirs = (_session.c.leader == leader) & (_session.c.token_hash != but)
    connection.execute(delete(_session).where(theirs))


def _is_alive(now: int) -> ColumnElement[bool]:
    """Not too old, and not from the future: a clock that was ahead began it."""
    latest = now + AHEAD_SECONDS
    used = _session.c.seen_at.between(now - IDLE_SECONDS + 1, latest)
    young = _session.c.began_at.between(now - LONGEST_SECONDS + 1, latest)
    return used & young
