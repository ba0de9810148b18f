"""Counting spread over a Dask cluster: each worker reads ranges of keys from PostgreSQL.

Every worker sees the publisher's own snapshot. What goes out is its name, ranges of keys and the
key of this count's lot, what comes back is weighted cells: a cluster is as private as the
members' database (docs/growth.md).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Engine

from dashboard.publishing.builder import Counting
from dashboard.publishing.chunks import Totals, count_chunk, sum_of_totals
from dashboard.publishing.weights import LotKey
from dashboard.settings import settings
from db.counting import cohort
from db.counting.cohort import KeyRange
from db.store import postgresql
from db.store.engine import MEMBERS
from db.store.errors import StoreError

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 15
PATIENCE_SECONDS = 3_600
"""A snapshot that is held for longer keeps PostgreSQL from clearing away what was deleted."""
_ROOT = Path(__file__).parents[2]
_COUNTING_PACKAGES = ("dashboard/publishing", "db")
"""The packages that decide what a cell holds, whole: a list of files forgets the next one."""


class ClusterCannotCount(Exception):
    """Raised where a cluster cannot count; ``args[0]`` is a key in ``[command.problem]``."""


class CountTask(NamedTuple):
    """What a worker is told.

    Attributes:
        snapshot: the name of what the publisher sees.
        keys: the range to be counted.
        lot: what weights are drawn from, in this count alone; it shows itself in no text.
        made_of: the publisher's ``code_fingerprint``.
    """

    snapshot: str
    keys: KeyRange
    lot: LotKey
    made_of: str


@contextmanager
def cluster_counting(
    address: str, members: Engine, chunk_members: int = cohort.CHUNK_MEMBERS
) -> Iterator[Counting]:
    """A way to count on the workers of a cluster, for ``publish``.

    Args:
        address: of the scheduler, such as ``tls://10.0.0.5:8786``.
        members: the members' database, a PostgreSQL.
        chunk_members: members a task, roughly.

    Raises:
        ClusterCannotCount: ``cluster_needs_postgresql``, ``cluster_missing`` or
            ``cluster_away``; inside the block, ``cluster_failed``.
    """
    if members.dialect.name != "postgresql":
        raise ClusterCannotCount("cluster_needs_postgresql")
    with _connect_client(address) as client:
        yield partial(_count_on_workers, client, chunk_members)


def _connect_client(address: str) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - the extra may not be installed
    except ImportError:
        raise ClusterCannotCount("cluster_missing") from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except (OSError, TypeError, ValueError, RuntimeError):  # TypeError: tls without certificates
        raise ClusterCannotCount("cluster_away") from None
    return client


def _count_on_workers(
    client: "Client",
    chunk_members: int,
    snapshot: Connection,
    lot: LotKey,
) -> Totals:
    shared = postgresql.share_snapshot(snapshot)
    ranges = cohort.key_ranges(cohort.count_members(snapshot), chunk_members)
    made_of = code_fingerprint()
    return sum_of_totals(
        _totals_of_ranges(client, [CountTask(shared, keys, lot, made_of) for keys in ranges])
    )


def _totals_of_ranges(client: "Client", tasks: list[CountTask]) -> Iterator[Totals]:
    """Each range's cells as they come; what a worker took with it is counted by another."""
    from distributed import as_completed  # noqa: PLC0415 - as above

    futures = client.map(count_range, tasks, pure=False)
    done: Any = as_completed(futures, loop=client.loop, with_results=True, timeout=PATIENCE_SECONDS)
    del futures  # a range's cells are let go of once they are added
    try:
        for _, totals in done:
            yield totals
    except Exception:  # noqa: BLE001 - whatever a worker says may quote a statement
        raise ClusterCannotCount("cluster_failed") from None


def count_range(task: CountTask) -> Totals:
    """On a worker: the true cells of a range of keys; none where nobody is in it.

    Raises:
        ClusterCannotCount: ``cluster_failed``: this Sweet Spot is not the publisher's.
        StoreError: the database is away, or the publisher is gone.
    """
    if task.made_of != code_fingerprint():
        raise ClusterCannotCount("cluster_failed")
    with postgresql.snapshot_transaction(_members_engine(), task.snapshot) as connection:
        chunk = cohort.load_chunk(connection, task.keys)
    if chunk is None:
        return Totals()
    return count_chunk(chunk, task.lot)


@cache
def code_fingerprint(root: Path = _ROOT) -> str:
    """A fingerprint of the code that counts: two versions must never count one edition.

    Args:
        root: the folder that holds the packages.
    """
    digest = hashlib.sha256()
    for package in _COUNTING_PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            digest.update(f"{file.relative_to(root).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def _members_engine() -> Engine:
    """The worker's own way to the database: no address and no password is sent to it."""
    url = settings().database_url
    if url is None:
        raise StoreError("database_away")
    return postgresql.open_schema(postgresql.database_address(url.get_secret_value()), MEMBERS)
