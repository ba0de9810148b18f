"""Throw-away stores: filled, with too few for most figures, empty, and broken."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from dashboard import demo
from dashboard.commands.server_process import Place, serving
from dashboard.commands.stores import opened
from dashboard.commands.touring.visitor import Visitor
from dashboard.leaders.access import enrolment, passphrases
from dashboard.publishing import publish
from dashboard.stores import Stores
from db.store.engine import writing

SEED = 1
MANY, FEW = 700, 36
"""Members: as in the demo, and just enough for a first edition whose cells are mostly hidden."""
NAME, PASSPHRASE = "Robin", "four grey herons wade"
EDITIONS = "editions.sqlite"


@dataclass(frozen=True)
class Shown:
    """A server on a throw-away store.

    Attributes:
        address: such as ``http://127.0.0.1:8501``.
        recovery_codes: each signs the invented leader in once.
    """

    address: str
    recovery_codes: list[str]

    def sign_in(self, visitor: Visitor) -> None:
        """Fill in the leaders' form and wait for the desk."""
        visitor.write("desk-name", NAME)
        visitor.write("desk-passphrase-0", PASSPHRASE)
        visitor.write("desk-code-0", self.recovery_codes.pop())
        visitor.page.locator('[data-testid="stFormSubmitButton"] button').click()
        visitor.find("desk-line").first.wait_for()
        visitor.settle()


@contextmanager
def show(state: str, folder: Path, port: int) -> Iterator[Shown]:
    """A server on a new store.

    Args:
        state: a name in ``STATES``.
        folder: where its files go.
        port: on which it listens.
    """
    place, pepper = Place("127.0.0.1", port), secrets.token_hex(16)
    with opened(folder) as stores:
        STATES[state](stores)
        codes = _enrol(stores.members, pepper.encode())
    environment = {
        "SWEETSPOT_STORE": str(folder),
        "SWEETSPOT_PEPPER": pepper,
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    with serving(place, environment):
        if state == "away":
            _break(folder)
        yield Shown(f"http://{place.host}:{port}", codes)


def _enrol(members: Engine, pepper: bytes) -> list[str]:
    handed = enrolment.draw(NAME)
    sealed = enrolment.sealed(handed, passphrases.hashed(PASSPHRASE), pepper)
    with writing(members) as connection:
        enrolment.add(connection, NAME, sealed)
    return list(handed.recovery_codes)


def _filled(members: int) -> Callable[[Stores], None]:
    def fill(stores: Stores) -> None:
        demo.fill(stores.members, members, SEED)
        publish(stores, interval_days=7, now=True)

    return fill


def _nobody(_stores: Stores) -> None:
    """Empty as it was made."""


def _break(folder: Path) -> None:
    """As a disk does: the file is there, and it is no database."""
    for file in folder.glob(f"{EDITIONS}*"):
        file.write_bytes(b"not a database " * 1_000)


STATES: dict[str, Callable[[Stores], None]] = {
    "filled": _filled(MANY),
    "few": _filled(FEW),
    "empty": _nobody,
    "away": _filled(FEW),
}
