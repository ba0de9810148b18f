"""Two app processes on one PostgreSQL, behind nginx as docs/deploy has it."""

import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from attacks_visit import Visit
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.faults.proxied import proxied
from tests.visitor import HERE, free_port, served

GIVEN_PORTS = (8501, 8502)
"""Of docs/deploy/nginx.conf."""
SECONDS_TO_DIE = 30
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Replicas:
    """A running pair.

    Attributes:
        port: nginx's, for https.
        processes: of the app, by their ports.
        start: starts the process of a port again.
        log: the file that a process of a port prints into.
    """

    port: int
    processes: dict[int, Process]
    start: Callable[[int], Process]
    log: Callable[[int], Path]

    @property
    def address(self) -> str:
        """What a member types."""
        return f"https://{HERE}:{self.port}"

    def kill(self, port: int) -> None:
        """The power goes off for one process."""
        self.processes[port].kill()
        self.processes[port].wait(SECONDS_TO_DIE)

    def mend(self) -> None:
        """Whoever was killed runs again, as systemd would see to it."""
        for port, process in self.processes.items():
            if process.poll() is not None:
                self.processes[port] = self.start(port)

    @contextmanager
    def visit(self) -> Iterator[tuple[Visit, int]]:
        """A tab, and the port of the process that serves it."""
        with connect(
            f"wss://{HERE}:{self.port}/_stcore/stream",
            ssl=_unchecked(),
            origin=Origin(self.address),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
        ) as socket:
            assert socket.response is not None
            yield Visit(self.port, socket), served_by(socket.response.headers["X-Served-By"])


def served_by(told: str) -> int:
    """The port in nginx's word for who answered at last, such as "127.0.0.1:1, 127.0.0.1:2"."""
    return int(told.rpartition(":")[2])


@contextmanager
def replicas(folder: Path, environment: Mapping[str, str]) -> Iterator[Replicas]:
    """Both processes, started at the same moment, and nginx in front of them.

    Args:
        folder: of what they and nginx write.
        environment: the same for both.
    """
    https, http = free_port(), free_port()
    ports = [free_port() for _ in GIVEN_PORTS]
    elsewhere = {
        "listen 443": f"listen {HERE}:{https}",
        "listen 80": f"listen {HERE}:{http}",
        **{f"{HERE}:{given}": f"{HERE}:{ports[i]}" for i, given in enumerate(GIVEN_PORTS)},
    }

    def log(port: int) -> Path:
        return folder / f"{port}.log"

    def start(port: int) -> Process:
        flags = ["--server.port", str(port), "--server.address", HERE]
        command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
        return stack.enter_context(served(command, port, environment, log(port)))

    with ExitStack() as stack:
        with ThreadPoolExecutor() as together:
            processes = dict(zip(ports, together.map(start, ports), strict=True))
        stack.enter_context(proxied(folder, elsewhere))
        yield Replicas(https, processes, start, log)


def _unchecked() -> ssl.SSLContext:
    """The certificate was signed by nobody."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
