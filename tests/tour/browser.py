"""A Chromium that looks at the app as a phone or as a desk, in a light or in a dark room."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import FLAGS

HEIGHTS = {390: 844, 1280: 900}
"""Width of a phone and of a desk -> height, CSS pixels."""
THEMES = ("light", "dark")


@dataclass(frozen=True)
class BrowserLook:
    """How a page is looked at.

    Attributes:
        width: CSS pixels.
        theme: ``"light"`` or ``"dark"``.
        sharpness: pixels of the picture a CSS pixel.
    """

    width: int
    theme: str
    sharpness: float = 1

    @property
    def name(self) -> str:
        """As it stands in a file's name."""
        return f"{self.width}-{self.theme}"


LOOKS = tuple(BrowserLook(width, theme) for width in HEIGHTS for theme in THEMES)


@contextmanager
def tour_browser() -> Iterator[Browser]:
    """A browser for the length of a tour.

    Raises:
        SystemExit: there is no Chromium on the path.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("The tour needs Chromium. On Debian: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser, look: BrowserLook) -> Iterator[Page]:
    """A page of a browser that has never been here."""
    context = browser.new_context(
        viewport={"width": look.width, "height": HEIGHTS[look.width]},
        color_scheme="dark" if look.theme == "dark" else "light",
        device_scale_factor=look.sharpness,
        reduced_motion="reduce",
        locale="en-US",
    )
    yield context.new_page()
    context.close()
