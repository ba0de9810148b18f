"""A PostgreSQL of the tests' own, on loopback, gone when they end."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.stores import open_postgresql
from tests.visitor import HERE, free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
USER = "postgres"
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
"""For tests that ask what is stored, not whether it survives a power cut."""


@dataclass
class Cluster:
    """A running server; databases are copies of one that is migrated already.

    Attributes:
        port: on loopback.
        folder: its files.
    """

    port: int
    folder: Path
    _number: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """Address of a database."""
        return f"postgresql://{USER}@{HERE}:{self.port}/{database}"

    def new(self) -> str:
        """Address of a new database with both stores, empty."""
        name = f"test_{next(self._number)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE migrated")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, with whatever connections a cache still holds to it."""
        self.run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """One statement outside of a transaction."""
        engine = create_engine(
            self.url("postgres").replace("postgresql", "postgresql+psycopg"),
            isolation_level="AUTOCOMMIT",
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def control(self, *words: str) -> None:
        """``pg_ctl``, such as ``stop -m immediate``."""
        _as_user(self.folder, "pg_ctl", "-D", str(self.folder / "main"), "-w", *words)

    def start(self, options: str = FAST) -> None:
        """Start, or start again."""
        here = f"-p {self.port} -k {self.folder} -c listen_addresses={HERE} {options}"
        self.control("-o", here, "-l", str(self.folder / "log"), "start")


def missing() -> str | None:
    """What to install where there is no server, or None."""
    return None if BINARIES else "no PostgreSQL server: apt-get install postgresql"


def skip_or_fail() -> None:
    """Without a server: fail where CI runs, else skip with what to install."""
    reason = missing()
    if reason and os.environ.get("CI", "").casefold() == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextmanager
def server(folder: Path) -> Iterator[Cluster]:
    """An empty server in a folder, from its making until the block ends."""
    made = Cluster(free_port(), folder)
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, USER)
    where = ("-D", str(folder / "main"))
    _as_user(folder, "initdb", *where, "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync")
    made.start()
    try:
        yield made
    finally:
        made.control("stop", "-m", "immediate")


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A server with a database that is migrated already, and never used but as a template."""
    with server(folder) as made:
        made.run("CREATE DATABASE migrated")
        open_postgresql(made.url("migrated")).close()  # a template has no visitors
        yield made


def _as_user(folder: Path, program: str, *words: str) -> None:
    user = pwd.getpwnam(USER).pw_uid if os.geteuid() == 0 else None
    log = (folder / f"{program}.log").open("ab")
    with log:
        subprocess.run(
            [BINARIES[0] / program, *words],
            check=True,
            user=user,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
