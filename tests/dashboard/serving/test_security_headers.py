"""Security headers: the policy, and the answer to a request that fails."""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from dashboard.serving.security_headers import SecurityHeaders, content_policy
from dashboard.text import say


def test_the_policy_follows_the_page_that_is_installed() -> None:
    """Two inline scripts, two hashes; a script with a source needs none."""
    page = "<script>a()</script><script type='module' src='x.js'></script><script>b()</script>"
    assert content_policy(page).count("'sha256-") == 2


def test_a_failed_request_is_answered_with_the_headers_too() -> None:
    """Starlette's own answer would stand outside every middleware."""
    sent: list[Message] = []

    async def failing_app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError("took 3 mg at bedtime")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    asyncio.run(SecurityHeaders(failing_app, {"X-Frame-Options": "DENY"})(scope, _no_message, send))
    start, body = sent
    assert start["status"] == 500
    assert (b"x-frame-options", b"DENY") in start["headers"]
    assert body["body"] == say("app.error.request").encode()


async def _no_message() -> Message:
    return {"type": "http.disconnect"}
