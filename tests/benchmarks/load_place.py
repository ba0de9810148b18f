"""Where the group under load keeps its store: a folder of SQLite files, or a PostgreSQL."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select

from dashboard import demo
from dashboard.stores import Stores, open_postgresql, open_stores
from db.store.engine import core_table, reading_transaction
from db.tables import Member
from tests import postgresql
from tests.editions_of import publish_next


@dataclass(frozen=True)
class Place:
    """A store.

    Attributes:
        folder: of its SQLite files; logs of servers are written beside it.
        url: of a PostgreSQL, which then has the store instead.
    """

    folder: Path
    url: str | None = None

    def stores(self) -> Stores:
        """Opened; made where they are missing."""
        return open_postgresql(self.url) if self.url else open_stores(self.folder)

    def settings(self) -> dict[str, str]:
        """How a server is told of it."""
        place = {"SWEETSPOT_STORE": str(self.folder)}
        return place | ({"SWEETSPOT_DATABASE_URL": self.url} if self.url else {})

    def fill(self, members: int, seed: int) -> None:
        """Invented members, and one edition."""
        with closing(self.stores()) as stores:
            demo.fill_with_members(stores.members, members, seed)
            publish_next(stores)

    def surveys(self) -> int:
        """How many members the store has."""
        with closing(self.stores()) as stores, reading_transaction(stores.members) as connection:
            found = connection.execute(select(func.count()).select_from(core_table(Member)))
            return int(found.scalar_one())


@contextmanager
def on_postgresql(place: Place) -> Iterator[Place]:
    """The place in a PostgreSQL of its own, on loopback, as careful as Debian sets it up."""
    with tempfile.TemporaryDirectory() as folder, postgresql.server(Path(folder)) as made:
        made.control("stop", "-m", "fast")
        made.start("")  # every commit reaches the disk
        made.run("CREATE DATABASE load")
        yield replace(place, url=made.url("load"))
