"""A leader invites another: a code that is shown once; whoever has it makes a sign-in of their own.

The code is never in an address: what stands there is kept by browsers, and by proxies' logs.
"""

import datetime
import time

from sqlalchemy import Engine

from dashboard.leaders.access import enrolment
from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.leaders.access.sign_in import NewSession
from db import codes
from db.desk import leader_invitations, leaders, sessions
from db.desk.audit import note_action
from db.desk.leader_invitations import LeaderInvitation, TooManyInvitations
from db.store.engine import reading_transaction, writing_transaction

OPEN_DAYS = 7
"""So long an invitation can be used."""
_KIND = "leader invitation "
"""Apart from other codes: the same characters give another hash."""


class InvitationProblem(Exception):
    """Nothing was stored; ``args[0]`` is a key in ``[leaders.invite_leader.problem]``."""


def invite_leader(
    engine: Engine, leader: Leader, written: str, pepper: bytes, today: datetime.date
) -> str:
    """Invite somebody to lead; returns the code, which is stored nowhere and shown once.

    Raises:
        InvitationProblem: ``name``, ``taken`` or ``too_many``.
        SessionEnded: the session ended meanwhile; nothing was stored.
    """
    name = enrolment.tidy_name(written)
    if name is None:
        raise InvitationProblem("name")
    code = codes.make_return_code()
    ends_on = today + datetime.timedelta(OPEN_DAYS)
    invitation = LeaderInvitation(name, _code_hash(code, pepper), ends_on.isoformat())
    with writing_transaction(engine) as connection:
        if leaders.find_leader(connection, name) is not None:
            raise InvitationProblem("taken")
        try:
            leader_invitations.add_invitation(connection, invitation, today)
        except TooManyInvitations:
            raise InvitationProblem("too_many") from None
        log_leader_act(connection, leader, LeaderAction.leader_invited, name)
    return code


def names_invited(engine: Engine, today: datetime.date) -> list[str]:
    """Who was invited and has not come yet."""
    with reading_transaction(engine) as connection:
        return [one.name for one in leader_invitations.open_invitations(connection, today)]


def take_back_invitation(engine: Engine, leader: Leader, name: str, today: datetime.date) -> bool:
    """Take an invitation back; False where it is not open any more.

    Raises:
        SessionEnded: the session ended meanwhile; nothing was changed.
    """
    with writing_transaction(engine) as connection:
        known = leader_invitations.open_invitations(connection, today)
        found = next((one for one in known if one.name == name), None)
        if found is None:
            return False
        leader_invitations.take_invitation(connection, found.code_hash, today)
        log_leader_act(connection, leader, LeaderAction.invitation_taken_back, name)
    return True


def name_of_invitation(
    engine: Engine, written: str, pepper: bytes, today: datetime.date
) -> str | None:
    """Whom a code invites; None where it invites nobody today."""
    code_hash = _code_hash(written, pepper)
    with reading_transaction(engine) as connection:
        known = leader_invitations.open_invitations(connection, today)
    return next((one.name for one in known if one.code_hash == code_hash), None)


def accept_invitation(
    engine: Engine,
    written: str,
    sealed: leaders.LeaderCredentials,
    pepper: bytes,
    today: datetime.date,
) -> NewSession | None:
    """Make a leader of who was invited, and sign them in; None where the code opens nothing.

    All in one transaction: a second tap finds the invitation used up, and makes nobody twice.
    """
    with writing_transaction(engine) as connection:
        found = leader_invitations.take_invitation(connection, _code_hash(written, pepper), today)
        if found is None or leaders.find_leader(connection, found.name) is not None:
            return None
        leaders.add_leader(connection, found.name, sealed)
        note_action(connection, found.name, LeaderAction.invitation_accepted, found.name)
        token = sessions.begin_session(connection, found.name, int(time.time()))
    return NewSession(token, None)


def _code_hash(written: str, pepper: bytes) -> str:
    """A keyed hash in hexadecimal digits; of something that is no code, one that fits nothing."""
    code = codes.normalise_return_code(written)
    return "" if code is None else codes.hash_code(_KIND + code, pepper).hex()
