"""Walks every way in every look and keeps a picture of each state."""

import socket
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.tour.browser import HEIGHTS, LOOKS, BrowserLook, fresh_page, tour_browser
from tests.tour.routes import FILLED, Way, bare_pages_way, desk_way
from tests.tour.stores import STATES, TourServer, tour_server
from tests.tour.visitor import TourVisitor

Kept = Callable[[TourVisitor, str, BrowserLook], None]
"""What is done with a state: the visitor, the state's name, the look."""


def make_album(to: Path, on_state: Callable[[str], None]) -> int:
    """Every picture.

    Args:
        to: the folder.
        on_state: told each picture's name.

    Returns:
        How many were made.
    """
    made: list[str] = []

    def keep_picture(visitor: TourVisitor, state: str, look: BrowserLook) -> None:
        made.append(f"{state}-{look.name}")
        on_state(made[-1])
        save_whole_page(visitor.page, visitor.height(), to / f"{made[-1]}.png")

    with tour_browser() as browser, tempfile.TemporaryDirectory(prefix="sweetspot-tour-") as folder:
        for state in STATES:
            with tour_server(state, Path(folder) / state, free_port()) as shown:
                for look in LOOKS:
                    walk_in_one_look(browser, shown, look, ways_in(state, shown), keep_picture)
    return len(made)


def ways_in(state: str, shown: TourServer) -> Mapping[str, Way]:
    """The ways through a store in a state; only the filled one has every page."""
    return (
        {**FILLED, "desk": desk_way(shown.sign_in)}
        if state == "filled"
        else {state: bare_pages_way}
    )


def walk_in_one_look(
    browser: Browser, shown: TourServer, look: BrowserLook, ways: Mapping[str, Way], keep: Kept
) -> None:
    """Go through ways in one look; states outside of the filled store bear the store's name."""
    for name, way in ways.items():
        with fresh_page(browser, look) as page:
            visitor = TourVisitor(page, shown.address)
            for state in way(visitor):
                keep(visitor, f"{state}-{name}" if way is bare_pages_way else state, look)


def save_whole_page(page: Page, height: int, file: Path) -> None:
    """A picture of everything: the window is as high as the page for a moment."""
    width = (page.viewport_size or {"width": 0})["width"]
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=file, animations="disabled")
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
