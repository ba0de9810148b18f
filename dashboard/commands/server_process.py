"""The server as a child process: started, announced, and ended with its parent."""

import errno
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from dashboard.commands.failures import CommandProblem, print_sentence, settings_or_problem
from dashboard.serving.parent_process import PARENT
from dashboard.text import say

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "dashboard" / "server.py"
CONFIG = ROOT / "dashboard" / ".streamlit" / "config.toml"
SECONDS_TO_OPEN = 300.0
"""A machine with much to do took over a minute; a server that ended is seen at once."""
SECONDS_TO_CLOSE = 10.0
SECONDS_BETWEEN_LOOKS = 0.1
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
LOOPBACK = {"127.0.0.1", "::1"}

ONE_AT_A_TIME = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Read by libraries when they are loaded. Our matrices are small: OpenBLAS's threads only wait for
each other, 4 ms in each of 40 steps of a fit while other visitors are served. A run has a thread
of its own, and the C library would keep freed memory apart for each."""


@dataclass(frozen=True)
class ListenAddress:
    """Where the server listens."""

    address: str
    port: int

    @property
    def host(self) -> str:
        """An address of this machine at which the server answers."""
        return EVERYWHERE.get(self.address, self.address)

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        name = "localhost" if self.host in LOOPBACK else self.host
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"


def check_port_is_free(place: ListenAddress) -> None:
    """Listen there for a moment, as the server will.

    Raises:
        CommandProblem: another program has the port, or this machine does not have the address.
    """
    family = socket.AF_INET6 if ":" in place.address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.address, place.port))
            probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandProblem("port_in_use", port=place.port) from None
            if error.errno == errno.EACCES:
                raise CommandProblem("port_not_allowed", port=place.port) from None
            raise CommandProblem("address_unknown", address=place.address) from None


def warn_of_open_address(address: str) -> None:
    """Say what is missing where others on the network reach the server without a proxy.

    Args:
        address: where the server listens.
    """
    if address not in LOOPBACK and not settings_or_problem().trusted_proxies:
        print_sentence(say("command.serve_without_proxy"), problem=True)


def serve_until_ctrl_c(place: ListenAddress, environment: Mapping[str, str]) -> None:
    """Run the server until Ctrl-C or a request to end, and leave no child behind.

    Args:
        place: where it listens.
        environment: variables on top of this process's own.

    Raises:
        CommandProblem: the server did not start, or ended by itself.
    """
    try:
        with answering_server(place, environment) as server:
            print_sentence(say("command.open", url=place.url))
            server.wait()
    except KeyboardInterrupt:
        print_sentence(say("command.closed"))
        return
    raise CommandProblem("server_ended")


@contextmanager
def answering_server(
    place: ListenAddress,
    environment: Mapping[str, str],
) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that answers, until the block ends.

    Args:
        place: where it listens.
        environment: variables on top of this process's own.

    Raises:
        CommandProblem: the server did not start.
    """
    with _server_process(place, environment) as server:
        _wait_until_open(server, place)
        yield server


def command_line(place: ListenAddress) -> list[str]:
    """How the server is started; on the command line is only what differs from start to start."""
    options = {
        "server.port": str(place.port),
        "server.address": place.address,
        "server.headless": "true",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(SERVER), *flags]


@contextmanager
def _server_process(
    place: ListenAddress,
    environment: Mapping[str, str],
) -> Iterator["subprocess.Popen[bytes]"]:
    # A session of its own: the terminal's Ctrl-C comes to the parent, which ends the child.
    server = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        command_line(place),
        cwd=ROOT,
        env={**ONE_AT_A_TIME, **os.environ, **environment, PARENT: str(os.getpid())},
        start_new_session=True,
    )
    try:
        yield server
    finally:
        _end_server(server)


def _end_server(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(SECONDS_TO_CLOSE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        server.kill()
        server.wait()


def _wait_until_open(server: "subprocess.Popen[bytes]", place: ListenAddress) -> None:
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while not _server_answers(place):
        if server.poll() is not None:
            raise CommandProblem("server_ended")
        if time.monotonic() > deadline:
            raise CommandProblem("server_slow", seconds=round(SECONDS_TO_OPEN))
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _server_answers(place: ListenAddress) -> bool:
    connection = HTTPConnection(place.host, place.port, timeout=SECONDS_TO_CLOSE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
