"""Figures drawn by Plotly in a real browser, and what is wrong with the words in them."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go
from playwright.sync_api import Page

from dashboard.charts.theme import CONFIG, theme_palette

HERE = Path(__file__).parent
SENT = HERE.parent.parent / "dashboard" / "static" / "public-sans.woff2"
ROOM = {320: 268, 390: 338, 1280: 560}
"""Width of a window -> of the figures in it: what the page and the card leave on a phone, and one
of two columns at a desk."""
_HTML = """<!doctype html><meta charset="utf-8"><title>figures</title>
<style>
@font-face {{ font-family: "Public Sans"; src: url("public-sans.woff2"); font-weight: 100 900; }}
body {{ background: {card}; margin: 0; font-family: "Public Sans"; }}
#sheet > div {{ border-bottom: 1px solid {rule}; margin-bottom: 8px; }}
</style><div id="sheet"></div>
<script src="plotly.js"></script><script src="drawn_words.js"></script>
"""
_FILES = {
    "plotly.js": files("plotly") / "package_data" / "plotly.min.js",
    "drawn_words.js": HERE / "drawn_words.js",
    "public-sans.woff2": SENT,
}


class WrongWords(NamedTuple):
    """A text that cannot be read as it should.

    Attributes:
        figure: its name.
        fault: ``clipped``, ``hidden`` by Plotly for want of room, ``overlaps`` another text, or
            is ``crossed`` by what is drawn.
        text: the words.
        other: those that it overlaps; what crosses it.
    """

    figure: str
    fault: str
    text: str
    other: str


def open_figure_sheet(page: Page, theme: str) -> None:
    """Open an empty sheet; nothing of it comes from a network.

    Args:
        page: of a browser.
        theme: ``light`` or ``dark``.
    """
    colours = theme_palette(theme)
    html = _HTML.format(card=colours.card, rule=colours.rule)
    page.route("**/*", lambda route: route.abort())
    page.route("http://sheet/", lambda route: route.fulfill(body=html, content_type="text/html"))
    for name, path in _FILES.items():
        body = path.read_bytes()
        page.route(f"http://sheet/{name}", lambda route, _, body=body: route.fulfill(body=body))
    page.goto("http://sheet/")


def wrong_words(page: Page, figures: Mapping[str, go.Figure], window: int) -> list[WrongWords]:
    """Draw figures one under the other, and look at every word in them.

    Args:
        page: an open sheet.
        figures: by name.
        window: width of the window in pixels, one of ``ROOM``.
    """
    page.set_viewport_size({"width": window, "height": 844})
    sent = [[name, json.loads(figure.to_json())] for name, figure in figures.items()]
    found = page.evaluate("drawnWords.look", [sent, ROOM[window], CONFIG])
    return [WrongWords(*row) for row in found]
