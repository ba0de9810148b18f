"""SQLite's two files: copied while the app runs, and put back.

Editions are copied before members. Publishing writes members first: what it remembers of an
edition is stored before the edition is (dashboard/publishing/builder.py). So every edition in a
copy has its memory in the copy. The other way round an edition could come without: its noise
would be drawn anew, and no edition would ever be due after it. An edition that is written between
the two copies is missing from the backup, as if the power had failed half way through publishing;
the next build makes it again from the noise that is remembered.
"""

import datetime
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import StaticPool, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.backups.copies import (
    BackupCopy,
    BackupProblem,
    Kind,
    StoresState,
    editions_with_damage,
    live_state,
    new_copy,
    note_in_leaders_log,
    state_of_stores,
)
from dashboard.backups.store_files import (
    is_open_elsewhere,
    source_connection,
    sync_folder,
    write_store_file,
)
from dashboard.stores import open_stores
from db.desk.audit import LeaderAction
from db.store.engine import (
    EDITIONS,
    MEMBERS,
    open_engine,
    open_reader,
    reading_transaction,
    sqlite_url,
)
from db.store.errors import StoreError, is_disk_full
from db.store.folder import RESTORE_UNDER_WAY
from db.store.wholeness import is_store_whole

COPIED_IN_TURN = (EDITIONS, MEMBERS)
PREPARING = ".restoring-"
"""How a folder's name begins in which a restore is made ready and checked."""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, closed to others
"""Linux keeps this folder in memory."""
ROOM = 4
"""Times the copies' size: a store, its log while it migrates, and some to spare."""


def store_file(folder: Path, store: str) -> Path:
    """A store's file in a folder."""
    return folder / f"{store}.sqlite"


@dataclass(frozen=True)
class SqliteFolder:
    """The stores of a folder."""

    path: Path
    kind: Kind = "sqlite"

    def copy_stores(self) -> BackupCopy:
        """Both stores as they are now; nobody waits meanwhile.

        Raises:
            BackupProblem: there is no store.
            StoreError: the store is damaged.
        """
        self._check_store_there()
        with ExitStack() as open_copies, _damage_as_store_error():
            copies = {
                store: open_copies.enter_context(_memory_copy(store_file(self.path, store)))
                for store in COPIED_IN_TURN
            }
            state = _state_of_memory(copies)
            parts = {store_file(Path(), s).name: copy.serialize() for s, copy in copies.items()}
        return new_copy(self.kind, state, parts)

    def note(self, action: LeaderAction, about: str = "") -> None:
        """Say in the leaders' log what was done.

        Raises:
            BackupProblem: there is no store.
            StoreError: the store cannot be written.
        """
        self._check_store_there()
        engine = open_engine(sqlite_url(self.path, MEMBERS))
        try:
            note_in_leaders_log(engine, action, about)
        except OperationalError as error:
            full = is_disk_full(error)
            raise StoreError("disk_full" if full else "store_unwritable") from None
        finally:
            engine.dispose()

    def state(self) -> StoresState:
        """What the stores hold now.

        Raises:
            BackupProblem: there is no store.
        """
        self._check_store_there()
        readers = {store: open_reader(self.path, store) for store in COPIED_IN_TURN}
        try:
            return live_state(readers)
        finally:
            for reader in readers.values():
                reader.dispose()

    @contextmanager
    def trial_restore(self, copy: BackupCopy) -> Iterator[StoresState]:
        """Restore into a folder that is gone afterwards; in memory where there is room.

        Yields:
            What the restored stores hold.
        """
        where = _roomy_folder(self.path, sum(map(len, copy.parts.values())))
        with tempfile.TemporaryDirectory(prefix=".sweetspot-verify-", dir=where) as name:
            yield SqliteFolder(Path(name)).filled(copy)

    def restore(self, copy: BackupCopy, *, force: bool) -> Path | None:
        """Put a copy back; it is whole and checked before the old store is touched.

        Returns:
            Where the old store is now, None where there was none.

        Raises:
            BackupProblem: there is a store and no ``force``, or another program has it open.
            StoreError: the folder cannot be written.
        """
        self._check_may_replace(force=force)
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._clear_what_was_cut_off()
            with tempfile.TemporaryDirectory(prefix=PREPARING, dir=self.path) as name:
                SqliteFolder(Path(name)).filled(copy)
                aside = self._swap_stores(Path(name))
        except OSError:
            raise StoreError("store_unwritable") from None
        return aside

    def _clear_what_was_cut_off(self) -> None:
        """Take away copies of members' answers that a restore left behind which was killed."""
        for left in self.path.glob(f"{PREPARING}*"):
            shutil.rmtree(left)

    def _swap_stores(self, made: Path) -> Path | None:
        """Move the old stores aside and the new ones in; while that goes on, nothing is opened."""
        mark = self.path / RESTORE_UNDER_WAY
        mark.touch(mode=0o600)
        aside = self._move_stores_aside()
        for store in COPIED_IN_TURN:
            store_file(made, store).replace(store_file(self.path, store))
        sync_folder(self.path)
        mark.unlink()
        return aside

    def filled(self, copy: BackupCopy) -> StoresState:
        """Write the copies here, and check versions, every table and every edition.

        Raises:
            BackupProblem: the copies are damaged, or of a newer app.
        """
        for name in (store_file(Path(), store).name for store in COPIED_IN_TURN):
            write_store_file(self.path / name, copy.parts)
        state = self.state()
        if state != copy.manifest.state:
            raise BackupProblem("backup.damaged")
        self._check_opens()
        return state

    def _check_opens(self) -> None:
        try:
            stores = open_stores(self.path)
        except StoreError as error:
            newer = error.args[0] == "store_is_newer"
            raise BackupProblem("backup.newer" if newer else error.args[0]) from None
        try:
            if editions_with_damage(stores.editions):
                raise BackupProblem("backup.damaged")
        finally:
            # The writers last: they empty the logs and take them away.
            for engine in (stores.editions, stores.members, stores.edition_writer):
                engine.dispose()

    def _files_there(self) -> list[Path]:
        return [
            file for file in (store_file(self.path, s) for s in COPIED_IN_TURN) if file.exists()
        ]

    def _check_store_there(self) -> None:
        if len(self._files_there()) < len(COPIED_IN_TURN):
            raise BackupProblem("backup.no_store")

    def _check_may_replace(self, *, force: bool) -> None:
        if self._files_there() and not force:
            raise BackupProblem("backup.not_empty")
        if any(map(is_open_elsewhere, self._files_there())):
            raise BackupProblem("backup.in_use")

    def _move_stores_aside(self) -> Path | None:
        there = [*self.path.glob("*.sqlite"), *self.path.glob("*.sqlite-*")]
        if not there:
            return None
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        aside = Path(tempfile.mkdtemp(prefix=f"before-{today}-", dir=self.path))
        for file in there:
            file.replace(aside / file.name)
        return aside


@contextmanager
def _damage_as_store_error() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise StoreError("disk_full" if is_disk_full(error) else "store_damaged") from None


@contextmanager
def _memory_copy(file: Path) -> Iterator[sqlite3.Connection]:
    """A copy as of one moment, without freed pages, that never touches a disk."""
    name = f"file:sweetspot-{secrets.token_hex(8)}?mode=memory&cache=shared"
    with closing(sqlite3.connect(name, uri=True)) as copy:
        with closing(source_connection(file)) as connection:
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("VACUUM INTO ?", (name,))
        yield copy


def _state_of_memory(copies: Mapping[str, sqlite3.Connection]) -> StoresState:
    with ExitStack() as open_readers:
        connections = {}
        for store, copy in copies.items():
            engine = create_engine("sqlite://", creator=lambda it=copy: it, poolclass=StaticPool)
            connections[store] = open_readers.enter_context(reading_transaction(engine))
            if not is_store_whole(connections[store]):
                raise StoreError("store_damaged")
        return state_of_stores(connections)


def _roomy_folder(folder: Path, size: int) -> Path:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM * size
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else folder
