"""A leader, whole: made on the server, signed in on a phone, there after a reload, out again."""

import os
import re
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.navigation import DESK
from dashboard.text import say
from db.desk.sessions import IDLE_SECONDS, LONGEST_SECONDS
from tests.browser.conftest import DESK as DESK_SIZE
from tests.browser.conftest import PHONE
from tests.chromium import PATIENCE_MS
from tests.leading import PASSPHRASE, Telephone
from tests.visitor import HERE, ROOT, free_port, served

pytestmark = pytest.mark.browser
FINGER_PX = 44


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


def test_a_leader_stays_signed_in_over_a_reload_and_is_out_after_signing_out(
    anna: Leader, group: Group
) -> None:
    """The cookie carries her over, in a new tab too; out means out, in every tab."""
    anna.sign_in()
    anna.is_in()
    cookie = anna.has_cookie()
    anna.page.reload()
    anna.is_in()
    other = Leader(anna.page.context.new_page(), group, anna.telephone)
    other.is_in()
    anna.page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("signed_out")
    other.page.reload()
    other.is_out("lead")
    anna.page.context.add_cookies([cookie])  # type: ignore[list-item]
    anna.page.reload()
    anna.is_out("ended")


def test_the_cookie_is_for_the_server_alone_and_nothing_secret_is_in_an_address(
    anna: Leader, group: Group
) -> None:
    """HttpOnly, Strict, at most 8 hours; token, ticket, passphrase are in no URL and no log."""
    anna.sign_in()
    anna.is_in()
    cookie = anna.has_cookie()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    now = anna.page.evaluate("Date.now() / 1000")
    assert 0 < float(str(cookie["expires"])) - now <= LONGEST_SECONDS
    assert COOKIE not in anna.page.evaluate("document.cookie")
    traded = [r for r in anna.requests if r.url.endswith("/desk/cookie")]
    assert [r.method for r in traded] == ["POST"]
    hidden = [str(cookie["value"]), str(traded[0].post_data), PASSPHRASE.split()[0]]
    seen = " ".join(r.url for r in anna.requests) + group.log.read_text()
    assert not [secret for secret in hidden if secret in seen]


def test_half_an_hour_without_a_tap_ends_the_session(anna: Leader, group: Group) -> None:
    """The store's clock is moved; the next tap, and a reload, find the form."""
    anna.sign_in()
    anna.is_in()
    anna.has_cookie()
    ago = "UPDATE leader_session SET seen_at = seen_at - ? WHERE leader = ?"
    group.change(ago, IDLE_SECONDS, anna.telephone.name)
    anna.page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("ended")
    anna.page.reload()
    anna.is_out("ended")


def test_a_code_signs_in_once_and_so_does_a_recovery_code(
    anna: Leader, group: Group, desk: Callable[..., BrowserContext]
) -> None:
    """At another computer the same six digits are refused; a recovery code counts there, once."""
    code = anna.telephone.code()
    anna.sign_in(code)
    anna.is_in()
    thief = Leader(desk().new_page(), group, anna.telephone)
    thief.sign_in(code)
    thief.is_out("refused")
    recovery = anna.telephone.recovery_codes[0]
    thief.sign_in(recovery)
    thief.is_in()
    left = say("leaders.home.recovery_left", count=9)
    expect(thief.page.get_by_text(left)).to_be_visible()
    third = Leader(desk().new_page(), group, anna.telephone)
    third.sign_in(recovery)
    third.is_out("refused")


def test_wrong_ones_sound_the_same_and_then_have_to_wait(anna: Leader) -> None:
    """Passphrase, code, recovery code: one sentence. The fourth try is told to wait."""
    wrong = anna.telephone.code(0)
    anna.sign_in(passphrase="not her passphrase")
    anna.is_out("refused")
    for code in (wrong, "7K2M-QX4D-93TR-HV8B"):
        anna.page.get_by_label(say("leaders.sign_in.code"), exact=True).fill("")
        anna.sign_in(code)
        anna.is_out("refused")
        expect(anna.page.get_by_role("textbox", name="Passphrase")).to_have_value("")
    anna.sign_in(wrong)
    expect(anna.page.get_by_text(re.compile(r"Please wait \d second"))).to_be_visible()


def test_a_double_tap_signs_in_once(anna: Leader) -> None:
    """The second tap finds the code used up, and must not end what the first began."""
    anna.sign_in(passphrase="not her passphrase")
    anna.is_out("refused")
    for field, text in (("passphrase", PASSPHRASE), ("code", anna.telephone.code())):
        label = say(f"leaders.sign_in.{field}")
        anna.page.get_by_role("textbox", name=label, exact=True).fill(text)
    anna.page.get_by_role("button", name=say("leaders.sign_in.go"), exact=True).dblclick()
    anna.is_in()


def test_a_leader_changes_the_passphrase_and_the_telephone(anna: Leader, group: Group) -> None:
    """Scanned from the screen; the new telephone signs in, the old one does not."""
    new_passphrase = "nine loud badgers sing"
    anna.sign_in()
    anna.is_in()
    page = anna.page
    page.get_by_text(say("leaders.renewal.open"), exact=True).first.click()
    typed = {"now": PASSPHRASE, "new": new_passphrase, "again": new_passphrase}
    for field, text in typed.items():
        page.get_by_label(say(f"leaders.renewal.{field}"), exact=True).fill(text)
    page.get_by_role("button", name=say("leaders.renewal.go")).click()
    picture = page.get_by_role("img", name=say("leaders.renewal.alt"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") >= 200
    old, secret = anna.telephone, page.locator(".desk-secret").inner_text()
    anna.telephone = Telephone(old.name, secret.replace(" ", ""), ())
    page.get_by_label(say("leaders.renewal.code")).fill(anna.telephone.code())
    page.get_by_role("button", name=say("leaders.renewal.store")).click()
    expect(page.locator(".desk-codes li")).to_have_count(10)
    page.get_by_role("button", name=say("leaders.renewal.kept")).click()
    page.get_by_role("button", name=say("leaders.line.sign_out")).click()
    anna.is_out("signed_out")
    anna.sign_in(old.code(), new_passphrase)
    anna.is_out("refused")
    # The code of this half minute proved the new secret and is used up: let it be a minute ago.
    group.change("UPDATE leader SET last_step = last_step - 2 WHERE name = ?", old.name)
    anna.sign_in(passphrase=new_passphrase)
    anna.is_in()


def test_every_target_fits_a_finger_and_nothing_is_wider_than_a_phone(anna: Leader) -> None:
    """The form and the desk: 44 points, and no scrolling from side to side."""
    for step in ("form", "desk"):
        if step == "desk":
            anna.sign_in()
            anna.is_in()
        for target in anna.page.locator("[class*=st-key-desk] :is(button, input)").all():
            box = target.bounding_box()
            if box is not None:
                assert box["height"] >= 24 and box["x"] + box["width"] <= PHONE["width"]
        for button in anna.page.locator('[class*=st-key-desk] [data-testid^="stBaseButton"]').all():
            box = button.bounding_box()
            assert box is None or min(box["height"], box["width"]) >= FINGER_PX
        assert anna.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_script_was_refused_by_the_content_policy(anna: Leader) -> None:
    """The strict policy lets desk.js run and nothing else was tried."""
    refused: list[str] = []
    anna.page.on("console", lambda m: refused.append(m.text) if "Policy" in m.text else None)
    anna.sign_in()
    anna.is_in()
    anna.has_cookie()
    anna.page.reload()
    anna.is_in()
    assert not refused


@pytest.mark.parametrize("width", [PHONE["width"], DESK_SIZE["width"]])
def test_every_page_of_the_desk_fits_a_phone_and_a_projector(
    group: Group, browser: Browser, width: int
) -> None:
    """Walked whole by its own links: a heading each, no failure, no scrolling from side to side.

    On the phone every button is as large as a finger.
    """
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    leader = Leader(context.new_page(), group, group.add_leader(f"Anna {secrets.token_hex(3)}"))
    leader.sign_in()
    leader.is_in()
    leader.has_cookie()
    page = leader.page
    for name in (*DESK, "leaders"):
        link = page.locator(".st-key-desk-pages").get_by_text(say(f"pages.short_{name}"))
        link.first.click()
        expect(page).to_have_url(re.compile(f"/{name}$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        still = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        page.locator(still).wait_for()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if width == PHONE["width"]:
            buttons = page.locator('[class*=st-key-desk] [data-testid^="stBaseButton"]').all()
            boxes = [box for button in buttons if (box := button.bounding_box())]
            assert all(min(box["height"], box["width"]) >= FINGER_PX for box in boxes), name
    context.close()
