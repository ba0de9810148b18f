"""Opens copies of the stores that earlier versions made (tests/stores/README.md)."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from dashboard.stores import Stores, open_stores
from db.codes import hash_code, normalise_return_code
from db.store.engine import EDITIONS, MEMBERS

STORES = Path(__file__).resolve().parent / "stores"


@dataclass(frozen=True)
class OldHouse:
    """The stores of one earlier version.

    Attributes:
        folder: where they are kept; nothing writes there.
    """

    folder: Path

    @cached_property
    def known(self) -> dict[str, Any]:
        """What the code of that day read back from them."""
        found: dict[str, Any] = json.loads((self.folder / "known.json").read_text(encoding="utf-8"))
        return found

    @property
    def pepper(self) -> bytes:
        """The secret that its return codes are hashed with."""
        return str(self.known["pepper"]).encode()

    @property
    def backup_key(self) -> Path:
        """The key that opens its backups."""
        return self.folder / "backup.key"

    def code_hash(self, code: str) -> bytes:
        """What a return code is stored as."""
        normal = normalise_return_code(code)
        assert normal is not None
        return hash_code(normal, self.pepper)

    def copy_store(self, name: str, to: Path) -> Path:
        """Write both files of a store ("group" or "invented") into a folder, as they were."""
        to.mkdir(parents=True, exist_ok=True, mode=0o700)
        for store in (MEMBERS, EDITIONS):
            with closing(sqlite3.connect(to / f"{store}.sqlite")) as connection:
                connection.executescript(self._dump(f"{name}_{store}.sql"))
        return to

    @contextmanager
    def open_store(self, name: str, to: Path) -> Iterator[Stores]:
        """A copy of a store, migrated by today's code."""
        opened = open_stores(self.copy_store(name, to))
        try:
            yield opened
        finally:
            opened.close()

    def fill_postgresql(self, url: str) -> None:
        """Bring the group's store into an empty PostgreSQL, as it was."""
        engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute(self._dump("group_postgresql.sql"))
            connection.commit()
        engine.dispose()

    def _dump(self, name: str) -> str:
        file = self.folder / name
        if file.exists():
            return file.read_text(encoding="utf-8")
        return gzip.decompress((self.folder / f"{name}.gz").read_bytes()).decode()


FIRST_HOUSE = OldHouse(STORES / "1_first_house")
SECOND_HOUSE = OldHouse(STORES / "2_one_spell")
THIRD_HOUSE = OldHouse(STORES / "3_no_asked_list")
"""Invented members alone, with two editions of the present rule."""
FOURTH_HOUSE = OldHouse(STORES / "4_whole_story")
HOUSES = (FIRST_HOUSE, SECOND_HOUSE, FOURTH_HOUSE)
