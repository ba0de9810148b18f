"""The served application: headers, closed doors, packed files, failures, the clock."""

import base64
import datetime
import gzip
import hashlib
import re
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import pytest
import streamlit
from websockets import InvalidStatus

from dashboard import demo
from dashboard.stores import open_stores
from dashboard.text import say
from db.desk.group import GroupSettings, write_group
from db.editions import editions
from tests.visitor import HERE, ROOT, ask, free_port, run_page, served, visiting

FRONT_END = Path(streamlit.__file__).with_name("static")
BIGGEST = max((FRONT_END / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
BIGGEST_URL = f"/static/js/{BIGGEST.name}"
FONT = "/app/static/public-sans.woff2"
CLOSED = ("/_stcore/upload_file/a/b", "/_stcore/metrics", "/_stcore/agent/openapi.json")
FOREIGN = "https://elsewhere.example"
PROMISED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
ANSWER = "took 3 mg at bedtime"
FAILING_PAGE = f"import streamlit as st\nst.text('open')\nraise ValueError({ANSWER!r})\n"


@dataclass(frozen=True)
class Running:
    """A running server."""

    port: int
    store: Path
    log: Path
    process: "subprocess.Popen[bytes]"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real application on 40 invented members, none published, on a publishing day."""
    folder = tmp_path_factory.mktemp("served")
    members = open_stores(folder / "store").members
    demo.fill_with_members(members, members=40, seed=1)
    today = datetime.datetime.now(datetime.UTC)
    write_group(members, GroupSettings(weekday=today.weekday()))
    port = free_port()
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    environment = {
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
    }
    with served(command, port, environment, folder / "log") as process:
        yield Running(port, folder / "store", folder / "log", process)


@pytest.mark.parametrize(
    "path", ["/", "/timelines", "/healthz", "/_stcore/health", BIGGEST_URL, FONT, *CLOSED]
)
def test_every_response_carries_the_security_headers(server: Running, path: str) -> None:
    """Pages, files, health and refusals alike."""
    _, headers, _ = ask(server.port, path, {"Accept-Encoding": "br"})
    assert {name: headers.get(name) for name in PROMISED} == PROMISED
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]


def test_only_the_front_ends_own_inline_script_may_run(server: Running) -> None:
    """Its hash is in the policy; nothing allows other inline scripts or eval."""
    _, headers, page = ask(server.port, "/")
    (inline,) = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline).digest()).decode()
    directives = headers["content-security-policy"].split("; ")
    assert f"script-src 'self' 'sha256-{digest}'" in directives
    assert "default-src 'none'" in directives


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE"])
def test_uploads_metrics_and_the_agent_door_are_closed(
    server: Running, path: str, method: str
) -> None:
    """404, whatever the method."""
    assert ask(server.port, path, method=method)[0] == 404


def test_the_health_route_says_ok_and_nothing_else(server: Running) -> None:
    """No number of visitors, no edition, no version."""
    status, _, body = ask(server.port, "/healthz")
    assert (status, body) == (200, b'{"status":"ok"}')


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost:1"])
def test_a_page_of_another_site_gets_no_connection(server: Running, origin: str) -> None:
    """Its WebSocket is refused with 403, and so is an ordinary request."""
    with pytest.raises(InvalidStatus) as refused, visiting(server.port, origin):
        pass
    assert refused.value.response.status_code == 403
    assert ask(server.port, "/_stcore/health", {"Origin": origin})[0] == 403


def test_a_page_of_our_own_is_served(server: Running) -> None:
    """Same host in Origin and Host: the page runs and sends something to see."""
    with visiting(server.port) as visitor:
        messages = run_page(visitor)
    assert any(message.HasField("delta") for message in messages)


@pytest.mark.parametrize(
    ("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_packed_file_is_smaller_and_unpacks_to_the_same_bytes(
    server: Running, coding: str, decode: Any
) -> None:
    """The largest script: under a third of its size, and not a byte different."""
    _, headers, body = ask(server.port, BIGGEST_URL, {"Accept-Encoding": coding})
    assert headers["content-encoding"] == coding
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-type"].startswith("text/javascript")
    assert len(body) == int(headers["content-length"]) < BIGGEST.stat().st_size / 3
    assert decode(body) == BIGGEST.read_bytes()


def test_who_cannot_unpack_gets_the_file_as_it_is(server: Running) -> None:
    """No Accept-Encoding: the plain bytes, marked as depending on it."""
    _, headers, body = ask(server.port, BIGGEST_URL)
    assert "content-encoding" not in headers
    assert "Accept-Encoding" in headers["vary"]
    assert body == BIGGEST.read_bytes()


def test_hashed_files_are_kept_for_a_year_and_the_page_that_names_them_is_not(
    server: Running,
) -> None:
    """So an update is seen at the next visit, and nothing else is fetched twice."""
    packed = {"Accept-Encoding": "br"}
    file = ask(server.port, BIGGEST_URL, packed)[1]
    page = ask(server.port, "/", packed)[1]
    assert file["cache-control"] == f"public, max-age={365 * 24 * 60 * 60}, immutable"
    assert page["cache-control"] == "no-cache"


def test_a_browser_that_has_the_page_is_told_so_without_the_page(server: Running) -> None:
    """304 and no body where the tag is the same; the tag of another coding is another."""
    first = ask(server.port, "/", {"Accept-Encoding": "br"})[1]
    known = {"Accept-Encoding": "br", "If-None-Match": first["etag"]}
    status, headers, body = ask(server.port, "/", known)
    assert (status, body, headers["etag"]) == (304, b"", first["etag"])
    assert ask(server.port, "/", {**known, "Accept-Encoding": "gzip"})[0] == 200


def test_the_running_app_publishes_when_an_edition_is_due(server: Running) -> None:
    """40 members handed in, so the first look of the clock publishes edition 1 and says so."""
    deadline = time.monotonic() + 30
    reader = open_stores(server.store).editions
    while (latest := editions.latest_edition(reader)) is None:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)
    assert latest.number == 1
    while "Edition 1 is published" not in server.log.read_text():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def test_no_visitors_address_is_logged(server: Running, tmp_path: Path) -> None:
    """Started as it should be or by uvicorn's own command, which logs every request."""
    port = free_port()
    command = ["-m", "uvicorn", "dashboard.server:app", "--host", HERE, "--port", str(port)]
    environment = {"SWEETSPOT_STORE": str(tmp_path / "store")}
    with served(command, port, environment, tmp_path / "log"):
        for open_port in (server.port, port):
            ask(open_port, "/timelines")
            with visiting(open_port) as visitor:
                run_page(visitor)
            with pytest.raises(InvalidStatus), visiting(open_port, FOREIGN):
                pass
    logs = server.log.read_text() + (tmp_path / "log").read_text()
    assert "/_stcore/stream" not in logs
    assert "/timelines" not in logs
    assert "/healthz" not in logs


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The same application around a page that fails with an answer in its hands."""
    folder = tmp_path_factory.mktemp("failing")
    page = folder / "page.py"
    page.write_text(FAILING_PAGE)
    port = free_port()
    place = {"server.port": port, "server.address": HERE}
    build = f"build_app(Path({str(page)!r})).run(config={place})"
    # Started beside our options, as Streamlit reads them, and not beside our modules.
    there = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); os.chdir({str(ROOT / 'dashboard')!r})"
    )
    run = f"{there}; from pathlib import Path; from dashboard.server import build_app; {build}"
    command = ["-P", "-c", run]
    environment = {"SWEETSPOT_STORE": str(folder / "store")}
    with served(command, port, environment, folder / "log") as process:
        yield Running(port, folder / "store", folder / "log", process)


def test_a_failed_page_says_so_kindly_and_shows_no_trace(failing: Running) -> None:
    """What is sent holds the designed sentence; no class, no file, no answer."""
    with visiting(failing.port) as visitor:
        messages = run_page(visitor)
    elements = [m.delta.new_element for m in messages if m.HasField("delta")]
    sent = b"".join(message.SerializeToString() for message in messages)
    assert [e.alert.body for e in elements if e.HasField("alert")] == [say("app.error.page")]
    assert not any(e.HasField("exception") for e in elements)
    assert b"ValueError" not in sent
    assert ANSWER.encode() not in sent


def test_the_log_of_a_failed_page_names_the_class_and_no_answer(failing: Running) -> None:
    """Streamlit by itself logs the exception's text and its whole trace."""
    with visiting(failing.port) as visitor:
        run_page(visitor)
    log = failing.log.read_text()
    assert "Uncaught app execution: ValueError" in log
    assert ANSWER not in log
    assert "Traceback" not in log


def test_a_server_ends_cleanly_with_a_visitor_still_there(failing: Running) -> None:
    """Within 10 seconds of being asked, without a trace. The last test of this server."""
    with visiting(failing.port) as visitor:
        run_page(visitor)
        failing.process.send_signal(signal.SIGTERM)
        failing.process.wait(10)
    assert "Traceback" not in failing.log.read_text()
    assert "Task was destroyed" not in failing.log.read_text()
