"""A leader with a telephone: enrolled as the command does it, with codes as the app makes them."""

import time
from dataclasses import dataclass

import pyotp
from sqlalchemy import Engine

from dashboard.leaders.access import enrolment, passphrases
from dashboard.leaders.access.sign_in import SignInInput
from db.store.engine import writing_transaction

PASSPHRASE = "seven quiet otters dance"
HALF_MINUTE = 30


@dataclass
class Telephone:
    """What a leader took home.

    Attributes:
        name: the leader's.
        secret: in the telephone's app.
        recovery_codes: on paper.
    """

    name: str
    secret: str
    recovery_codes: tuple[str, ...]

    def code(self, at: float | None = None) -> str:
        """The six digits that the app shows at a time, now unless told."""
        return str(pyotp.TOTP(self.secret).at(int(time.time() if at is None else at)))

    def given(self, at: float | None = None, **other: str) -> SignInInput:
        """What the leader types into the form."""
        typed = {"name": self.name, "passphrase": PASSPHRASE, "code": self.code(at)}
        return SignInInput(**typed | other)


def enrol(engine: Engine, pepper: bytes, name: str = "Anna") -> Telephone:
    """A new leader with ``PASSPHRASE``."""
    handed = enrolment.new_credentials(name)
    sealed = enrolment.seal_credentials(handed, passphrases.hash_passphrase(PASSPHRASE), pepper)
    with writing_transaction(engine) as connection:
        enrolment.add_leader(connection, name, sealed)
    return Telephone(name, handed.secret, handed.recovery_codes)
