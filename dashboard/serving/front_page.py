"""The page that loads the front end, made lighter, and with our look in it from the first moment.

Streamlit's own asks for a typeface of 170 kB that no page of ours uses, for Plotly only when the
first figure has arrived, and for our look with the first run: by then everything has to move.
"""

import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

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
    early = [f'<link rel="preload" href="./{OUR_FONT}" as="font" type="font/woff2" crossorigin>']
    scripts = (EARLY, *line_words.SCRIPTS)
    early += [f'<script defer src="./{script}"></script>' for script in scripts]
    lighter = _TITLE.sub(lambda _: f"<title>{escape(title)}</title>", _FOREIGN_FONT.sub("", html))
    # In front of Streamlit's own scripts, which come in the same order.
    lighter = lighter.replace("<title>", f"{''.join(early)}{style}<title>", 1)
    lighter = _NO_SCRIPT.sub(lambda _: line_words.line_html(), lighter, count=1)
    if figures:  # last and low: the page itself comes first
        late = f'<link rel="modulepreload" href="./{figures}" fetchpriority="low" crossorigin>'
        lighter = lighter.replace("</head>", f"{late}</head>", 1)
    return lighter


class FrontPage:
    """Middleware that answers for the addresses of pages.

    Args:
        app: what answers for everything else.
        folder: of the front end.
        title: see ``lighter_page``.
        style: see ``lighter_page``.
        pages: address of each page, without a slash -> whether it opens with a figure.
    """

    def __init__(
        self, app: ASGIApp, folder: Path, title: str, style: str, pages: dict[str, bool]
    ) -> None:
        self.app = app
        self._pages = {f"/{name}": has_figure for name, has_figure in pages.items()}
        html = (folder / "index.html").read_text(encoding="utf-8")
        figures = _only_match(folder, PLOTLY)
        self._html = {
            True: lighter_page(html, title, style, figures),
            False: lighter_page(html, title, style),
        }
        self._packed = cache(self._prepare_content)

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
        packed = self._packed(self._pages[scope["path"]], coding)
        await _page_response(packed, coding, asked.get("if-none-match", ""))(scope, receive, send)

    def _prepare_content(self, has_figure: bool, coding: str | None) -> ContentWithTag:  # noqa: FBT001 - a cache's key
        content = self._html[has_figure].encode()
        if coding:
            return compress_content(content, coding)
        return ContentWithTag(content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')


def _page_response(packed: ContentWithTag, coding: str | None, known: str) -> Response:
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache", "ETag": packed.tag}
    if packed.tag in known:
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(packed.content, headers=headers, media_type="text/html")


def _only_match(folder: Path, pattern: str) -> str | None:
    """The one file, or None where a new version has named it otherwise."""
    found = [path.relative_to(folder).as_posix() for path in folder.glob(pattern)]
    return found[0] if len(found) == 1 else None
