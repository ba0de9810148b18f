"""The page that loads the front end, made lighter, and with our look in it from the first moment.

Streamlit's own asks for a typeface of 170 kB that no page of ours uses, for Plotly only when the
first figure has arrived, and for our look with the first run: by then everything has to move.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Protocol

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.report.picture import LINK
from dashboard.serving import line_words
from dashboard.serving.compression import ContentWithTag, best_coding, compress_content

_FOREIGN_FONT = re.compile(r"<link\s+rel=\"preload\"[^>]*SourceSans[^>]*>\s*")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
OUR_FONT = "app/static/public-sans.woff2"
FOREIGN_FONT = "/static/media/SourceSansVF-Upright"
"""Streamlit sets text in it until its theme has arrived; ours is sent in its place."""
EARLY = "app/static/early.js"
PLOTLY = "static/js/PlotlyChart.*.js"
"""Below the folder of the front end; its name carries a hash."""


_ROOT = '<div id="root">'
_HIDDEN_ROOT = '<div id="root" inert aria-hidden="true">'
_LANGUAGE = '<html lang="en">'
NOT_FOUND_BY_SEARCH = '<meta name="robots" content="noindex">'
"""A group of patients may not want to be found; links are for who is given one. A leader's setting
takes it off pages that say something before their script; the desk says nothing."""
WITHOUT_SCRIPT = "<noscript><style>#ss-first{position:static}</style></noscript>"
PREVIEW = LINK.screen
KEPT_PAGES = 200
"""With first words and packed: about 20 kB each, and as much again where it is not packed."""
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def lighter_page(html: str, title: str, style: str, figures: str | None = None) -> str:
    """The page without the foreign typeface, with our own, our look, our title and our words.

    Streamlit's words for who runs no scripts are about apps and agents: ours are in their place.

    Args:
        html: as Streamlit has it.
        title: until a page has set its own.
        style: a whole style element.
        figures: path of the script that draws figures, for a page that will have one at once.
    """
    early = [NOT_FOUND_BY_SEARCH]
    early += [f'<link rel="preload" href="./{OUR_FONT}" as="font" type="font/woff2" crossorigin>']
    scripts = (EARLY, *line_words.SCRIPTS)
    early += [f'<script defer src="./{script}"></script>' for script in scripts]
    lighter = _TITLE.sub(lambda _: f"<title>{escape(title)}</title>", _FOREIGN_FONT.sub("", html))
    # In front of Streamlit's own scripts, which come in the same order.
    lighter = lighter.replace("<title>", f"{''.join(early)}{style}<title>", 1)
    # Last of all: the way past the bar is the first link of a page.
    lighter = _NO_SCRIPT.sub("", lighter, count=1)
    lighter = lighter.replace("</body>", f"{line_words.line_html()}</body>", 1)
    if figures:  # last and low: the page itself comes first
        late = f'<link rel="modulepreload" href="./{figures}" fetchpriority="low" crossorigin>'
        lighter = lighter.replace("</head>", f"{late}</head>", 1)
    return lighter


class FirstWords(Protocol):
    """What a page says before its script."""

    @property
    def html(self) -> str:
        """To stand beside the place of the front end."""

    @property
    def title(self) -> str:
        """Of the page."""

    @property
    def language(self) -> str:
        """Code of it."""

    @property
    def description(self) -> str:
        """What a link to it previews, beside the title."""

    @property
    def picture(self) -> str:
        """What a link to it previews: the whole address of a picture, or ""."""

    @property
    def may_be_found(self) -> bool:
        """Whether search engines may show it."""

    def __hash__(self) -> int:
        """Packed pages are kept by their words."""


ToSay = Callable[[str, bytes, Headers], FirstWords | None]


def page_with_words(html: str, first: FirstWords) -> str:
    """The page with its first words, which alone are read until static/early.js takes them away."""
    spoken = html.replace(_LANGUAGE, f'<html lang="{escape(first.language)}">', 1)
    head = f"<title>{escape(first.title)}</title>{_preview_tags(first)}"
    named = _TITLE.sub(lambda _: head, spoken, count=1)
    if first.may_be_found:
        named = named.replace(NOT_FOUND_BY_SEARCH, "", 1)
    return named.replace(_ROOT, f"{WITHOUT_SCRIPT}{first.html}{_HIDDEN_ROOT}", 1)


def _preview_tags(first: FirstWords) -> str:
    """What previews of links read (docs/previews.md); addresses are those that our proxy says."""
    open_graph = {
        "og:type": "website",
        "og:title": first.title,
        "og:description": first.description,
        "og:locale": first.language,
    }
    named = {"description": first.description, "twitter:card": "summary"}
    if first.picture:
        open_graph |= {
            "og:image": first.picture,
            "og:image:type": "image/png",
            "og:image:width": str(PREVIEW.width),
            "og:image:height": str(PREVIEW.height),
            "og:image:alt": first.description,
        }
        named |= {"twitter:card": "summary_large_image", "twitter:image": first.picture}
    return "".join(
        f'<meta {attribute}="{name}" content="{escape(text)}">'
        for attribute, told in (("name", named), ("property", open_graph))
        for name, text in told.items()
    )


@dataclass(frozen=True)
class FrontEnd:
    """What the page is made of.

    Attributes:
        folder: of Streamlit's front end.
        title: see ``lighter_page``.
        style: see ``lighter_page``.
    """

    folder: Path
    title: str
    style: str


class FrontPage:
    """Middleware that answers for the addresses of pages.

    Args:
        app: what answers for everything else.
        front_end: what the page is made of.
        pages: address of each page, without a slash -> whether it opens with a figure.
        to_say: path, query and headers of a request -> the first words; None where there are none.
    """

    def __init__(
        self,
        app: ASGIApp,
        front_end: FrontEnd,
        pages: dict[str, bool],
        *,
        to_say: ToSay | None = None,
    ) -> None:
        self.app = app
        self._to_say = to_say
        self._pages = {f"/{name}": has_figure for name, has_figure in pages.items()}
        html = (front_end.folder / "index.html").read_text(encoding="utf-8")
        figures = _only_match(front_end.folder, PLOTLY)
        look = (front_end.title, front_end.style)
        self._html = {True: lighter_page(html, *look, figures), False: lighter_page(html, *look)}
        self._packed = lru_cache(KEPT_PAGES)(self._prepare_content)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, or pass the request on."""
        if scope["type"] == "http" and scope["path"].startswith(FOREIGN_FONT):
            scope = {**scope, "path": f"/{OUR_FONT}", "raw_path": f"/{OUR_FONT}".encode()}
        is_read = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if not is_read or scope["path"] not in self._pages:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        coding = best_coding(asked.get("accept-encoding", ""))
        has_figure = self._pages[scope["path"]]
        first = await to_thread.run_sync(self._first_words, scope, asked)
        packed = await to_thread.run_sync(self._packed, has_figure, coding, first)
        await _page_response(packed, coding, asked.get("if-none-match", ""))(scope, receive, send)

    def _first_words(self, scope: Scope, asked: Headers) -> FirstWords | None:
        return self._to_say and self._to_say(scope["path"], scope.get("query_string", b""), asked)

    def _prepare_content(
        self,
        has_figure: bool,  # noqa: FBT001 - a cache's key
        coding: str | None,
        first: FirstWords | None,
    ) -> ContentWithTag:
        html = self._html[has_figure]
        content = (page_with_words(html, first) if first else html).encode()
        if coding:
            return compress_content(content, coding)
        return ContentWithTag(content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')


def _page_response(packed: ContentWithTag, coding: str | None, known: str) -> Response:
    headers = {
        "Vary": "Accept-Encoding, Accept-Language",
        "Cache-Control": "no-cache",
        "ETag": packed.tag,
    }
    if packed.tag in known:
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(packed.content, headers=headers, media_type="text/html")


def _only_match(folder: Path, pattern: str) -> str | None:
    """The one file, or None where a new version has named it otherwise."""
    found = [path.relative_to(folder).as_posix() for path in folder.glob(pattern)]
    return found[0] if len(found) == 1 else None
