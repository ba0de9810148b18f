"""Signing in and out: passphrase and one-time code, or a recovery code in its place.

A wrong passphrase, a wrong code and an unknown name take the same time and say the same.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.access.throttle import SignInThrottle, TryWaits, throttle
from db.desk import leaders, sessions
from db.desk.audit import NOBODY, LeaderAction, note_action
from db.desk.leaders import StoredLeader
from db.store.engine import reading_transaction, writing_transaction

RECOVERY = "recovery code"
ORGANISATION = "organisation"
"""Stored beside a sign-in that was no passphrase with a code."""
_log = logging.getLogger(__name__)


class SignInRefused(Exception):
    """Something of name, passphrase and code is wrong; which of them is not told."""


class TooSoon(Exception):
    """Too many tries failed; ``args[0]`` is the whole seconds to wait.

    A right try under a leader's name waits for no household.
    """


@dataclass(frozen=True)
class SignInInput:
    """What was typed. ``code``: six digits, or a recovery code."""

    name: str
    passphrase: str
    code: str


@dataclass(frozen=True)
class NewSession:
    """A session that has begun.

    Attributes:
        token: for the browser; stored nowhere.
        recovery_left: codes that are left where one was used, else None.
    """

    token: str
    recovery_left: int | None


@dataclass(frozen=True)
class _Verified:
    """What was found out before the transaction; the transaction uses it up."""

    leader: StoredLeader
    step: int | None
    recovery_hash: bytes | None
    stronger_hash: str | None


@dataclass
class _LatestTry:
    """How long the latest wrong try of this process took."""

    seconds: float = 0.05


_latest_try = _LatestTry()


@dataclass(frozen=True)
class SignIn:
    """Where leaders sign in.

    Attributes:
        engine: the members' database.
        pepper: opens sealed secrets, and hashes recovery codes.
        slow: the throttle.
        clock: seconds since 1970.
    """

    engine: Engine
    pepper: bytes
    slow: SignInThrottle = field(default_factory=lambda: throttle)
    clock: Callable[[], float] = time.time

    def sign_in(self, given: SignInInput, household: str = "") -> NewSession:
        """Begin a session.

        Args:
            given: what was typed.
            household: the visitor's address.

        Raises:
            TooSoon: nothing was checked, or something was wrong in a household that has to wait.
            SignInRefused: something was wrong.
        """
        name = " ".join(given.name.split())
        known = self._leader_of_name(name)
        waits = self.slow.begin(name, household, is_known=known is not None)
        if waits.for_name:
            raise TooSoon(waits.for_name)
        try:
            session = self._try_input(known, given, waits)
        except passphrases.TooManyStrangers:
            raise TooSoon(waits.for_household or passphrases.PATIENCE_SECONDS) from None
        if session is None:
            raise TooSoon(waits.for_household) if waits.for_household else SignInRefused
        self.slow.note_success(name, household)
        return session

    def confirm_passphrase(self, leader: Leader, passphrase: str) -> None:
        """Make sure that whoever sits there knows the passphrase of who is signed in.

        Raises:
            TooSoon: nothing was checked.
            SignInRefused: it is another one.
        """
        waits = self.slow.begin(leader.name, None, is_known=True)
        if waits.for_name:
            raise TooSoon(waits.for_name)
        known = self._leader_of_name(leader.name)
        if known is None or not passphrases.passphrase_fits(known.passphrase_hash, passphrase):
            self._note_failure(leader.name)
            raise SignInRefused
        self.slow.note_success(leader.name, None)

    def _leader_of_name(self, name: str) -> StoredLeader | None:
        with reading_transaction(self.engine) as connection:
            return leaders.find_leader(connection, name)

    def _note_failure(self, name: str) -> None:
        with writing_transaction(self.engine) as connection:
            note_action(connection, name, LeaderAction.sign_in_failed)

    def _try_input(
        self, known: StoredLeader | None, given: SignInInput, waits: TryWaits
    ) -> NewSession | None:
        """A session, or None, which takes as long for any reason."""
        started = time.monotonic()
        if known is None and waits.for_household:
            time.sleep(_latest_try.seconds)  # unchecked: as long as a wrong try under a leader's
            return None
        checked = self._check_input(known, given)
        if checked is not None:
            with writing_transaction(self.engine) as connection:
                session = self._begin_session(connection, checked)
            if session is not None:
                return session
        self._note_failure(known.name if known else NOBODY)
        if known is not None:  # whoever was wrong waits in the same queue
            with passphrases.strangers_turn():
                pass
        _latest_try.seconds = min(time.monotonic() - started, passphrases.PATIENCE_SECONDS)
        return None

    def _check_input(self, known: StoredLeader | None, given: SignInInput) -> _Verified | None:
        passphrases.nobodys_hash()  # also for a known leader: it is slow the first time
        fits = False
        if known is None:
            passphrases.check_nobodys(given.passphrase)
        else:
            fits = passphrases.passphrase_fits(known.passphrase_hash, given.passphrase)
        step = one_time_codes.matching_step(self._one_time_secret(known), given.code, self.clock())
        recovery_hash = enrolment.recovery_code_hash(given.code, self.pepper)
        if known is None or not fits or (step is None and recovery_hash is None):
            return None
        outdated = passphrases.is_outdated(known.passphrase_hash)
        stronger = passphrases.hash_passphrase(given.passphrase) if outdated else None
        return _Verified(known, step, recovery_hash, stronger)

    def _one_time_secret(self, known: StoredLeader | None) -> str:
        if known is not None:
            try:
                return one_time_codes.unseal_secret(known.sealed_secret, self.pepper)
            except one_time_codes.SealBrokenError:
                _log.error("The pepper is not the one that sealed the leaders' one-time secrets")
        return one_time_codes.make_secret()  # whose codes nobody knows

    def _begin_session(self, connection: Connection, checked: _Verified) -> NewSession | None:
        leader = checked.leader
        by_recovery = checked.step is None
        if not _spend_code(connection, checked):
            return None
        if checked.stronger_hash:
            leaders.replace_passphrase_hash(connection, leader, checked.stronger_hash)
        note_action(
            connection, leader.name, LeaderAction.signed_in, RECOVERY if by_recovery else ""
        )
        left = leaders.recovery_codes_left(connection, leader.name) if by_recovery else None
        token = sessions.begin_session(connection, leader.name, int(self.clock()))
        return NewSession(token, left)


def _spend_code(connection: Connection, checked: _Verified) -> bool:
    if checked.step is not None:
        return leaders.use_step(connection, checked.leader, checked.step)
    assert checked.recovery_hash is not None
    return leaders.use_recovery_code(connection, checked.leader, checked.recovery_hash)


def sign_in_by_organisation(engine: Engine, email: str, now: int) -> NewSession:
    """Begin a session for a leader whom their organisation vouches for (organisation.py)."""
    with writing_transaction(engine) as connection:
        note_action(connection, email, LeaderAction.signed_in, ORGANISATION)
        return NewSession(sessions.begin_session(connection, email, now), None)


def sign_out(engine: Engine, leader: Leader) -> None:
    """End this session, in every tab that shares it."""
    with writing_transaction(engine) as connection:
        sessions.end_session(connection, leader.session)
        note_action(connection, leader.name, LeaderAction.signed_out)
