"""Throw-away stores: filled, with too few for most figures, empty, and broken."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from dashboard import demo
from dashboard.commands.server_process import ListenAddress, answering_server
from dashboard.commands.stores import command_stores
from dashboard.leaders.access import enrolment, passphrases
from dashboard.publishing import publish_edition
from dashboard.stores import Stores
from db.store.engine import writing_transaction
from tests.tour.visitor import TourVisitor

SEED = 1
MANY, FEW = 700, 36
"""Members: as in the demo, and just enough for a first edition whose cells are mostly hidden."""
NAME, PASSPHRASE = "Robin", "four grey herons wade"
EDITIONS = "editions.sqlite"


@dataclass(frozen=True)
class TourServer:
    """A server on a throw-away store.

    Attributes:
        address: such as ``http://127.0.0.1:8501``.
        recovery_codes: each signs the invented leader in once.
    """

    address: str
    recovery_codes: list[str]

    def sign_in(self, visitor: TourVisitor) -> None:
        """Fill in the leaders' form and wait for the desk."""
        visitor.write("desk-name", NAME)
        visitor.write("desk-passphrase-0", PASSPHRASE)
        visitor.write("desk-code-0", self.recovery_codes.pop())
        visitor.page.locator('[data-testid="stFormSubmitButton"] button').click()
        visitor.find("desk-line").first.wait_for()
        visitor.settle()


@contextmanager
def tour_server(state: str, folder: Path, port: int) -> Iterator[TourServer]:
    """A server on a new store.

    Args:
        state: a name in ``STATES``.
        folder: where its files go.
        port: on which it listens.
    """
    place, pepper = ListenAddress("127.0.0.1", port), secrets.token_hex(16)
    with command_stores(folder) as stores:
        STATES[state](stores)
        codes = _enrol_leader(stores.members, pepper.encode())
    environment = {
        "SWEETSPOT_STORE": str(folder),
        "SWEETSPOT_PEPPER": pepper,
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    with answering_server(place, environment):
        if state == "away":
            _break_editions(folder)
        yield TourServer(f"http://{place.host}:{port}", codes)


def _enrol_leader(members: Engine, pepper: bytes) -> list[str]:
    handed = enrolment.new_credentials(NAME)
    sealed = enrolment.seal_credentials(handed, passphrases.hash_passphrase(PASSPHRASE), pepper)
    with writing_transaction(members) as connection:
        enrolment.add_leader(connection, NAME, sealed)
    return list(handed.recovery_codes)


def _store_filler(members: int) -> Callable[[Stores], None]:
    def fill_and_publish(stores: Stores) -> None:
        demo.fill_with_members(stores.members, members, SEED)
        publish_edition(stores, now=True)

    return fill_and_publish


def _leave_empty(_stores: Stores) -> None:
    """Empty as it was made."""


def _break_editions(folder: Path) -> None:
    """As a disk does: the file is there, and it is no database."""
    for file in folder.glob(f"{EDITIONS}*"):
        file.write_bytes(b"not a database " * 1_000)


STATES: dict[str, Callable[[Stores], None]] = {
    "filled": _store_filler(MANY),
    "few": _store_filler(FEW),
    "empty": _leave_empty,
    "away": _store_filler(FEW),
}
