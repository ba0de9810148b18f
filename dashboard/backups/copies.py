"""What a backup holds, and how two stores are compared without telling a row."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Engine, inspect, select, table, text

from db.desk import audit, publishing_day
from db.editions import editions
from db.store.engine import (
    MEMBERS,
    core_table,
    reading_transaction,
    store_version,
    writing_transaction,
)
from db.store.errors import StoreError
from db.store.fingerprint import load_fingerprint
from db.tables import AuditRow

FORMAT = 1
"""Of what is packed. A backup of a higher one was made by a newer Sweet Spot."""
ROWS_AT_ONCE = 10_000
DIGEST_RANGE = 2**256

Kind = Literal["sqlite", "postgresql"]


class BackupProblem(StoreError):
    """A backup cannot be made or used; ``args[0]`` is a key in ``[command.problem]``."""


class TableState(BaseModel):
    """How many rows, and the sum of their SHA-256: the same whatever the order of the rows."""

    model_config = ConfigDict(frozen=True)

    rows: int
    digest: str


class StoresState(BaseModel):
    """What both stores hold.

    Attributes:
        versions: store -> its migration.
        tables: store -> table -> what it holds.
        pepper_fingerprint: of the pepper that the codes need (db.store.fingerprint).
    """

    model_config = ConfigDict(frozen=True)

    versions: dict[str, str | None]
    tables: dict[str, dict[str, TableState]]
    pepper_fingerprint: str | None = None


class BackupManifest(BaseModel):
    """Stands in a backup beside the copies, and is encrypted with them.

    Attributes:
        format: of what is packed.
        kind: the database that it came from, and can go back to.
        made_on: day of the backup (UTC).
        state: of the copies, not of the store a moment later.
    """

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    kind: Kind
    made_on: datetime.date
    state: StoresState


@dataclass(frozen=True)
class BackupCopy:
    """A manifest, and the copies that it is about: name in the backup -> bytes."""

    manifest: BackupManifest
    parts: Mapping[str, bytes]


def new_copy(kind: Kind, state: StoresState, parts: Mapping[str, bytes]) -> BackupCopy:
    """A copy made today."""
    today = datetime.datetime.now(datetime.UTC).date()
    return BackupCopy(BackupManifest(kind=kind, made_on=today, state=state), parts)


def without_leaders_log(state: StoresState) -> StoresState:
    """What is compared: the log goes on, since the backup itself is written into it."""
    log = core_table(AuditRow).name
    tables = {
        store: {name: table for name, table in found.items() if name != log}
        for store, found in state.tables.items()
    }
    return state.model_copy(update={"tables": tables})


def state_of_stores(connections: Mapping[str, Connection]) -> StoresState:
    """What stores hold: store -> a connection whose transaction sees one moment."""
    return StoresState(
        versions={store: store_version(connection) for store, connection in connections.items()},
        tables={store: _table_states(connection) for store, connection in connections.items()},
        pepper_fingerprint=load_fingerprint(connections[MEMBERS])
        if MEMBERS in connections
        else None,
    )


def _table_states(connection: Connection) -> dict[str, TableState]:
    names = sorted(inspect(connection).get_table_names())
    return {name: _table_state(connection, name) for name in names}


def _table_state(connection: Connection, name: str) -> TableState:
    everything = select(text("*")).select_from(table(name))
    found = connection.execute(everything, execution_options={"yield_per": ROWS_AT_ONCE})
    return state_of_rows(found)


def state_of_rows(found: Iterable[Sequence[Any]]) -> TableState:
    """How many rows there are, and their digest."""
    rows, total = 0, 0
    for row in found:
        rows += 1
        total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
    return TableState(rows=rows, digest=f"{total % DIGEST_RANGE:064x}")


def editions_with_damage(reader: Engine) -> list[int]:
    """Numbers of the editions that do not add up to their checksums."""
    latest = editions.latest_edition(reader)
    damaged = []
    for number in range(1, latest.number + 1 if latest else 1):
        edition = editions.edition_of_number(reader, number)
        try:
            if edition is not None:
                editions.verify_edition(reader, edition)
        except editions.EditionDamaged:
            damaged.append(number)
    return damaged


def live_state(stores: Mapping[str, Engine]) -> StoresState:
    """What two running stores hold, each at one moment."""
    state: dict[str, StoresState] = {}
    for store, engine in stores.items():
        with reading_transaction(engine) as connection:
            state[store] = state_of_stores({store: connection})
    return StoresState(
        versions={store: found.versions[store] for store, found in state.items()},
        tables={store: found.tables[store] for store, found in state.items()},
        pepper_fingerprint=state[MEMBERS].pepper_fingerprint,
    )


def note_in_leaders_log(engine: Engine, action: audit.LeaderAction, about: str = "") -> None:
    """Say in the leaders' log what the server did; a store without that log is left as it is.

    What was restored catches up with no edition: it may have been seen before the store was lost.

    Args:
        engine: writes the members' database.
        action: what was done.
        about: the day of the backup.
    """
    with writing_transaction(engine) as connection:
        if inspect(connection).has_table(core_table(AuditRow).name):
            audit.note_action(connection, audit.SERVER, action, about)
        if action is audit.LeaderAction.backup_restored:
            publishing_day.note_restored(connection)
