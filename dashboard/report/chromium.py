"""Figures, printed pages and pictures, made by one Chromium that this machine has.

Nothing leaves the machine: the page that draws has Plotly and the typeface from this house, and
the browser's own errands are switched off.
"""

import asyncio
import base64
import logging
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
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

from dashboard.report.svg import settle_drawing

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


class PixelSize(NamedTuple):
    """Width and height in CSS pixels."""

    width: int
    height: int


class PageShot(NamedTuple):
    """A page that is to be photographed.

    Attributes:
        drawn: its figure, with the size it is drawn in; None for none.
        page: makes the HTML of the figure's SVG, or of "".
    """

    drawn: tuple[go.Figure, PixelSize] | None
    page: Callable[[str], str]


class _DrawingPage:
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


class _QuietChromium(Chromium):
    """A Chromium that asks nothing of the network."""

    def get_cli(self) -> Sequence[str]:
        """Its command line."""
        return [*super().get_cli(), *_QUIET]


def svg_drawings(
    figures: Sequence[tuple[go.Figure, PixelSize]], on_progress: Progress
) -> list[str]:
    """Each figure as SVG; the same figure gives the same text.

    Call it outside an event loop; ``on_progress`` is called on the same thread.

    Args:
        figures: with the size each is drawn in.
        on_progress: told after each.

    Raises:
        NoPicture: ``no_browser`` or ``browser_failed``.
    """

    async def draw_figures(browser: Kaleido) -> list[str]:
        found = []
        for at, (figure, size) in enumerate(figures):
            found.append(await _figure_as_svg(browser, figure, size, f"f{at}"))
            on_progress(at + 1, len(figures))
        return found

    return _with_browser(_quiet_kaleido, draw_figures)


def print_page_to_pdf(page: str) -> bytes:
    """A page of HTML as PDF, in the paper size of its own style sheet.

    Raises:
        NoPicture: as ``svg_drawings``.
    """

    async def print_to_pdf(browser: Browser) -> bytes:
        tab = await browser.create_tab()
        await _show_page(tab, page)
        options = {
            "printBackground": True,
            "preferCSSPageSize": True,
            "generateTaggedPDF": True,
            "generateDocumentOutline": True,
        }
        return base64.b64decode((await _browser_answer(tab, "Page.printToPDF", options))["data"])

    return _with_browser(_quiet_browser, print_to_pdf)


def photograph_pages(
    shots: Iterable[PageShot], screen: PixelSize, on_made: Callable[[bytes], None]
) -> None:
    """Pages of HTML round their figures, as PNG, by one browser.

    Args:
        shots: asked for one by one, so that their source may end early.
        screen: the size of each picture.
        on_made: given each, in order.

    Raises:
        NoPicture: as ``svg_drawings``.
    """

    async def take_pictures(browser: Kaleido) -> None:
        tab = await browser.create_tab()
        options = {**screen._asdict(), "deviceScaleFactor": 1, "mobile": False}
        await _browser_answer(tab, "Emulation.setDeviceMetricsOverride", options)
        for shot in shots:
            drawing = await _figure_as_svg(browser, *shot.drawn, "f0") if shot.drawn else ""
            await _show_page(tab, shot.page(drawing))
            taken = await _browser_answer(tab, "Page.captureScreenshot", {"format": "png"})
            on_made(base64.b64decode(taken["data"]))

    _with_browser(_quiet_kaleido, take_pictures)


async def _figure_as_svg(browser: Kaleido, figure: go.Figure, size: PixelSize, name: str) -> str:
    drawing = await browser.calc_fig(figure, {"format": "svg", **size._asdict()})
    return settle_drawing(drawing.decode(), name)


def _quiet_kaleido() -> Kaleido:
    return Kaleido(timeout=SECONDS, page_generator=_DrawingPage(), browser_cls=_QuietChromium)


def _quiet_browser() -> Browser:
    return Browser(browser_cls=_QuietChromium)


def _with_browser(opened: Callable[[], Any], work: Callable[[Any], Awaitable[Made]]) -> Made:
    """What ``work`` makes with a browser that is opened for it and closed behind it."""

    async def open_and_work() -> Made:
        async with opened() as browser:
            return await work(browser)

    with _one_at_a_time:
        try:
            return asyncio.run(open_and_work())
        except ChromeNotFoundError:
            raise NoPicture("no_browser") from None
        except _FAILURES:
            raise NoPicture("browser_failed") from None


async def _show_page(tab: Any, page: str) -> None:
    """Show a page in a tab, whole and with its typeface."""
    tree = await _browser_answer(tab, "Page.getFrameTree", {})
    frame = tree["frameTree"]["frame"]["id"]
    await _browser_answer(tab, "Page.setDocumentContent", {"frameId": frame, "html": page})
    ready = {"expression": "document.fonts.ready.then(() => 1)", "awaitPromise": True}
    await _browser_answer(tab, "Runtime.evaluate", ready)


async def _browser_answer(tab: Any, command: str, options: dict[str, Any]) -> Any:
    """What the browser answers to a command.

    Raises:
        BrowserFailedError: it refused.
        TimeoutError: it does not answer.
    """
    answer = await asyncio.wait_for(tab.send_command(command, options), SECONDS)
    if "result" not in answer:
        raise BrowserFailedError
    return answer["result"]
