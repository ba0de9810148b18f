"""A leader leaves the desk; the last one never does: nobody could let them in again."""

from sqlalchemy import Engine

from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from db.desk import leaders, sessions
from db.store.engine import reading_transaction, writing_transaction


class LastLeader(Exception):
    """Nobody else could sign in to the desk."""


def is_last_leader(engine: Engine) -> bool:
    """Whether at most one leader is there who signs in with a passphrase."""
    with reading_transaction(engine) as connection:
        return len(leaders.leader_names(connection)) <= 1


def leave_desk(engine: Engine, leader: Leader) -> None:
    """Forget a leader at their own wish, credentials and sessions included.

    Raises:
        LastLeader: nothing was changed; looked at in the same transaction, so that of two who
            leave at once one stays.
        SessionEnded: the session ended meanwhile; nothing was changed.
    """
    with writing_transaction(engine) as connection:
        log_leader_act(connection, leader, LeaderAction.leader_left, leader.name)
        if len(leaders.leader_names(connection)) <= 1:
            raise LastLeader
        leaders.remove_leader(connection, leader.name)
        sessions.end_all_sessions(connection, leader.name)
