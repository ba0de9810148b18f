"""The README's pictures: four of the tour's, cut to what a screen shows, and small."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect

from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page, tour_browser
from tests.tour.routes import FILLED
from tests.tour.stores import tour_server
from tests.tour.visitor import TourVisitor

COLOURS = 192
"""Of a picture; text and lines stay clear, and a file stays under ``LIMIT``."""
LIMIT = 150_000
"""Bytes of a picture: a README is read on telephones, too."""


@dataclass(frozen=True)
class ReadmePicture:
    """One of the README's pictures.

    Attributes:
        way: that leads to it.
        state: at which it is taken.
        look: how the page is looked at.
        box: left, top, width and height of what is shown, CSS pixels of the whole page.
    """

    way: str
    state: str
    look: BrowserLook
    box: tuple[int, int, int, int]


PICTURES = {
    "home-phone": ReadmePicture("pages", "home", BrowserLook(390, "light", 2), (0, 0, 390, 1330)),
    "survey-phone": ReadmePicture(
        "member", "share-you", BrowserLook(390, "light", 2), (0, 0, 390, 1330)
    ),
    "doses-desk": ReadmePicture("pages", "doses", BrowserLook(1280, "light"), (0, 0, 1280, 1080)),
    "peers-desk": ReadmePicture(
        "peers", "peers-result", BrowserLook(1280, "dark"), (190, 0, 900, 1080)
    ),
}


def make_pictures(to: Path, on_state: Callable[[str], None]) -> int:
    """Write the pictures into a folder; returns how many."""
    with (
        tempfile.TemporaryDirectory(prefix="sweetspot-tour-") as folder,
        tour_browser() as browser,
        tour_server("filled", Path(folder), free_port()) as shown,
    ):
        for name, picture in PICTURES.items():
            on_state(name)
            with fresh_page(browser, picture.look) as page:
                visitor = TourVisitor(page, shown.address)
                states = FILLED[picture.way](visitor)
                next(state for state in states if state == picture.state)
                (to / f"{name}.png").write_bytes(_reduce_colours(_picture_bytes(visitor, picture)))
    return len(PICTURES)


def _picture_bytes(visitor: TourVisitor, picture: ReadmePicture) -> bytes:
    left, top, width, height = picture.box
    high = max(visitor.height(), top + height)
    visitor.page.set_viewport_size({"width": picture.look.width, "height": high})
    visitor.settle()
    clip = FloatRect(x=left, y=top, width=width, height=height)
    return visitor.page.screenshot(clip=clip, animations="disabled")


def _reduce_colours(png: bytes) -> bytes:
    """The same picture with fewer colours."""
    packed = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
