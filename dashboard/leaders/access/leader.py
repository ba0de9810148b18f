"""Who may act: a ``Leader`` is made here alone, from a session that is alive.

A function that acts for leaders takes a ``Leader``, and ends with ``log_leader_act`` in the
transaction of what it did. ``log_leader_act`` looks at the session once more, so that nothing is
done for a leader who was removed or signed out a moment ago.
"""

import time
from typing import final

from sqlalchemy import Connection, Engine

from dashboard.settings import settings
from dashboard.ui.page_ended import PageEnded
from db.desk import leaders, sessions
from db.desk.audit import LeaderAction, note_action
from db.store.engine import reading_transaction, writing_transaction

__all__ = ["Leader", "LeaderAction", "SessionEnded", "leader_of_session", "log_leader_act"]

_MADE_HERE = object()


class SessionEnded(PageEnded):
    """The leader's session ended; what was begun is undone, and the next run shows the form."""


@final
class Leader:
    """A leader who is signed in, for the length of one run of a page."""

    __slots__ = ("_session", "name")

    def __init__(self, name: str, session: bytes, made_here: object) -> None:
        """Refuse to be made anywhere else.

        Raises:
            TypeError: ``made_here`` is not what this module alone has.
        """
        if made_here is not _MADE_HERE:
            raise TypeError("leader_made_elsewhere")
        self.name = name
        self._session = session

    @property
    def session(self) -> bytes:
        """The hash of the session's token."""
        return self._session

    @property
    def has_passphrase(self) -> bool:
        """Whether they sign in here; others do it at their organisation, by e-mail address."""
        return "@" not in self.name


def leader_of_session(engine: Engine, token: str, now: int | None = None) -> Leader | None:
    """The leader whose session this is; None where it has ended or its leader is one no more.

    Args:
        engine: the members' database.
        token: what the browser or its page held.
        now: seconds since 1970; the clock's unless given.
    """
    moment = int(time.time()) if now is None else now
    session = sessions.hash_token(token)
    with reading_transaction(engine) as connection:
        name = sessions.leader_name_of_session(connection, session, moment)
        if name is None or not _may_lead(connection, name):
            return None
        seen = sessions.was_seen_lately(connection, session, moment)
    if not seen:
        with writing_transaction(engine) as connection:
            sessions.note_seen(connection, session, moment)
    return Leader(name, session, _MADE_HERE)


def log_leader_act(
    connection: Connection, leader: Leader, action: LeaderAction, about: str = ""
) -> None:
    """Write down what a leader does, in the same transaction as doing it.

    Args:
        connection: inside ``db.store.engine.writing_transaction``.
        leader: who does it.
        action: what is done.
        about: the batch, setting or edition, such as "batch 3"; never a member.

    Raises:
        SessionEnded: the session ended meanwhile; leaving the transaction by it undoes the rest.
        ValueError: ``about`` is over 120 characters, or may be a member's key or return code.
    """
    alive = sessions.leader_name_of_session(connection, leader.session, int(time.time()))
    if alive != leader.name:
        raise SessionEnded
    note_action(connection, leader.name, action, about)


def _may_lead(connection: Connection, name: str) -> bool:
    known = leaders.find_leader(connection, name) is not None
    return known or name in settings().organisation_leaders()
