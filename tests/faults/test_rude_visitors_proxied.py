"""The same rude visitors through nginx as docs/deploy sets it up."""

import secrets
import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPSConnection

import pytest

from dashboard.serving.connection_limits import OF_A_HOUSEHOLD
from tests.faults.proxied import proxied, skip_or_fail
from tests.faults.rude import (
    Door,
    flood,
    median_seconds,
    seconds_to_first_page,
    taken_over,
    unchecked,
)
from tests.published import published_folder
from tests.visitor import HERE, free_port, run_page, served

LONG = 40 * 1024
"""Bytes; nginx takes 32 KB, the app 64."""
ELSEWHERE = "127.0.0.2"
"""Another household, on loopback too."""
SECONDS_TO_CLOSE = 60.0


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One app process behind nginx, which is told of as one proxy."""
    skip_or_fail()
    folder = tmp_path_factory.mktemp("rude")
    shutil.copytree(published_folder(120), folder / "store")
    app, https, http = free_port(), free_port(), free_port()
    elsewhere = {
        "listen 443": f"listen {HERE}:{https}",
        "listen 80": f"listen {HERE}:{http}",
        f"{HERE}:8501": f"{HERE}:{app}",
        f"    server {HERE}:8502 max_fails=0;\n": "",
    }
    settings = {
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
        "SWEETSPOT_TRUSTED_PROXIES": "1",
    }
    flags = ["--server.port", str(app), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with served(command, app, settings, folder / "app.log"), proxied(folder, elsewhere):
        yield Door(https, encrypted=True)


def test_a_flood_through_nginx_leaves_a_new_visitor_a_page(door: Door) -> None:
    """Ten tabs with 20 taps a second each, of the address that nginx saw."""
    idle = median_seconds(door)
    with flood(door):
        crowded = median_seconds(door)
    print(f"first page: {1000 * idle:.0f} ms idle, {crowded / idle:.1f} times that under the flood")


def test_a_tab_behind_nginx_is_its_browsers(door: Door) -> None:
    """The cookie comes through; nobody else gets the tab by its name."""
    assert taken_over(door) == (True, False, False)


def status_or_close(line: ssl.SSLSocket, words: bytes) -> list[bytes]:
    """The status; none where the line was closed on what was on its way. Else it times out."""
    with suppress(ssl.SSLError, ConnectionError):
        line.sendall(words)
        return line.recv(1_000).split()[1:2]
    return []


@pytest.mark.parametrize(
    ("start", "status"), [(b"GET / HTTP/1.1\r\nHost: here\r\nX: ", b"400"), (b"GET /", b"414")]
)
def test_an_endless_header_ends_at_nginx(door: Door, start: bytes, status: bytes) -> None:
    """It is answered after 32 KB, though it goes on; the next visitor has a page."""
    with (
        socket.create_connection((HERE, door.port), timeout=30) as plain,
        unchecked().wrap_socket(plain, server_hostname=HERE) as line,
    ):
        assert status_or_close(line, start + b"a" * LONG) in ([status], [])
    assert seconds_to_first_page(door) > 0


def page_status(door: Door, address: str) -> int:
    """The status of the first page for who comes from an address of this machine."""
    line = HTTPSConnection(
        HERE, door.port, timeout=30, source_address=(address, 0), context=unchecked()
    )
    with closing(line):
        line.request("GET", "/")
        return line.getresponse().status


def test_a_household_with_all_its_tabs_open_keeps_no_other_out_behind_nginx(door: Door) -> None:
    """200 tabs, and nginx hands on who has them: of one proxy's address all would be shut out."""
    with ExitStack() as tabs:
        opened = [tabs.enter_context(door.tab()) for _ in range(OF_A_HOUSEHOLD)]
        assert page_status(door, HERE) == 503
        assert page_status(door, ELSEWHERE) == 200
        assert run_page(opened[0])  # who is in goes on
    deadline = time.monotonic() + SECONDS_TO_CLOSE
    while page_status(door, HERE) != 200:
        assert time.monotonic() < deadline, "closed tabs still count"
        time.sleep(0.2)
