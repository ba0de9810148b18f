"""Servers under load: the app as ``sweetspot serve`` starts it, and its naive twin.

What a process uses is read from the kernel (Linux only).
"""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from load_place import Place
from visitor import HERE, free_port, served

TWIN = Path(__file__).parent / "naive" / "page.py"
EMPTY = TWIN.with_name("empty.py")
ELSEWHERE = (
    "import os, runpy, sys; os.chdir(sys.argv.pop(1)); "
    "runpy.run_module('streamlit', run_name='__main__')"
)
"""Starts Streamlit in another folder than ours, which has a configuration file."""
FAILED = re.compile("Traceback|ERROR|Error|Exception|failed|cannot")
"""The app's log has a failure's class and place, no trace (dashboard/serving/log_redaction.py)."""
MIB = 1024 * 1024
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        processes: port -> process of the server itself, not of the command that started it.
        logs: what they printed.
    """

    processes: dict[int, int]
    logs: tuple[Path, ...]

    @property
    def ports(self) -> tuple[int, ...]:
        """Where it answers; a visitor keeps to one, as behind a proxy that sees to it."""
        return tuple(self.processes)

    def rss_mib(self) -> float:
        """Memory that the processes hold now."""
        return sum(map(_pages, self.processes.values())) * PAGE_BYTES / MIB

    def cpu_seconds(self) -> float:
        """CPU time that the processes have used so far, in all their threads."""
        # What the C library's clock_getcpuclockid gives for a process: its scheduler clock.
        return sum(time.clock_gettime((~p << 3) | 2) for p in self.processes.values())

    def complaints(self) -> list[str]:
        """Lines of the logs that tell of a failure: its class and its place."""
        lines = (line for log in self.logs for line in log.read_text("utf-8").splitlines())
        return [line for line in lines if FAILED.search(line)]


@contextmanager
def app(place: Place, processes: int) -> Iterator[Server]:
    """The app as the README starts it, behind one proxy that tells the visitors' addresses."""
    settings = place.settings() | {
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
        "SWEETSPOT_TRUSTED_PROXIES": "1",
    }
    server = Server({}, ())
    with ExitStack() as stack:
        for number in range(processes):
            port, log = free_port(), place.folder.with_name(f"app-{number}.log")
            command = ["-m", "dashboard", "serve", "--port", str(port)]
            parent = stack.enter_context(served(command, port, settings, log))
            server = Server({**server.processes, port: _child_of(parent.pid)}, (*server.logs, log))
        yield server


@contextmanager
def plain_page(place: Place, script: Path, folder: Path) -> Iterator[Server]:
    """A script under Streamlit alone, without its statistics.

    Args:
        place: what is read, and where the log goes.
        script: the page.
        folder: where Streamlit starts: it takes the configuration that lies there, or its own.
    """
    port = free_port()
    flags = {"server.port": port, "server.address": HERE, "server.headless": "true"}
    options = [part for name, value in flags.items() for part in (f"--{name}", str(value))]
    settings = {
        "NAIVE_STORE": str(place.folder / "members.sqlite"),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
    }
    log = place.folder.with_name(f"{script.stem}.log")
    command = ["-c", ELSEWHERE, str(folder), "run", str(script), *options]
    with served(command, port, settings, log) as process:
        yield Server({port: process.pid}, (log,))


def _child_of(parent: int) -> int:
    """The server that the ``sweetspot`` command started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    assert len(children) == 1, children
    return int(children[0])


def _pages(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
