"""A leader with a telephone: enrolled as the command does it, with codes as the app makes them."""

import time
from dataclasses import dataclass

import pyotp
from sqlalchemy import Engine

from dashboard.leaders.access import enrolment, passphrases
from dashboard.leaders.access.sign_in import Given
from db.store.engine import writing

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

    def given(self, at: float | None = None, **other: str) -> Given:
        """What the leader types into the form."""
        typed = {"name": self.name, "passphrase": PASSPHRASE, "code": self.code(at)}
        return Given(**typed | other)


def enrol(engine: Engine, pepper: bytes, name: str = "Anna") -> Telephone:
    """A new leader with ``PASSPHRASE``."""
    handed = enrolment.draw(name)
    sealed = enrolment.sealed(handed, passphrases.hashed(PASSPHRASE), pepper)
    with writing(engine) as connection:
        enrolment.add(connection, name, sealed)
    return Telephone(name, handed.secret, handed.recovery_codes)
