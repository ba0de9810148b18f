"""The doctor's look at the running server: the real one, a careless one, and none."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dashboard.commands.checks import server
from dashboard.commands.checks.verdict import CheckOutcome
from tests.dashboard.doctor_called import NOBODY, keys
from tests.visitor import HERE, free_port
from tests.visitor import served as serving

pytestmark = pytest.mark.sqlite


class _AllDoorsOpen(BaseHTTPRequestHandler):
    """Answers everything with 200 and opens every WebSocket, without any header of ours."""

    def do_GET(self) -> None:
        upgrade = self.headers.get("Upgrade") == "websocket"
        self.send_response(101 if upgrade else 200)
        self.end_headers()

    def log_message(self, *_what: object) -> None:
        """Nothing."""


@contextmanager
def careless_server() -> Iterator[str]:
    with ThreadingHTTPServer((HERE, 0), _AllDoorsOpen) as careless:
        thread = threading.Thread(target=careless.serve_forever)
        thread.start()
        yield f"http://{HERE}:{careless.server_port}"
        careless.shutdown()
        thread.join()


def test_the_real_server_is_well(folder: Path, tmp_path: Path) -> None:
    """Healthy, doors shut, headers there, foreign pages refused."""
    port = free_port()
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with serving(command, port, {"SWEETSPOT_STORE": str(folder)}, tmp_path / "log"):
        found = keys(server.server_verdicts(f"http://{HERE}:{port}"))
    assert found == {"server.healthy", "server.shut", "server.headed", "server.refuses"}


def test_a_careless_server_fails_every_check() -> None:
    """It is no Sweet Spot, or something between opens its doors."""
    with careless_server() as address:
        found = {verdict.key: verdict for verdict in server.server_verdicts(address)}
    assert set(found) == {"server.healthy", "server.doors", "server.headers", "server.foreign"}
    assert found["server.doors"].values == {"doors": "metrics, upload, agent"}
    assert "content-security-policy" in found["server.headers"].values["headers"]


@pytest.mark.parametrize(
    ("address", "key", "outcome"),
    [
        (NOBODY, "server.closed", CheckOutcome.hint),
        ("ftp://here", "server.address", CheckOutcome.wrong),
        ("http://", "server.address", CheckOutcome.wrong),
        ("http://here:port", "server.address", CheckOutcome.wrong),
    ],
)
def test_a_server_that_is_not_running_is_a_hint(
    address: str, key: str, outcome: CheckOutcome
) -> None:
    """An address that is none is wrong."""
    (found,) = server.server_verdicts(address)
    assert (found.key, found.outcome) == (key, outcome)
