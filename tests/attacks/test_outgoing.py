"""The pages in a real browser: none asks another host for anything."""

import secrets
from collections.abc import Callable, Iterator

import pytest
from attacks_browser import ELSEWHERE, settle, watched
from attacks_canaries import published
from attacks_crawl import pages
from attacks_leader import signed_in
from attacks_server import Attacked, serving
from attacks_visit import opened
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.stores import open_stores
from dashboard.text import say
from tests.browser.conftest import phone, server
from tests.browser.fingers import Finger
from tests.browser.test_share import effects, finger, first_steps, last_steps

__all__ = ["finger", "phone", "server"]
pytestmark = pytest.mark.browser
CLOSED = "details:not([open]) > summary"
CALLING_OUT = {
    "picture": f'st.markdown("![x](https://{ELSEWHERE}/a.png)")',
    "picture in HTML": f"""st.html("<img src='https://{ELSEWHERE}/b.png'>")""",
    "style": f'st.html("<style>@import url(https://{ELSEWHERE}/c.css)</style>")',
    "favicon": f'st.set_page_config(page_icon="https://{ELSEWHERE}/d.png")',
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The app with an edition, so that every figure is drawn."""
    store = tmp_path_factory.mktemp("outgoing") / "store"
    pepper = secrets.token_hex(16)
    published(store, 400, pepper)
    with serving(store, pepper=pepper) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desktop window."""
    context = browser.new_context()
    yield context
    context.close()


def look_at_all(page: Page) -> int:
    """Open every view and every table of the open page; returns how many views it has."""
    views = page.get_by_role("radiogroup").get_by_role("radio")
    for view in range(max(1, views.count())):
        if views.count():
            views.nth(view).click()
            settle(page)
        while page.locator(CLOSED).count():
            page.locator(CLOSED).first.click()
        settle(page)
    return max(1, views.count())


def test_no_page_and_no_view_asks_another_host_for_anything(
    attacked: Attacked,
    context: BrowserContext,
    gained: Callable[..., None],
) -> None:
    """Fonts, scripts, statistics, pictures, favicons: all come from the server itself.

    The attacker keeps another host and waits for a visitor's address to arrive there. A leader
    looks at every page, the desk's included, and signs out.
    """
    with opened(attacked.port) as visit:
        addresses = pages(visit)
    name, _, token = signed_in(open_stores(attacked.store), attacked.pepper).partition("=")
    context.add_cookies([{"name": name, "value": token, "url": attacked.address}])
    watch = watched(context, attacked.address)
    page = context.new_page()
    pointing: list[str] = []
    views = 0
    for address in addresses:
        page.goto(f"{attacked.address}/{address}")
        settle(page)
        expect(page.get_by_text(say("app.medical"))).to_be_visible()
        views += look_at_all(page)
        pointing += watch.pointing(page)
    context.clear_cookies()
    page.goto(f"{attacked.address}/leaders")
    settle(page)
    assert views > len(addresses)
    assert any("/_stcore/stream" in address for address in watch.requests)
    assert any(address.endswith(".woff2") for address in watch.requests)
    gained("outgoing_requests", len(watch.left), "0", run=f"{views} views in Chromium")
    assert not watch.left and not watch.surprises and not pointing


def test_no_step_of_the_survey_asks_another_host_for_anything(
    finger: Finger,
    phone: BrowserContext,
) -> None:
    """From the first screen to "thank you", on a phone."""
    address = finger.page.url.removesuffix("/share")
    watch = watched(phone, address)
    watch.page(finger.page)
    finger.page.reload()
    finger.settle()
    first_steps(finger)
    effects(finger)
    last_steps(finger)
    finger.press(say("survey.check.hand_in"))
    finger.reads(say("survey.done.heading"))
    assert watch.requests
    assert not watch.left and not watch.surprises and not watch.pointing(finger.page)


@pytest.fixture(scope="module")
def calling(attacked: Attacked, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Pages that call out, each at an address of its own, served by the same server."""
    script = tmp_path_factory.mktemp("calling") / "page.py"
    script.write_text(f"import streamlit as st\nexec({CALLING_OUT!r}[st.query_params['call']])")
    with serving(attacked.store, script) as running:
        yield running


@pytest.mark.parametrize("call", CALLING_OUT)
def test_the_same_watch_sees_a_page_that_calls_out(
    calling: Attacked,
    context: BrowserContext,
    call: str,
) -> None:
    """The control: also where the content policy stops the call, it was seen."""
    watch = watched(context, calling.address)
    page = context.new_page()
    page.goto(f"{calling.address}/?call={call}")
    settle(page)
    assert [*watch.left, *watch.pointing(page)]
