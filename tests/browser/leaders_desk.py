"""A server with leaders, and a leader at a browser, who reads labels and types."""

import os
import re
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.text import say
from tests.leading import PASSPHRASE, Telephone
from tests.visitor import HERE, ROOT, free_port, served


@dataclass(frozen=True)
class Group:
    """A running server on a store of its own.

    Attributes:
        address: such as ``http://127.0.0.1:8501``.
        store: the folder of its SQLite files.
        environment: as the server's, for commands beside it.
        log: what it printed.
    """

    address: str
    store: Path
    environment: dict[str, str]
    log: Path

    def add_leader(self, name: str) -> Telephone:
        """``sweetspot leader add``, in another process, while the server runs."""
        told = subprocess.run(
            [sys.executable, "-m", "dashboard", "leader", "add", name],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            input=f"{PASSPHRASE}\n{PASSPHRASE}\n",
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        secret = re.search(r"((?:[A-Z2-7]{4} ?){8})$", told, re.MULTILINE)
        assert secret is not None
        codes = re.findall(r"^  (\S{19})$", told, re.MULTILINE)
        return Telephone(name, secret[1].replace(" ", ""), tuple(codes))

    def change(self, statement: str, *values: object) -> None:
        """Change the store behind the server's back."""
        with sqlite3.connect(self.store / "members.sqlite", timeout=30) as store:
            store.execute(statement, values)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Group]:
    """The real application, as an operator starts it."""
    folder = tmp_path_factory.mktemp("led")
    port = free_port()
    environment = {
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with served(command, port, environment, folder / "log"):
        yield Group(f"http://{HERE}:{port}", folder / "store", environment, folder / "log")


class Leader:
    """A leader at a browser, who reads labels and types."""

    def __init__(self, page: Page, group: Group, telephone: Telephone) -> None:
        self.page, self.telephone = page, telephone
        self.requests: list[Request] = []
        page.on("request", self._note)
        page.goto(f"{group.address}/leaders")

    def _note(self, request: Request) -> None:
        self.requests.append(request)

    def sign_in(self, code: str | None = None, passphrase: str = PASSPHRASE) -> None:
        """Fill in the form and send it."""
        typed = {
            "name": self.telephone.name,
            "passphrase": passphrase,
            "code": code or self.telephone.code(),
        }
        for field, text in typed.items():
            label = say(f"leaders.sign_in.{field}")
            self.page.get_by_role("textbox", name=label, exact=True).fill(text)
        self.page.get_by_role("button", name=say("leaders.sign_in.go"), exact=True).click()

    def is_in(self) -> None:
        """The desk is open."""
        who = say("leaders.line.who", name=self.telephone.name)
        expect(self.page.get_by_text(who)).to_be_visible()
        expect(self.page.get_by_role("heading", name=say("leaders.title"))).to_be_visible()

    def is_out(self, key: str) -> None:
        """The form is up, with this sentence."""
        expect(self.page.get_by_text(say(f"leaders.sign_in.{key}"))).to_be_visible()
        expect(self.page.get_by_text(say("leaders.log.heading"))).to_have_count(0)

    def has_cookie(self) -> dict[str, object]:
        """The leaders' cookie, as soon as the script has fetched it."""
        self.page.wait_for_timeout(200)
        for _ in range(100):
            found = [c for c in self.page.context.cookies() if c["name"] == COOKIE]
            if found:
                return dict(found[0])
            self.page.wait_for_timeout(100)
        pytest.fail("no cookie")


@pytest.fixture
def anna(group: Group, phone: BrowserContext) -> Leader:
    """A new leader of the server, on a phone with the form open."""
    return Leader(phone.new_page(), group, group.add_leader(f"Anna {secrets.token_hex(3)}"))
