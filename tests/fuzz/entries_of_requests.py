"""Entries that any browser reaches without a page: proof of work, the desk's cookie, doors."""

import asyncio
import json
from functools import cache
from typing import Any

from altcha.v1 import solve_challenge
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import Message

from dashboard.admission import proof_of_work
from dashboard.leaders.access.cookie_tickets import tickets
from dashboard.serving import closed_paths, desk_cookie
from dashboard.serving import proof_of_work as work_endpoint
from dashboard.ui.site_address import is_here_alone, tidy_site_address
from db import codes
from tests.fuzz.entry import Entry, refuse
from tests.fuzz.hostile import Hostile

VISIT = "fedcba9876543210"
SPLIT_AT = 64
TOKEN = "a-leaders-token"
HEADERS = ("https", "http, https", "HTTPS,", "wss")
ORIGINS = ("http://127.0.0.1:8501", "https://survey.example.org", "null", "http://[::1]:8501")
PATHS = ("/_stcore/upload_file/x", "/_stcore/metrics", "/share", "/x/_stcore/agent/", "/healthz")
SITES = ("https://survey.our-group.org", "survey.our-group.org/ldn", "http://[::1]:8501", "a:80")


@cache
def _solution() -> dict[str, Any]:
    asked = json.loads(proof_of_work.new_challenge(VISIT))
    solved = solve_challenge(
        asked["challenge"], asked["salt"], asked["algorithm"], proof_of_work.HARDEST
    )
    assert solved is not None
    return {**{k: asked[k] for k in ("algorithm", "challenge", "salt", "signature")}} | {
        "number": solved.number
    }


def proof(body: bytes) -> bool:
    """Only the solution of a task that was set here is taken, and only for its own visit."""
    before = dict(proof_of_work._done)
    taken = proof_of_work.accept_solution(body)
    known = json.loads(body) if taken else None
    if taken and (known["signature"], known["salt"]) != _signed():
        refuse(body, "a task that nobody set was taken as solved")
    if set(proof_of_work._done) - set(before) - {VISIT}:
        refuse(body, "a visit that nobody worked for")
    proof_of_work._done.pop(VISIT, None)
    return taken


def proof_door(body: bytes) -> bool:
    """204, 400 or 413, with nothing in it."""
    status, _, answer = _posted(work_endpoint.ADDRESS, body, {})
    proof_of_work._done.pop(VISIT, None)
    if status not in (204, 400, 413) or answer:
        refuse(body, f"answered {status}")
    return status == 204


def cookie_door(given: tuple[bytes, str]) -> bool:
    """403 without a cookie, for whatever is not the ticket."""
    body, scheme = given
    ticket = tickets.issue(TOKEN)
    status, headers, answer = _posted(desk_cookie.PATH, body, {"x-forwarded-proto": scheme})
    if status != 403 or answer or "set-cookie" in headers:
        refuse(given, f"answered {status}")
    tickets.use(ticket)
    return False


def door(given: tuple[str, str, str]) -> bool:
    """A path leads somewhere or nowhere; an origin is this host's own or foreign."""
    path, origin, host = given
    headers = Headers({"origin": origin, "host": host})
    open_ = not closed_paths.is_closed_path(path) and not closed_paths.is_foreign_request(headers)
    if open_ and ("/_stcore/upload_file/" in path or host.lower() not in origin.lower()):
        refuse(given, "an open door")
    return open_


def site_address(written: str) -> bool:
    """An address that fits on a poster, without anything that a page could run."""
    site = tidy_site_address(written)
    if site is None:
        return False
    if not site.startswith(("http://", "https://")) or set(site) & set("<>\"' \n\x00"):
        refuse(written, f"no address: {site}")
    is_here_alone(site)
    return True


def _signed() -> tuple[str, str]:
    return _solution()["signature"], _solution()["salt"]


def _posted(path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; the request comes in two parts."""
    return asyncio.run(_answer(path, body, headers))


async def _answer(
    path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    parts = [body[:SPLIT_AT], body[SPLIT_AT:]]
    sent: list[Message] = []

    async def receive() -> Message:
        if not parts:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": path, "headers": raw, "query_string": b""}
    await _app()({**scope, "scheme": "http", "server": ("here", 80)}, receive, send)
    told = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(part.get("body", b"") for part in sent[1:])


@cache
def _app() -> Starlette:
    solved = Route(work_endpoint.ADDRESS, work_endpoint.receive_solution, methods=["POST"])
    return Starlette(routes=[solved, desk_cookie.cookie_route()])


def _body(source: Hostile) -> bytes:
    kind = source.random()
    if kind < 0.6:
        tree = source.changed(_solution())
        return json.dumps(tree).encode(errors="replace")
    return source.blob((json.dumps(_solution()).encode(),))


def _cookie(source: Hostile) -> tuple[bytes, str]:
    return source.blob((b"x" * 32, codes.ALPHABET.encode())), source.written(HEADERS)


def _door(source: Hostile) -> tuple[str, str, str]:
    return source.written(PATHS), _header(source, *ORIGINS), _header(source, "127.0.0.1:8501")


def _header(source: Hostile, *valid: str) -> str:
    """What a server is handed: bytes, each as one sign."""
    return source.written(valid).encode("latin-1", "replace").decode("latin-1")


ENTRIES = (
    Entry("proof", _body, proof, slow=5_000, quick=200),
    Entry("proof_door", _body, proof_door, slow=1_500, quick=60),
    Entry("cookie_door", _cookie, cookie_door, slow=2_500, quick=60),
    Entry("door", _door, door, slow=3_000),
    Entry("site_address", lambda source: source.text(SITES), site_address, slow=4_000),
)
