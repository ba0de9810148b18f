"""An address without a page: ours with 404 in its place, and nothing else is touched."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.serving.line_words import words_by_language
from dashboard.serving.unknown_address import UnknownAddress
from dashboard.text import LANGUAGES

FRONT_END = "<html>the front end</html>"


@pytest.fixture
def client() -> TestClient:
    """Behind it, as Streamlit does: any address that is none of its own gets the front end."""
    inner = Starlette(
        routes=[
            Route("/healthz", lambda _: PlainTextResponse("ok")),
            Route("/share/", lambda _: RedirectResponse("/share", 301)),
            Route("/{path:path}", lambda _: HTMLResponse(FRONT_END)),
        ]
    )
    return TestClient(UnknownAddress(inner), follow_redirects=False)


@pytest.mark.parametrize("path", ["/nowhere", "/share/more", "/index.html", "/%3Cscript%3E"])
def test_an_unknown_address_says_so_in_every_language(client: TestClient, path: str) -> None:
    """With status 404, ways on, no script, and nothing of the address in it."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert [code for code, _ in words_by_language()] == ["en", "es"] == sorted(LANGUAGES)
    for code, words in words_by_language():
        assert f'<section lang="{code}">\n<h1>{words["unknown"]["title"]}</h1>' in answer.text
        assert f'href="/share?lang={code}"' in answer.text
    assert "<script" not in answer.text
    assert "nowhere" not in answer.text


def test_a_look_at_the_head_alone_gets_no_body(client: TestClient) -> None:
    """As HTTP asks for."""
    answer = client.head("/nowhere")
    assert (answer.status_code, answer.text) == (404, "")


def test_what_is_no_page_is_left_alone(client: TestClient) -> None:
    """Health, a redirect, and folders in which an HTML file is meant as one."""
    assert client.get("/healthz").text == "ok"
    assert client.get("/share/").status_code == 301
    assert client.get("/app/static/a.html").text == FRONT_END
