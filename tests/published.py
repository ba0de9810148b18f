"""Invented members and their first edition: published once a process, copied into each store.

Publishing 700 members takes some 3 seconds of a processor, copying the two files 10 ms.
"""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from dashboard import demo
from dashboard.publishing import publish_edition
from dashboard.stores import Stores, open_stores
from db.store.engine import EDITIONS, MEMBERS

EMPTY = "SELECT (SELECT count(*) FROM member) + (SELECT count(*) FROM leader)"
"""In a store that nobody wrote to yet: a copy replaces what is there."""


_folders: list[Path] = []


def publish_members(stores: Stores, members: int, seed: int = 1) -> Stores:
    """Fill empty stores with invented members and their first edition, whatever the database."""
    if stores.members.dialect.name != "sqlite":
        demo.fill_with_members(stores.members, members, seed=seed)
        publish_edition(stores, now=True)
        return stores
    for store, engine in ((MEMBERS, stores.members), (EDITIONS, stores.edition_writer)):
        target = Path(str(engine.url.database))
        with (
            closing(sqlite3.connect(published_folder(members, seed) / target.name)) as made,
            closing(sqlite3.connect(target)) as here,
        ):
            assert store == EDITIONS or here.execute(EMPTY).fetchone() == (0,)
            made.backup(here)
    return stores


@cache
def published_folder(members: int, seed: int = 1) -> Path:
    """A store's folder of so many members with an edition; nobody writes to it."""
    folder = Path(tempfile.mkdtemp(prefix="sweetspot-published-"))
    _folders.append(folder)
    with closing(open_stores(folder)) as stores:
        demo.fill_with_members(stores.members, members, seed=seed)
        publish_edition(stores, now=True)
    return folder


def remove_folders() -> None:
    """When the tests of this process end; a worker of xdist runs nothing at its exit."""
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
