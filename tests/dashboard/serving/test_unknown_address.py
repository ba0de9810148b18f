"""An address without a page: ours with 404 in its place, and nothing else is touched."""

import asyncio
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from dashboard.serving.line_words import words_by_language
from dashboard.serving.unknown_address import UnknownAddress
from dashboard.text import LANGUAGES

FRONT_END = "<html>the front end</html>"


async def streamlit_like(scope: Scope, receive: Receive, send: Send) -> None:
    """Any address that is none of its own gets the front end, as Streamlit does it."""

    async def front_end(_: Request) -> Response:
        return HTMLResponse(FRONT_END)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def without_slash(_: Request) -> Response:
        return RedirectResponse("/share", 301)

    routes = [
        Route("/healthz", health),
        Route("/share/", without_slash),
        Route("/{path:path}", front_end),
    ]
    await Starlette(routes=routes)(scope, receive, send)


@dataclass
class Answer:
    """What came back, put together."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""


def ask(path: str, method: str = "GET") -> Answer:
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            assert not answer.status  # one answer to one question
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        answer.text += message.get("body", b"").decode()

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [],
    }
    asyncio.run(UnknownAddress(streamlit_like)(scope, receive, send))
    return answer


@pytest.mark.parametrize("path", ["/nowhere", "/share/more", "/index.html", "/<script>nowhere"])
def test_an_unknown_address_says_so_in_every_language(path: str) -> None:
    """With status 404, ways on, no script, and nothing of the address in it."""
    answer = ask(path)
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"
    assert [code for code, _ in words_by_language()] == ["en", "es"] == sorted(LANGUAGES)
    for code, words in words_by_language():
        assert f'<section lang="{code}">\n<h1>{words["unknown"]["title"]}</h1>' in answer.text
        assert f'href="/share?lang={code}"' in answer.text
    assert "<script" not in answer.text
    assert "nowhere" not in answer.text


def test_a_look_at_the_head_alone_is_told_so_too() -> None:
    """The server sends no body then."""
    assert ask("/nowhere", "HEAD").status == 404


def test_what_is_no_page_is_left_alone() -> None:
    """Health, a redirect, and folders in which an HTML file is meant as one."""
    assert ask("/healthz").text == "ok"
    assert ask("/share/").status == 301
    assert ask("/app/static/a.html").text == FRONT_END
