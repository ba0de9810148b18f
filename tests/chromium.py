"""A real Chromium for every test that wants one: one driver and one browser a module.

Not one a process: while a driver is open its event loop runs, and no test of that process could
run one of its own.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000
"""How long a busy machine may take; a page that is right does not wait for it."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser; a process can have only one at a time."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests; each test opens a context of its own."""
    if CHROMIUM is None:
        missing = "no chromium on the path: apt-get install chromium"
        if os.environ.get("CI", "").casefold() == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield opened
    opened.close()
