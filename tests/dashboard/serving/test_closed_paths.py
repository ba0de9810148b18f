"""Who is let in, and to what."""

import asyncio

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from dashboard.serving.closed_paths import PathAndOriginGuard, is_closed_path, is_foreign_request

FOREIGN = "https://elsewhere.example"


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        ("/_stcore/metrics", True),
        ("/timelines/_stcore/upload_file/session/file", True),
        ("/_stcore/agent", True),
        ("/_stcore/health", False),
        ("/_stcore/stream", False),
        ("/_stcore/metrics_of_a_page", False),
        ("/how", False),
    ],
)
def test_a_door_is_closed_under_any_prefix_and_only_that_door(path: str, closed: bool) -> None:
    """Whole parts of a path count, not beginnings of a word."""
    assert is_closed_path(path) is closed


@pytest.mark.parametrize(
    ("host", "origins", "foreign"),
    [
        ("group.example", ["https://group.example"], False),
        ("Group.example:8501", ["http://group.example:8501"], False),
        ("group.example", [], False),
        ("group.example", ["https://group.example.elsewhere.example"], True),
        ("group.example:8501", ["http://group.example:8502"], True),
        ("group.example", ["https://group.example", FOREIGN], True),
        ("group.example", ["null"], True),
        ("", ["null"], True),
        ("group.example", ["https://[group.example"], True),
    ],
)
def test_an_origin_is_our_own_only_with_the_host_that_was_asked(
    host: str,
    origins: list[str],
    foreign: bool,
) -> None:
    """The whole host with its port; every Origin where there are several; none is no browser."""
    raw = [(b"host", host.encode()), *((b"origin", origin.encode()) for origin in origins)]
    assert is_foreign_request(Headers(raw=raw)) is foreign


def test_a_foreign_origin_is_refused_before_streamlit_sees_it() -> None:
    """Streamlit would ask an outside host first."""
    sent: list[Message] = []

    async def streamlit_itself(_scope: Scope, _receive: Receive, _send: Send) -> None:
        pytest.fail("Streamlit was asked")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"group.example"), (b"origin", FOREIGN.encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(PathAndOriginGuard(streamlit_itself)(scope, _no_message, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


async def _no_message() -> Message:
    return {"type": "websocket.connect"}
