"""Security headers: the policy, and the answer to a request that fails."""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from dashboard.server import FRONT_END
from dashboard.serving.security_headers import SecurityHeaders, content_policy, security_headers
from dashboard.text import say


def test_the_policy_follows_the_page_that_is_installed() -> None:
    """Two inline scripts, two hashes; a script with a source needs none."""
    page = "<script>a()</script><script type='module' src='x.js'></script><script>b()</script>"
    assert content_policy(page).count("'sha256-") == 2


def test_a_page_may_load_and_reach_this_server_alone() -> None:
    """No script of another place and none that is written into a page later, no frame around it."""
    found = security_headers(FRONT_END / "index.html")
    rules = [rule.split(" ") for rule in found.pop("Content-Security-Policy").split("; ")]
    policy = {name: set(sources) for name, *sources in rules}
    hashes = {source for source in policy["script-src"] if source.startswith("'sha256-")}
    assert policy["script-src"] == {"'self'"} | hashes
    for name in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[name] == {"'none'"}
    assert policy["connect-src"] == {"'self'"}
    for name in ("camera", "microphone", "geolocation"):
        assert f"{name}=()" in found["Permissions-Policy"]
    del found["Permissions-Policy"]
    assert found == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


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
