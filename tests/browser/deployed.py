"""A server that dies and comes back under a phone that has the survey open."""

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from dashboard.survey.draft_cookie import COOKIE
from tests.browser.fingers import Finger
from tests.visitor import HERE, free_port, served


@dataclass
class Deployed:
    """A server that is killed and started again on the same store, as a deploy does it."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Of its pages."""
        return f"http://{HERE}:{self.port}"

    @contextmanager
    def runs(self) -> Iterator["subprocess.Popen[bytes]"]:
        """From when it answers to the block's end, or until it is killed."""
        command = ["-m", "streamlit", "run", "dashboard/server.py", "--server.address", HERE]
        environment = {
            "SWEETSPOT_STORE": str(self.folder / "store"),
            "SWEETSPOT_PEPPER": "a pepper for a test alone",
            "SWEETSPOT_CHECK_MINUTES": "1000",
        }
        flags = [*command, "--server.port", str(self.port)]
        with served(flags, self.port, environment, self.folder / "log") as process:
            yield process

    def count(self, table: str) -> int:
        """Rows of a table of the members' store."""
        with sqlite3.connect(self.folder / "store" / "members.sqlite") as store:
            return int(store.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def deployed(tmp_path: Path) -> Deployed:
    """On an empty store."""
    return Deployed(tmp_path)


@pytest.fixture(scope="module")
def kept_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """One that is not killed, for all tests that need no restart."""
    found = Deployed(tmp_path_factory.mktemp("kept_up"))
    with found.runs():
        yield found


def at_survey(context: BrowserContext, server: Deployed) -> Finger:
    page = context.new_page()
    page.goto(f"{server.address}/share")
    finger = Finger(page)
    finger.survey.get_by_role("heading", level=1).wait_for()
    finger.settle()
    return finger


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(30)


def reload(finger: Finger) -> None:
    finger.page.reload()
    finger.survey.get_by_role("heading", level=1).wait_for()
    finger.settle()


def chosen(finger: Finger) -> list[str]:
    return finger.survey.locator('[data-variant="pills"][data-selected]').all_inner_texts()


def draft_cookie(context: BrowserContext) -> dict[str, object] | None:
    return next((dict(c) for c in context.cookies() if c["name"] == COOKIE), None)


def hands_in(finger: Finger) -> None:
    """From the side effects on, with nothing more to tell."""
    for heading in ("How you are now", "Is this right?"):
        finger.press("Save and go on")
        finger.reads(heading)  # a tap on a screen that has just come is turned away
    finger.press("Hand in my survey")
    finger.reads("Thank you. Your survey is in.")
