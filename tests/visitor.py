"""A visitor without a browser: speaks Streamlit's WebSocket protocol to a running server."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ROOT = Path(__file__).resolve().parent.parent
HERE = "127.0.0.1"
SECONDS_TO_START = 60.0
SECONDS_A_RUN = 60.0


def free_port() -> int:
    """A port on which nobody listens."""
    with socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def ask(
    port: int,
    path: str,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and body as it was sent: nothing is decoded."""
    connection = HTTPConnection(HERE, port, timeout=30)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return response.status, named, response.read()
    finally:
        connection.close()


def answers(port: int) -> bool:
    """Whether a server is open there."""
    try:
        return ask(port, "/healthz")[0] == 200
    except OSError:
        return False


@contextmanager
def served(
    command: list[str],
    port: int,
    environment: Mapping[str, str],
    log: Path,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A server as a child process, from when it answers until the block ends.

    Args:
        command: its command line.
        port: where it will answer.
        environment: variables on top of this process's own.
        log: file that takes what it prints.
    """
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while not answers(port):
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield server
        finally:
            server.terminate()
            server.wait(30)


@contextmanager
def visiting(
    port: int,
    origin: str | None = None,
    cookie: str | None = None,
) -> Iterator[ClientConnection]:
    """An open WebSocket, as a page of this server's own would open it unless told otherwise."""
    with connect(
        f"ws://{HERE}:{port}/_stcore/stream",
        origin=Origin(origin or f"http://{HERE}:{port}"),
        additional_headers={"Cookie": cookie} if cookie else None,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as socket:
        yield socket


def run_page(
    visitor: ClientConnection,
    page: str = "",
    widgets: Iterable[WidgetState] = (),
) -> list[ForwardMsg]:
    """Ask for one run of a page, ``""`` for the first, and take everything that it sends.

    Args:
        visitor: an open WebSocket.
        page: the page's address.
        widgets: what the visitor has tapped or written, as a browser sends it with every run.
    """
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.context_info.color_scheme = "light"
    message.rerun_script.widget_states.widgets.extend(widgets)
    visitor.send(message.SerializeToString())
    return until_finished(visitor)


def until_finished(visitor: ClientConnection) -> list[ForwardMsg]:
    """Everything that is sent until a run has ended; one that starts itself again goes on."""
    received: list[ForwardMsg] = []
    while not received or not _is_last(received[-1]):
        received.append(ForwardMsg.FromString(visitor.recv(SECONDS_A_RUN)))
    return received


def _is_last(message: ForwardMsg) -> bool:
    again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.HasField("script_finished") and message.script_finished != again
