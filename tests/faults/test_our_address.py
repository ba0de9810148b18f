"""nginx says our own address, whatever Host a visitor writes: no preview leads elsewhere."""

import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from starlette.datastructures import Headers

from dashboard.admission.visitor_address import address_by_proxy
from dashboard.settings import settings
from tests.faults import proxied
from tests.visitor import HERE, free_port


class Noting(BaseHTTPRequestHandler):
    """In the app's place: notes what the proxy sends, and answers nothing."""

    sent: list[tuple[str, str]] = []  # noqa: RUF012 - one server a test

    def do_GET(self) -> None:
        """Answer."""
        Noting.sent = list(self.headers.items())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of nginx, with the given configuration."""
    proxied.skip_or_fail()
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", "1")
    settings.cache_clear()
    app, port, plain = HTTPServer((HERE, 0), Noting), free_port(), free_port()
    Thread(target=app.serve_forever, daemon=True).start()
    replaced = {
        "127.0.0.1:8501": f"127.0.0.1:{app.server_port}",
        "    server 127.0.0.1:8502 max_fails=0;\n": "",
        "listen 443": f"listen {port}",
        "listen 80;": f"listen {plain};",
    }
    with proxied.proxied(tmp_path, replaced):
        yield port
    app.shutdown()
    settings.cache_clear()


@pytest.mark.parametrize("host", ["survey.example.org", "evil.example", "evil.example:443"])
def test_our_address_is_the_one_that_nginx_was_set_up_with(front: int, host: str) -> None:
    """Also where the visitor forges what only a proxy should write."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    forged = {"Host": host, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
    asking = HTTPSConnection(HERE, front, context=trusting, timeout=30)
    asking.request("GET", "/timelines", headers=forged)
    assert asking.getresponse().status == 204
    raw = [(name.lower().encode(), line.encode()) for name, line in Noting.sent]
    assert ("Host", host) in Noting.sent
    assert address_by_proxy(Headers(raw=raw)) == "https://survey.example.org"
