"""The first words in a real browser: read without a script, and taken away without a jump."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.first_sight.first_link import PAGES
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
LIMIT_SHIFT = 0.05
WATCH = """
new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) (window.shifts ??= []).push(e.value);
}).observe({type: 'layout-shift', buffered: true});
window.read = new Set();
new MutationObserver(() => {
  const root = document.getElementById('root');
  if (root) window.read.add([!!document.getElementById('ss-first'), !root.inert].join());
}).observe(document, {attributes: true, childList: true, subtree: true});
"""


@pytest.fixture
def without_script(browser: Browser) -> Page:
    """A telephone that runs no scripts."""
    return browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 700}
    ).new_page()


def test_every_page_can_be_read_without_a_script(server: Server, without_script: Page) -> None:
    """A heading and the way to other pages, in the narrowest window without a sideways scroll."""
    for name in sorted(PAGES):
        without_script.goto(f"{server.address}/{'' if name == 'home' else name}")
        expect(without_script.locator("#ss-first h1")).to_be_visible()
        expect(without_script.locator("#ss-first nav a").first).to_be_visible()
        box = without_script.locator("#ss-first").bounding_box()
        assert box and box["width"] <= 320, name


@pytest.mark.parametrize("name", ["", "timelines", "share"])
def test_the_first_words_go_without_a_jump_and_one_of_the_two_is_read(
    server: Server, browser: Browser, name: str
) -> None:
    """While they are there the page below is inert; with them gone it is not."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(WATCH)
    page.goto(f"{server.address}/{name}", wait_until="commit")
    expect(page.locator("#ss-first h1")).to_be_visible()
    expect(page.locator("#ss-first")).to_have_count(0, timeout=30_000)
    expect(page.locator("#root h1")).to_be_visible()
    page.wait_for_timeout(500)
    assert sorted(page.evaluate("[...window.read]")) == ["false,true", "true,false"]
    assert page.evaluate("(window.shifts || []).reduce((a, b) => a + b, 0)") < LIMIT_SHIFT
