"""Servers under load: the app as ``sweetspot serve`` starts it, and its naive twin.

What a process uses is read from the kernel (Linux only).
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from visitor import HERE, free_port, served

from dashboard.publishing import publish
from dashboard.stores import open_stores
from db import demo
from db.engine import core, reading
from db.tables import Member

TWIN = Path(__file__).parent / "naive" / "page.py"
ELSEWHERE = (
    "import os, runpy, sys; os.chdir(sys.argv.pop(1)); "
    "runpy.run_module('streamlit', run_name='__main__')"
)
"""Starts Streamlit in another folder than ours, which has a configuration file."""
MIB = 1024 * 1024
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        port: where it answers.
        process: of the server itself, not of the command that started it.
        store: folder of its SQLite files.
        log: what it printed.
    """

    port: int
    process: int
    store: Path
    log: Path

    def rss_mib(self) -> float:
        """Memory that the process holds now."""
        pages = Path(f"/proc/{self.process}/statm").read_text("ascii").split()[1]
        return int(pages) * PAGE_BYTES / MIB

    def cpu_seconds(self) -> float:
        """CPU time that the process has used so far, in all its threads."""
        # What the C library's clock_getcpuclockid gives for a process: its scheduler clock.
        return time.clock_gettime((~self.process << 3) | 2)

    def complaints(self) -> int:
        """Lines of the log that tell of a failure."""
        return sum(b"Traceback" in line or b"ERROR" in line for line in _lines(self.log))


def fill(store: Path, members: int, seed: int) -> None:
    """A store of invented members with one edition."""
    stores = open_stores(store)
    demo.fill(stores.members, members, seed)
    publish(stores, interval_days=7, now=True)
    stores.close()


def surveys_in(store: Path) -> int:
    """How many members the store has."""
    stores = open_stores(store)
    with reading(stores.members) as connection:
        found = connection.execute(select(func.count()).select_from(core(Member))).scalar_one()
    stores.close()
    return int(found)


@contextmanager
def app(store: Path) -> Iterator[Server]:
    """The app as the README starts it, behind one proxy that tells the visitors' addresses."""
    port = free_port()
    command = ["-m", "dashboard", "serve", "--store", str(store), "--port", str(port)]
    settings = {"SWEETSPOT_PEPPER": secrets.token_hex(16), "SWEETSPOT_TRUSTED_PROXIES": "1"}
    log = store.with_name("app.log")
    with served(command, port, settings, log) as parent:
        yield Server(port, _child_of(parent.pid), store, log)


@contextmanager
def twin(store: Path) -> Iterator[Server]:
    """The naive twin with Streamlit's own defaults, but without its statistics."""
    port = free_port()
    flags = {"server.port": port, "server.address": HERE, "server.headless": "true"}
    options = [part for name, value in flags.items() for part in (f"--{name}", str(value))]
    settings = {
        "NAIVE_STORE": str(store / "members.sqlite"),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
    }
    log = store.with_name("naive.log")
    command = ["-c", ELSEWHERE, str(store), "run", str(TWIN), *options]
    with served(command, port, settings, log) as process:
        yield Server(port, process.pid, store, log)


def _child_of(parent: int) -> int:
    """The server that the ``sweetspot`` command started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    assert len(children) == 1, children
    return int(children[0])


def _lines(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines()
