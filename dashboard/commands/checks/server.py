"""The running server, asked from outside as a stranger would."""

import base64
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from dashboard.commands.checks.verdict import CheckVerdict, hint_verdict, ok_verdict, wrong_verdict
from dashboard.serving.security_headers import security_headers

SECONDS = 10.0
CLOSED = {
    "metrics": "/_stcore/metrics",
    "upload": "/_stcore/upload_file/session/file",
    "agent": "/_stcore/agent/openapi.json",
}
FOREIGN = "https://elsewhere.example"
"""Reserved for examples (RFC 6761): nobody's site."""
CSP = "content-security-policy"


@dataclass(frozen=True)
class _HttpAnswer:
    status: int
    headers: Mapping[str, str]


def server_verdicts(address: str) -> Iterator[CheckVerdict]:
    """Its health, closed doors, headers, and what a foreign page gets.

    Args:
        address: such as http://127.0.0.1:8501; no server there is a hint.
    """
    place = _address_parts(address)
    if place is None:
        yield wrong_verdict("server.address", address=address)
        return
    health = _ask_server(place, "/healthz")
    if health is None:
        yield hint_verdict("server.closed", address=address)
        return
    yield ok_verdict("server.healthy") if health.status == 200 else wrong_verdict("server.ill")
    yield _doors_verdict(place)
    yield _headers_verdict(health.headers)
    yield _foreign_page_verdict(place)


def is_answering(address: str) -> bool:
    """Whether a Sweet Spot answers at an address."""
    place = _address_parts(address)
    health = None if place is None else _ask_server(place, "/healthz")
    return health is not None and health.status == 200 and CSP in health.headers


def _address_parts(address: str) -> SplitResult | None:
    try:
        place = urlsplit(address)
        _ = place.port
    except ValueError:
        return None
    return place if place.scheme in {"http", "https"} and place.hostname else None


def _doors_verdict(place: SplitResult) -> CheckVerdict:
    answers = {name: _ask_server(place, path) for name, path in CLOSED.items()}
    open_doors = [name for name, answer in answers.items() if answer and answer.status != 404]
    return (
        wrong_verdict("server.doors", doors=", ".join(open_doors))
        if open_doors
        else ok_verdict("server.shut")
    )


def _headers_verdict(found: Mapping[str, str]) -> CheckVerdict:
    """Each as this app sends it; a policy may differ by the front end's version."""
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None  # noqa: PT018 - this app stands on it
    index = Path(spec.origin).with_name("static") / "index.html"
    sent = {name.lower(): value for name, value in security_headers(index).items()}
    sent[CSP] = sent[CSP].partition(";")[0]
    lost = [name for name, value in sent.items() if not found.get(name, "").startswith(value)]
    return (
        wrong_verdict("server.headers", headers=", ".join(lost))
        if lost
        else ok_verdict("server.headed")
    )


def _foreign_page_verdict(place: SplitResult) -> CheckVerdict:
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key,
        "Origin": FOREIGN,
    }
    answer = _ask_server(place, "/_stcore/stream", handshake)
    refused = answer is not None and answer.status == 403
    return ok_verdict("server.refuses") if refused else wrong_verdict("server.foreign")


def _ask_server(
    place: SplitResult,
    path: str,
    headers: Mapping[str, str] | None = None,
) -> _HttpAnswer | None:
    """The answer, or None where nobody answers in time."""
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=SECONDS)
    try:
        connection.request("GET", place.path.rstrip("/") + path, headers=dict(headers or {}))
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return _HttpAnswer(response.status, named)
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
