"""The page that loads the front end: lighter than Streamlit's, and still Streamlit's."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.responses import PlainTextResponse

from dashboard.serving.front_page import (
    EARLY,
    NOT_FOUND_BY_SEARCH,
    OUR_FONT,
    FrontEnd,
    FrontPage,
    lighter_page,
    page_with_words,
)
from dashboard.serving.security_headers import script_hashes

FRONT_END = Path(streamlit.__file__).with_name("static")
ORIGINAL = (FRONT_END / "index.html").read_text(encoding="utf-8")
STYLE = "<style>.ours {}</style>"
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Sent:
    """A response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Of a body that is not packed."""
        return self.body.decode()


class Browser:
    """Asks a server that would answer "passed on" for everything."""

    def __init__(self) -> None:
        passed_on = PlainTextResponse("passed on")
        pages = {"": False, "timelines": True}
        self.app = FrontPage(passed_on, FrontEnd(FRONT_END, "Sweet <Spot>", STYLE), pages)

    def get(self, path: str, **headers: str) -> Sent:
        """Read an address; header names with underscores."""
        raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "headers": raw}
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request"}

        asyncio.run(self.app(scope, receive, send))
        named = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        return Sent(sent[0]["status"], named, sent[1]["body"])


@pytest.fixture
def browser() -> Browser:
    """One that has been nowhere yet."""
    return Browser()


def scripts(html: str) -> list[str]:
    """The addresses of module scripts, in order."""
    return re.findall(r'<script type="module"[^>]*src="([^"]+)"', html)


def test_the_foreign_typeface_is_out_and_ours_the_look_and_the_title_are_in() -> None:
    """Of what Streamlit asks for before anything else, 170 kB are for nothing."""
    html = lighter_page(ORIGINAL, "Sweet <Spot>", STYLE)
    assert "SourceSans" in ORIGINAL and "SourceSans" not in html
    assert f'href="./{OUR_FONT}"' in html and STYLE in html
    assert "<title>Sweet &lt;Spot&gt;</title>" in html and html.count("<title>") == 1


def test_its_scripts_are_streamlits_own_and_ours_comes_first() -> None:
    """The inline script is word for word the one whose hash the content policy has."""
    html = lighter_page(ORIGINAL, "", STYLE)
    assert scripts(html) == scripts(ORIGINAL) != []
    assert script_hashes(html) == script_hashes(ORIGINAL)
    assert html.index(EARLY) < html.index(scripts(html)[0])
    assert (ROOT / "dashboard" / "static" / Path(EARLY).name).is_file()


def test_pages_that_open_with_a_figure_ask_for_what_draws_it(browser: Browser) -> None:
    """The others do not; the file is there under the name that the page says."""
    asked = re.search(r'modulepreload" href="\./([^"]*PlotlyChart[^"]*)"', ORIGINAL)
    assert asked is None
    found = re.search(r'href="\./([^"]*PlotlyChart[^"]*)"', browser.get("/timelines").text)
    assert found and (FRONT_END / found[1]).is_file()
    assert "PlotlyChart" not in browser.get("/").text


def test_what_is_no_page_is_passed_on(browser: Browser) -> None:
    """Files, endpoints, and anything but reading."""
    assert browser.get("/static/js/some.js").text == "passed on"
    assert browser.get("/elsewhere").text == "passed on"


@dataclass(frozen=True)
class Spoken:
    """First words."""

    html: str = '<div id="ss-first">First</div>'
    title: str = "A <title>"
    language: str = "es"
    description: str = 'A "headline"'
    may_be_found: bool = False
    picture: str = "https://survey.example.org/previews/home-es-0123456789abcdef.png"


def test_first_words_stand_beside_a_page_that_is_not_read_yet() -> None:
    """In their language; what previews read is escaped, and search engines are sent off."""
    html = page_with_words(lighter_page(ORIGINAL, "", STYLE), Spoken())
    assert '<html lang="es">' in html and "<title>A &lt;title&gt;</title>" in html
    assert f'{Spoken.html}<div id="root" inert aria-hidden="true">' in html
    assert script_hashes(html) == script_hashes(ORIGINAL)
    assert NOT_FOUND_BY_SEARCH in html
    found = page_with_words(lighter_page(ORIGINAL, "", STYLE), Spoken(may_be_found=True))
    assert "noindex" not in found


def test_the_tags_are_those_of_the_table() -> None:
    """docs/previews.md names what is sent, and nothing else is."""
    html = page_with_words(lighter_page(ORIGINAL, "", STYLE), Spoken())
    sent = set(re.findall(r'<meta (?:name|property)="((?:og|twitter):[\w:]+)"', html))
    table = (ROOT / "docs" / "previews.md").read_text(encoding="utf-8")
    assert sent == set(re.findall(r"^\| `((?:og|twitter):[\w:]+)`", table, re.MULTILINE)) != set()
    assert 'content="A &quot;headline&quot;"' in html


def test_a_page_that_a_browser_has_is_not_sent_again(browser: Browser) -> None:
    """By its tag, which differs from coding to coding."""
    first = browser.get("/", accept_encoding="br")
    assert first.headers["content-encoding"] == "br"
    again = browser.get("/", accept_encoding="br", if_none_match=first.headers["etag"])
    assert again.status == 304
    plain = browser.get("/")
    assert plain.headers["etag"] != first.headers["etag"]
    assert "content-encoding" not in plain.headers
