"""With an invite from a poster, and with a browser that has to work before it may hand in."""

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from dashboard.stores import open_stores
from db.desk import invites
from tests.browser.conftest import Server
from tests.browser.fingers import Finger

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def proof_of_work() -> Iterator[None]:
    """The server of this file asks for it; the fixture ``server`` takes this environment along."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SWEETSPOT_PROOF_OF_WORK", "true")
        yield


def fill_in(phone: BrowserContext, address: str) -> tuple[Finger, Page]:
    """Everything that is required, up to the check."""
    page = phone.new_page()
    page.goto(address)
    finger = Finger(page)
    finger.press("Begin")
    finger.press("I agree")
    finger.takes_the_code()
    finger.choose("How long ago", "Less than a week ago")
    finger.tap("0.5 mg", "Bedtime")
    for heading in ("Since then", "Side effects", "How you are now", "Is this right?"):
        finger.goes_on(heading)
    return finger, page


def batches(server: Server) -> list[int]:
    with sqlite3.connect(server.store / "members.sqlite") as store:
        return [batch for (batch,) in store.execute("SELECT batch FROM member ORDER BY batch")]


def test_the_invite_of_a_poster_comes_along_and_the_browser_works_unnoticed(
    server: Server,
    phone: BrowserContext,
) -> None:
    """Its code stands in the address; nobody has to type it, and nobody waits."""
    made = invites.create_invite(open_stores(server.store).members, "poster", 20, None)
    finger, page = fill_in(phone, f"{server.address}/share?invite={made.code}")
    expect(page.get_by_label("Invite code, if you have one")).to_have_value(made.code)
    finger.press("Hand in my survey")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert batches(server) == [made.batch]


def test_a_browser_that_does_not_work_hands_nothing_in(
    server: Server,
    phone: BrowserContext,
) -> None:
    """The control: its solution never arrives; the page says to wait, and keeps the answers."""
    before = batches(server)

    def lose(route: Route) -> None:
        route.abort()

    phone.route("**/work", lose)
    finger, page = fill_in(phone, f"{server.address}/share")
    finger.press("Hand in my survey")
    expect(page.get_by_text("Your browser is still getting ready")).to_be_visible()
    assert batches(server) == before
