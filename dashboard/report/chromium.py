"""Figures, printed pages and pictures, made by one Chromium that this machine has.

Nothing leaves the machine: the page that draws has Plotly and the typeface from this house, and
the browser's own errands are switched off.
"""

import asyncio
import base64
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import plotly.graph_objects as go
from choreographer import Browser
from choreographer.browsers import Chromium
from choreographer.errors import (
    BrowserClosedError,
    BrowserDepsError,
    BrowserFailedError,
    ChannelClosedError,
    ChromeNotFoundError,
    DevtoolsProtocolError,
)
from kaleido import Kaleido, PageGenerator
from kaleido.errors import KaleidoError

from dashboard.report.svg import settled

TYPEFACE = Path(__file__).parents[1] / "static" / "public-sans.woff2"
SECONDS = 120
"""For one figure, and for one page: fifty times what they take on two busy cores."""
_QUIET = ("--disable-background-networking", "--disable-quic", "--disable-extensions")
_FAILURES = (
    BrowserClosedError,
    BrowserDepsError,
    BrowserFailedError,
    ChannelClosedError,
    DevtoolsProtocolError,
    KaleidoError,
    TimeoutError,
)

Made = TypeVar("Made")
Progress = Callable[[int, int], None]
"""Told how many are done, and of how many."""
for _name in ("choreographer", "kaleido"):
    # What goes wrong is told by NoPicture, in plain words.
    logging.getLogger(_name).setLevel(logging.CRITICAL)
_one_at_a_time = threading.Lock()
"""A browser takes a core and 300 MB: two leaders' packs are made one after the other."""


class NoPicture(Exception):
    """No picture can be made; ``args[0]`` is a key in ``[report.problem]``."""


class Size(NamedTuple):
    """Width and height in CSS pixels."""

    width: int
    height: int


class _Page:
    """The page that draws: with the typeface, so that texts are measured as they are shown."""

    def generate_index(self) -> str:
        """Its HTML, with Plotly and without MathJax, which would be fetched."""
        face = f"font-family:'Public Sans';font-weight:100 900;src:url({TYPEFACE.as_uri()})"
        style = f"<style>@font-face{{{face}}}body{{font-family:'Public Sans'}}</style></head>"
        # Text that asks for the typeface holds the page back until it is there; without it, on a
        # busy machine, the first figure was now and then measured in another one.
        text = '<p style="position:absolute;visibility:hidden">0</p></body>'
        html = str(PageGenerator(mathjax=False).generate_index())
        return html.replace("</head>", style).replace("</body>", text)


class _Quiet(Chromium):
    """A Chromium that asks nothing of the network."""

    def get_cli(self) -> Sequence[str]:
        """Its command line."""
        return [*super().get_cli(), *_QUIET]


def drawings(figures: Sequence[tuple[go.Figure, Size]], on_progress: Progress) -> list[str]:
    """Each figure as SVG; the same figure gives the same text.

    Call it outside an event loop; ``on_progress`` is called on the same thread.

    Args:
        figures: with the size each is drawn in.
        on_progress: told after each.

    Raises:
        NoPicture: ``no_browser`` or ``browser_failed``.
    """

    async def draw(browser: Kaleido) -> list[str]:
        found = []
        for at, (figure, size) in enumerate(figures):
            found.append(await _drawn(browser, figure, size, f"f{at}"))
            on_progress(at + 1, len(figures))
        return found

    return _with(_kaleido, draw)


def printed(page: str) -> bytes:
    """A page of HTML as PDF, in the paper size of its own style sheet.

    Raises:
        NoPicture: as ``drawings``.
    """

    async def print_it(browser: Browser) -> bytes:
        tab = await _shown(browser, page)
        options = {
            "printBackground": True,
            "preferCSSPageSize": True,
            "generateTaggedPDF": True,
            "generateDocumentOutline": True,
        }
        return base64.b64decode((await _sent(tab, "Page.printToPDF", options))["data"])

    return _with(_browser, print_it)


def photographed(drawn: tuple[go.Figure, Size], page: Callable[[str], str], screen: Size) -> bytes:
    """A page of HTML round a figure, as PNG.

    Args:
        drawn: the figure, with the size it is drawn in.
        page: makes the HTML of the figure's SVG.
        screen: the size of the picture.

    Raises:
        NoPicture: as ``drawings``.
    """

    async def photograph(browser: Kaleido) -> bytes:
        tab = await _shown(browser, page(await _drawn(browser, *drawn, "f0")))
        options = {**screen._asdict(), "deviceScaleFactor": 1, "mobile": False}
        await _sent(tab, "Emulation.setDeviceMetricsOverride", options)
        taken = await _sent(tab, "Page.captureScreenshot", {"format": "png"})
        return base64.b64decode(taken["data"])

    return _with(_kaleido, photograph)


async def _drawn(browser: Kaleido, figure: go.Figure, size: Size, name: str) -> str:
    drawing = await browser.calc_fig(figure, {"format": "svg", **size._asdict()})
    return settled(drawing.decode(), name)


def _kaleido() -> Kaleido:
    return Kaleido(timeout=SECONDS, page_generator=_Page(), browser_cls=_Quiet)


def _browser() -> Browser:
    return Browser(browser_cls=_Quiet)


def _with(opened: Callable[[], Any], work: Callable[[Any], Awaitable[Made]]) -> Made:
    """What ``work`` makes with a browser that is opened for it and closed behind it."""

    async def within() -> Made:
        async with opened() as browser:
            return await work(browser)

    with _one_at_a_time:
        try:
            return asyncio.run(within())
        except ChromeNotFoundError:
            raise NoPicture("no_browser") from None
        except _FAILURES:
            raise NoPicture("browser_failed") from None


async def _shown(browser: Browser, page: str) -> Any:
    """A tab that shows a page, whole and with its typeface."""
    tab = await browser.create_tab()
    tree = await _sent(tab, "Page.getFrameTree", {})
    frame = tree["frameTree"]["frame"]["id"]
    await _sent(tab, "Page.setDocumentContent", {"frameId": frame, "html": page})
    ready = {"expression": "document.fonts.ready.then(() => 1)", "awaitPromise": True}
    await _sent(tab, "Runtime.evaluate", ready)
    return tab


async def _sent(tab: Any, command: str, options: dict[str, Any]) -> Any:
    """What the browser answers to a command.

    Raises:
        BrowserFailedError: it refused.
        TimeoutError: it does not answer.
    """
    answer = await asyncio.wait_for(tab.send_command(command, options), SECONDS)
    if "result" not in answer:
        raise BrowserFailedError
    return answer["result"]
