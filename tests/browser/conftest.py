"""The real server, and a real Chromium that looks at it as a phone or as a desk."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.leaders_desk import anna as anna  # noqa: PLC0414 - a fixture of every module
from tests.browser.leaders_desk import group as group  # noqa: PLC0414
from tests.chromium import PATIENCE_MS
from tests.visitor import HERE, free_port, served

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Server:
    """A running server with a store of its own.

    Attributes:
        address: such as ``http://127.0.0.1:8501``.
        store: the folder of its SQLite files.
        log: what it printed.
    """

    address: str
    store: Path
    log: Path


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 390 by 844 points, with a finger and no mouse."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Callable[..., BrowserContext]:
    """Opens a desktop window; ``color_scheme="dark"`` for the dark theme."""
    opened: list[BrowserContext] = []

    def make(**options: str) -> BrowserContext:
        opened.append(browser.new_context(viewport=DESK, **options))
        opened[-1].set_default_timeout(PATIENCE_MS)
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real application on an empty store, as an operator starts it."""
    folder = tmp_path_factory.mktemp("browsed")
    port = free_port()
    flags = ["--server.port", str(port), "--server.address", HERE]
    environment = {
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with served(command, port, environment, folder / "log"):
        yield Server(f"http://{HERE}:{port}", folder / "store", folder / "log")
