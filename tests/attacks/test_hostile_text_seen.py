"""Hostile text in a real browser: no request leaves the page, no dialog opens, nothing is run."""

import secrets
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from attacks_browser import ELSEWHERE, Watch, settle, watched
from attacks_leader import signed_in
from attacks_server import Attacked, serving
from attacks_text import HOSTILE, MARK, beginning
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from dashboard.stores import open_stores
from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from dashboard.text import say

pytestmark = pytest.mark.browser
A_MOMENT_MS = 1_000 * DOUBLE_TAP_SECONDS + 150
_MADE_OF_TEXT = f"""
() => [...document.querySelectorAll('body *')]
    .filter(e => !['INPUT', 'TEXTAREA'].includes(e.tagName))
    .filter(e => [...e.attributes].some(a => /{MARK}|{ELSEWHERE}|alert\\(/.test(a.value)))
    .map(e => e.outerHTML.slice(0, 200))
"""
"""Elements with an attribute that the text gave them: a link, a picture, a handler."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The app on an empty store."""
    with serving(tmp_path_factory.mktemp("seen") / "store") as running:
        yield running


@pytest.fixture
def context(browser: Browser, server: Attacked) -> Iterator[BrowserContext]:
    """A desktop window, at which a leader is signed in."""
    name, _, token = signed_in(open_stores(server.store), server.pepper).partition("=")
    context = browser.new_context()
    context.add_cookies([{"name": name, "value": token, "url": server.address}])
    yield context
    context.close()


def on(address: str, label: str) -> Callable[[Page, Attacked], Locator]:
    """The way to a field with this label on a page."""

    def field(page: Page, server: Attacked) -> Locator:
        page.goto(f"{server.address}/{address}")
        settle(page)
        return page.get_by_role("textbox", name=say(label), exact=True)

    return field


TO_THE_DOSE = (
    "survey.start.begin",
    "papers.consent.agree",
    "survey.go_on",
    "survey.hand_over.noted",
)


def dose(page: Page, server: Attacked) -> Locator:
    """The field for a dose, on the survey's second step."""
    page.goto(f"{server.address}/share")
    settle(page)
    for label in TO_THE_DOSE:
        page.get_by_role("button", name=say(label), exact=True).click()
        page.wait_for_timeout(A_MOMENT_MS)
        settle(page)
    return page.get_by_role("textbox", name=say("survey.doses.dose_typed"))


FIELDS: dict[str, Callable[[Page, Attacked], Locator]] = {
    "dose": dose,
    "return code": on("share", "survey.start.code"),
    "group name": on("group", "leaders.group.name"),
    "welcome words": on("group", "leaders.group.welcome"),
    "who is responsible": on("group", "leaders.group.responsible"),
    "how to reach them": on("group", "leaders.group.responsible_contact"),
    "invite": on("invites", "leaders.invites.label"),
}
"""Fields that take free text -> how to get there. tests/attacks/test_hostile_text.py finds them
by itself; one that is new there belongs here as well."""
TYPED = ("picture", "script", "broken out", "attribute", "markdown picture", "formula", "null")
"""What a browser, or a page that reads Markdown, might act on."""


def acted(page: Page, watch: Watch) -> list[str]:
    """What the text did, other than stand there."""
    return [*watch.left, *watch.surprises, *page.evaluate(_MADE_OF_TEXT), *watch.pointing(page)]


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_typed_into_a_field_opens_nothing_and_asks_for_nothing(
    server: Attacked,
    context: BrowserContext,
    field: str,
) -> None:
    """The attacker types, or makes someone paste, what a browser could be made to run."""
    watch = watched(context, server.address)
    page = context.new_page()
    box = FIELDS[field](page, server)
    for name in TYPED:
        box.fill(HOSTILE[name])
        expect(box).to_have_value(HOSTILE[name])  # the field did not refuse it
        box.press("Control+Enter")
        settle(page)
        assert not acted(page, watch), name
    page.goto(server.address)
    settle(page)
    assert not acted(page, watch), "on the first page"
    expect(page.get_by_text(say("app.error.page"))).to_have_count(0)


def test_a_dose_that_cannot_be_read_is_shown_in_its_own_letters(
    server: Attacked,
    context: BrowserContext,
) -> None:
    """The sentence under the field holds them as text, as far as the field took them."""
    page = context.new_page()
    box = dose(page, server)
    for name in TYPED:
        box.fill(HOSTILE[name])
        box.press("Enter")
        settle(page)
        expect(page.locator("p.wrong")).to_contain_text(beginning(HOSTILE[name]))


def test_a_hostile_address_is_a_page_that_is_not_there(
    server: Attacked,
    context: BrowserContext,
) -> None:
    """Whoever follows a forged link sees that there is no such page, and nothing is run."""
    watch = watched(context, server.address)
    page = context.new_page()
    for text in ("picture", "script", "braces", "markdown link", "path"):
        page.goto(f"{server.address}/{quote(HOSTILE[text], safe='')}?{quote(HOSTILE[text])}")
        page.wait_for_timeout(A_MOMENT_MS)
        assert not acted(page, watch), text


def test_the_same_watch_sees_what_a_careless_page_lets_a_text_do(
    server: Attacked,
    context: BrowserContext,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The control: the text as Markdown and as HTML becomes a link, a picture, a request."""
    script = tmp_path_factory.mktemp(secrets.token_hex(2)) / "page.py"
    careless = 'text = st.text_input("Say")\nst.markdown(text)\nst.html(f"<p>{text}</p>")'
    script.write_text(f"import streamlit as st\n{careless}")
    with serving(server.store, script) as running:
        watch = watched(context, running.address)
        page = context.new_page()
        page.goto(running.address)
        settle(page)
        for text in ("markdown picture", "markdown link", "bare link"):
            page.get_by_role("textbox", name="Say").fill(HOSTILE[text])
            page.get_by_role("textbox", name="Say").press("Enter")
            settle(page)
            assert acted(page, watch), text
