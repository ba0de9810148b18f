"""A request to one of the served application's own routes, as a browser sends it."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

HOST = "group.example"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes


def ask_app(
    app: ASGIApp,
    path: str,
    body: bytes | str,
    *,
    scheme: str = "http",
    query: str = "",
    **headers: str,
) -> Answer:
    """Send a request as a browser does; it arrives in two parts."""
    content = body.encode() if isinstance(body, str) else body
    parts = [content[:7], content[7:]]
    sent: list[Message] = []

    async def receive() -> Message:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    named = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    method = named.pop("method", "POST")
    scope = {
        "type": "http",
        "method": method,
        "scheme": scheme,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    asyncio.run(app(scope, receive, send))
    start, *rest = sent
    return Answer(start["status"], Headers(raw=start["headers"]), rest[0].get("body", b""))
