"""A request that never ends is refused before it is joined, by a real uvicorn on loopback."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from dashboard.serving import request_bounds
from dashboard.serving.request_bounds import MOST_BYTES, bound_requests
from tests.visitor import HERE, free_port

ENDLESS = 4 * 1024 * 1024
CHUNK = b"a" * 8_192


class Bounded(HttpToolsProtocol):
    """uvicorn's own class stays as it is in this process."""


bound_requests(Bounded)


@contextmanager
def serving(protocol: type[asyncio.Protocol]) -> Iterator[int]:
    """The port of a server with this protocol."""
    port = free_port()
    app: Any = PlainTextResponse("whole")
    config = uvicorn.Config(app, HERE, port, http=protocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


def taken_of(port: int, start: bytes, chunk: bytes, most: int = ENDLESS) -> tuple[int, bytes]:
    """How many bytes a server takes of a request without end, and what it says at last."""
    sent = 0
    with socket.create_connection((HERE, port), timeout=30) as line:
        try:
            line.sendall(start)
            while sent < most:
                line.sendall(chunk)
                sent += len(chunk)
                time.sleep(0.0005)
            line.settimeout(0.5)
            return sent, line.recv(1_000)
        except TimeoutError:
            return sent, b""
        except OSError:  # closed while it was sent to
            return sent, b""


START = b"GET / HTTP/1.1\r\nHost: here\r\n"
LINE = b"GET /"
CHUNKED = b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: "


@pytest.mark.parametrize("start", [START + b"X: ", LINE], ids=["header", "request line"])
def test_a_header_without_end_is_refused_near_64_kb(start: bytes) -> None:
    """Of 4 MB not even one is taken; the control takes them all, and joins them."""
    with serving(Bounded) as port:
        taken, _ = taken_of(port, start, CHUNK)
        assert taken < ENDLESS // 4
    with serving(HttpToolsProtocol) as port:
        assert taken_of(port, start, CHUNK)[0] == ENDLESS


def test_many_short_headers_are_bounded_as_one_long_one_is() -> None:
    """A million lines of ten bytes."""
    with serving(Bounded) as port:
        assert taken_of(port, START, b"X: 1\r\n" * 1_000)[0] < ENDLESS // 4


def test_what_follows_a_body_is_bounded_too() -> None:
    """Trailers of a body in chunks."""
    with serving(Bounded) as port:
        assert taken_of(port, CHUNKED, CHUNK)[0] < ENDLESS


def answer_to(port: int, request: bytes) -> bytes:
    """Status line of the answer."""
    with socket.create_connection((HERE, port), timeout=30) as line:
        line.sendall(request)
        return line.recv(10_000).partition(b"\r\n")[0]


def test_requests_as_browsers_send_them_are_answered() -> None:
    """Ten on one connection; one with 32 KB of cookies; one with a body of 200 KB."""
    with serving(Bounded) as port:
        for _ in range(10):
            assert answer_to(port, START + b"\r\n") == b"HTTP/1.1 200 OK"
        cookies = b"Cookie: a=" + b"b" * (MOST_BYTES // 2)
        assert answer_to(port, START + cookies + b"\r\n\r\n") == b"HTTP/1.1 200 OK"
        body = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 200000\r\n\r\n" + b"c" * 200_000
        assert answer_to(port, body) == b"HTTP/1.1 200 OK"
        with socket.create_connection((HERE, port), timeout=30) as line:
            for _ in range(10):
                line.sendall(START + b"\r\n")
                assert line.recv(10_000).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("start", [b"", b"GET / HT", START], ids=["nothing", "half", "no end"])
def test_a_request_that_does_not_come_is_given_up(
    start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a word and a close; the control waits on."""
    monkeypatch.setattr(request_bounds, "LONGEST_SECONDS", 0.2)
    with serving(Bounded) as port, socket.create_connection((HERE, port), timeout=30) as line:
        line.sendall(start)
        assert line.recv(1_000).startswith(b"HTTP/1.1 408 ")
        assert line.recv(1_000) == b""
    with serving(HttpToolsProtocol) as port, socket.create_connection((HERE, port), 0.6) as line:
        line.sendall(start)
        with pytest.raises(TimeoutError):
            line.recv(1_000)


def test_bounding_twice_is_bounding_once() -> None:
    """Streamlit may load the app's file again."""
    before = Bounded.data_received
    bound_requests(Bounded)
    assert Bounded.data_received is before
