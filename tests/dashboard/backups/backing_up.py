"""The commands of a backup as a person types them, and what is in a store afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.desk import audit
from db.store.engine import core_table, reading_transaction
from db.tables import ReturnCodeRow

FAILED = 1
CANARY = "CANARY-7f3a"


def sweetspot(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command, each on one line."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, " ".join(result.stdout.split()), " ".join(result.stderr.split())


def problem(key: str) -> str:
    return say(f"command.problem.backup.{key}")


@dataclass(frozen=True)
class Key:
    """Both halves."""

    identity: Path
    recipient: str


@contextmanager
def closed(folder: Path) -> Iterator[Stores]:
    """The stores of a folder, opened by nobody else afterwards."""
    stores = open_stores(folder)
    try:
        yield stores
    finally:
        for engine in (stores.editions, stores.members, stores.edition_writer):
            engine.dispose()


def let_go(stores: Stores) -> None:
    for engine in (stores.editions, stores.members, stores.edition_writer):
        engine.dispose()


def codes(stores: Stores) -> set[str]:
    with reading_transaction(stores.members) as connection:
        return {
            row[0].hex()
            for row in connection.execute(select(core_table(ReturnCodeRow).c.code_hash))
        }


def log_of(stores: Stores) -> list[tuple[str, str, str]]:
    with reading_transaction(stores.members) as connection:
        return [(e.leader, e.action, e.object) for e in audit.load_entries(connection, 10)]
