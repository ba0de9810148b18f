"""Signing in and out: passphrase and one-time code, or a recovery code in its place.

A wrong passphrase, a wrong code and an unknown name take the same time and say the same.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from dashboard.leaders import recovery
from dashboard.leaders.access import one_time_codes, passphrases
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.access.throttle import Throttle, throttle
from db.desk import leaders, sessions
from db.desk.audit import NOBODY, Action, note
from db.desk.leaders import StoredLeader
from db.store.engine import reading, writing

RECOVERY = "recovery code"
ORGANISATION = "organisation"
"""Stored beside a sign-in that was no passphrase with a code."""
_log = logging.getLogger(__name__)


class Refused(Exception):
    """Something of name, passphrase and code is wrong; which of them is not told."""


class TooSoon(Exception):
    """Too many tries failed; ``args[0]`` is the whole seconds to wait."""


@dataclass(frozen=True)
class Given:
    """What was typed. ``code``: six digits, or a recovery code."""

    name: str
    passphrase: str
    code: str


@dataclass(frozen=True)
class SignedIn:
    """A session that has begun.

    Attributes:
        token: for the browser; stored nowhere.
        recovery_left: codes that are left where one was used, else None.
    """

    token: str
    recovery_left: int | None


@dataclass(frozen=True)
class _Checked:
    """What was found out before the transaction; the transaction uses it up."""

    leader: StoredLeader
    step: int | None
    recovery_hash: bytes | None
    stronger_hash: str | None


@dataclass(frozen=True)
class Door:
    """Where leaders sign in.

    Attributes:
        engine: the members' database.
        pepper: opens sealed secrets, and hashes recovery codes.
        slow: the throttle.
        clock: seconds since 1970.
    """

    engine: Engine
    pepper: bytes
    slow: Throttle = field(default_factory=lambda: throttle)
    clock: Callable[[], float] = time.time

    def sign_in(self, given: Given) -> SignedIn:
        """Begin a session.

        Raises:
            TooSoon: nothing was checked.
            Refused: something was wrong.
        """
        name = " ".join(given.name.split())
        self._ask_for_a_try(name)
        known, checked = self._check(name, given)
        with writing(self.engine) as connection:
            signed_in = checked and self._begin(connection, checked)
            if not signed_in:
                note(connection, known.name if known else NOBODY, Action.sign_in_failed)
        if not signed_in:
            raise Refused
        self.slow.succeeded(name)
        return signed_in

    def confirm(self, leader: Leader, passphrase: str) -> None:
        """Make sure that whoever sits there knows the passphrase of who is signed in.

        Raises:
            TooSoon: nothing was checked.
            Refused: it is another one.
        """
        self._ask_for_a_try(leader.name)
        with reading(self.engine) as connection:
            known = leaders.find(connection, leader.name)
        if known is None or not passphrases.fits(known.passphrase_hash, passphrase):
            with writing(self.engine) as connection:
                note(connection, leader.name, Action.sign_in_failed)
            raise Refused
        self.slow.succeeded(leader.name)

    def _ask_for_a_try(self, name: str) -> None:
        wait = self.slow.begin(name)
        if wait:
            raise TooSoon(wait)

    def _check(self, name: str, given: Given) -> tuple[StoredLeader | None, _Checked | None]:
        with reading(self.engine) as connection:
            known = leaders.find(connection, name)
        nobody = passphrases.nobodys_hash()  # also for a known leader: it is slow the first time
        fits = passphrases.fits(known.passphrase_hash if known else nobody, given.passphrase)
        step = one_time_codes.matching_step(self._secret(known), given.code, self.clock())
        recovery_hash = recovery.hashed(given.code, self.pepper)
        if known is None or not fits or (step is None and recovery_hash is None):
            return known, None
        outdated = passphrases.is_outdated(known.passphrase_hash)
        stronger = passphrases.hashed(given.passphrase) if outdated else None
        return known, _Checked(known, step, recovery_hash, stronger)

    def _secret(self, known: StoredLeader | None) -> str:
        if known is not None:
            try:
                return one_time_codes.unseal(known.sealed_secret, self.pepper)
            except one_time_codes.SealBrokenError:
                _log.error("The pepper is not the one that sealed the leaders' one-time secrets")
        return one_time_codes.make_secret()  # whose codes nobody knows

    def _begin(self, connection: Connection, checked: _Checked) -> SignedIn | None:
        leader = checked.leader
        by_recovery = checked.step is None
        if not _used_up(connection, checked):
            return None
        if checked.stronger_hash:
            leaders.rehash(connection, leader, checked.stronger_hash)
        note(connection, leader.name, Action.signed_in, RECOVERY if by_recovery else "")
        left = leaders.recovery_left(connection, leader.name) if by_recovery else None
        token = sessions.begin(connection, leader.name, int(self.clock()))
        return SignedIn(token, left)


def _used_up(connection: Connection, checked: _Checked) -> bool:
    if checked.step is not None:
        return leaders.use_step(connection, checked.leader, checked.step)
    assert checked.recovery_hash is not None
    return leaders.use_recovery(connection, checked.leader, checked.recovery_hash)


def sign_in_by_organisation(engine: Engine, email: str, now: int) -> SignedIn:
    """Begin a session for a leader whom their organisation vouches for (organisation.py)."""
    with writing(engine) as connection:
        note(connection, email, Action.signed_in, ORGANISATION)
        return SignedIn(sessions.begin(connection, email, now), None)


def sign_out(engine: Engine, leader: Leader) -> None:
    """End this session, in every tab that shares it."""
    with writing(engine) as connection:
        sessions.end(connection, leader.session)
        note(connection, leader.name, Action.signed_out)
