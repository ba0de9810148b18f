"""A line that is cut or refused, and taps that are slow, early or an Escape: nothing in silence.

Each case has a control: the same without what the product does about it.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from dashboard.text import load_language_texts
from tests.browser.conftest import PHONE, Server
from tests.browser.fingers import Finger
from tests.browser.line import Line, line_to

pytestmark = pytest.mark.browser
EN, ES = (load_language_texts(code)["line"] for code in ("en", "es"))
SIX_TRIES_MS = 16_000
"""Streamlit opens its dialog after the sixth try to reach the server, about 10 s into a cut."""
A_MOMENT_MS = 1_500
SAFE_TO_4 = EN["cut_at_step"].replace("#", "4")
DIALOG = '[data-testid="stDialog"]'
COUNT_SCREENS = """() => {
    window.screens = 0;
    document.addEventListener('sweetspot-screen', () => { window.screens += 1; });
}"""
EARLY_CLICK = """(label) => {
    document.dispatchEvent(new Event('sweetspot-screen'));
    const buttons = [...document.querySelectorAll('.st-key-survey .stButton button')];
    buttons.find((button) => button.innerText.trim() === label).click();
}"""
COUNT_EMPTY = """() => {
    window.empty = 0;
    const region = document.getElementById('ss-line');
    const count = () => { window.empty += region.textContent === ''; };
    new MutationObserver(count).observe(region, { childList: true });
}"""
ORDER = """
const send = WebSocket.prototype.send;
window.sends = [];
WebSocket.prototype.send = function (content) {
    window.sends.push(document.querySelectorAll('[data-tapped]').length);
    return send.call(this, content);
};
"""


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    port = urlsplit(server.address).port
    assert port
    with line_to(port) as laid:
        yield laid


def address(line: Line, path: str = "share") -> str:
    return f"http://127.0.0.1:{line.port}/{path}"


def without(context: BrowserContext, script: str) -> None:
    """The control: one of our scripts never arrives."""

    def lose(route: Route) -> None:
        route.abort()

    context.route(f"**/{script}", lose)


def opened(context: BrowserContext, where: str) -> Finger:
    page = context.new_page()
    page.goto(where)
    finger = Finger(page)
    finger.survey.get_by_role("heading", level=1).wait_for()
    finger.settle()
    return finger


def goes_to_the_benefit(finger: Finger) -> None:
    """Step 5: what was told in the first four is stored."""
    finger.goes_to_the_side_effects()
    finger.press("Save and go on")
    finger.reads("How you are now")


def cut_sentence(page: Page) -> str:
    return page.locator("#ss-line").inner_text()


def test_a_cut_line_is_said_and_the_answers_are_there_when_it_is_back(
    phone: BrowserContext, line: Line
) -> None:
    """In a calm sentence for screen readers too, with no window of Streamlit's; then it goes."""
    finger = opened(phone, address(line))
    goes_to_the_benefit(finger)
    line.turn("cut")
    said = finger.page.get_by_role("status").filter(has_text=SAFE_TO_4)
    expect(said).to_be_in_viewport()
    finger.page.wait_for_timeout(SIX_TRIES_MS)
    expect(said).to_be_visible()
    expect(finger.page.locator(DIALOG)).to_have_count(0)
    line.turn("whole")
    expect(finger.page.locator("#ss-line")).to_be_empty()
    finger.press("Back")
    finger.reads("Side effects")


def test_without_the_watcher_nothing_is_said_but_streamlits_dialog(
    phone: BrowserContext, line: Line
) -> None:
    """The control of the test above."""
    without(phone, "line.js")
    finger = opened(phone, address(line))
    line.turn("cut")
    expect(finger.page.locator(DIALOG)).to_have_count(1)
    assert cut_sentence(finger.page) == ""


def test_a_line_that_falls_silent_is_noticed_at_the_next_tap(
    phone: BrowserContext, line: Line
) -> None:
    """Nothing is closed, as in a lift. The tap arrives when the line is back, or is made again."""
    finger = opened(phone, address(line))
    goes_to_the_benefit(finger)
    line.turn("silent")
    finger.page.wait_for_timeout(4_000)
    assert cut_sentence(finger.page) == ""  # nobody has asked for anything: nothing to say
    finger.survey.get_by_role("button", name="Back").first.tap()
    expect(finger.page.locator("#ss-line")).to_have_text(SAFE_TO_4)
    line.turn("whole")
    expect(finger.page.locator("#ss-line")).to_be_empty()
    finger.reads("Side effects")


def test_what_was_said_of_a_silent_line_stays_when_it_closes(
    phone: BrowserContext, line: Line
) -> None:
    """The phone gives its connection up: the sentence does not come and go."""
    finger = opened(phone, address(line))
    line.turn("silent")
    finger.survey.get_by_role("button", name="Begin").first.tap()
    region = finger.page.locator("#ss-line")
    expect(region).to_have_text(str(EN["cut"]))
    finger.page.evaluate(COUNT_EMPTY)
    line.turn("cut")
    finger.page.wait_for_timeout(4_000)
    expect(region).to_have_text(str(EN["cut"]))
    assert finger.page.evaluate("window.empty") == 0
    line.turn("whole")
    expect(region).to_be_empty()
    assert finger.page.evaluate("window.empty") == 1


def test_on_other_pages_the_sentence_speaks_of_no_step_and_the_readers_language(
    browser: Browser, line: Line
) -> None:
    """A Spanish phone on the first page; what the line carries again goes on by itself."""
    context = browser.new_context(viewport=PHONE, locale="es-MX")
    page = context.new_page()
    page.goto(address(line, ""))
    page.get_by_role("heading", level=1).wait_for()
    line.turn("cut")
    expect(page.locator("#ss-line")).to_have_text(ES["cut"])
    line.turn("whole")
    expect(page.locator("#ss-line")).to_be_empty()
    context.close()


@pytest.mark.parametrize(("locale", "texts"), [("en-GB", EN), ("es-MX", ES)])
def test_where_websockets_are_refused_a_plain_page_says_what_it_means(
    browser: Browser, line: Line, locale: str, texts: dict[str, dict[str, str]]
) -> None:
    """First the sentence, after 20 seconds the page; once they pass, it makes room by itself."""
    line.turn("no_websockets")
    context = browser.new_context(viewport=PHONE, locale=locale)
    page = context.new_page()
    page.goto(address(line))
    expect(page.locator("#ss-line")).to_have_text(str(texts["cut"]))
    page.get_by_role("heading", name=texts["never"]["title"]).wait_for()
    expect(page.get_by_text(texts["never"]["other_line"])).to_be_visible()
    expect(page.locator("#ss-line")).to_be_empty()
    expect(page.locator(DIALOG)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    line.turn("whole")
    expect(page.locator(".st-key-survey")).to_be_visible()
    expect(page.locator("#ss-no-line")).to_be_hidden()
    context.close()


def test_a_whole_line_never_shows_either(phone: BrowserContext, line: Line) -> None:
    """The control: 22 seconds on a page that is connected and does nothing."""
    finger = opened(phone, address(line))
    finger.page.wait_for_timeout(22_000)
    assert cut_sentence(finger.page) == ""
    expect(finger.page.locator("#ss-no-line")).to_be_hidden()


def test_an_unknown_address_has_a_page_of_ours(phone: BrowserContext, server: Server) -> None:
    """Status 404, both languages, ways on; Streamlit's front end is not even loaded."""
    page = phone.new_page()
    answer = page.goto(f"{server.address}/nowhere")
    assert answer
    assert answer.status == 404
    for texts in (EN, ES):
        expect(page.get_by_role("heading", name=texts["unknown"]["title"])).to_be_visible()
    expect(page.locator(".stApp")).to_have_count(0)
    page.get_by_role("link", name=ES["unknown"]["share"]).tap()
    expect(page.locator('[data-language="es"]')).to_have_count(1)


@pytest.mark.parametrize("marks", [True, False])
def test_a_tap_is_marked_before_anything_is_sent(
    phone: BrowserContext, server: Server, marks: bool
) -> None:
    """At 400 kbit/s with 400 ms each way; the order is asserted. Control: without the script."""
    if not marks:
        without(phone, "taps.js")
    phone.add_init_script(ORDER)
    finger = opened(phone, f"{server.address}/share")
    slow = phone.new_cdp_session(finger.page)
    slow.send("Network.enable")
    limits = {"latency": 800, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    slow.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    finger.page.evaluate("window.sends.length = 0")
    finger.survey.get_by_role("button", name="Begin").first.tap()
    finger.reads("Before you begin")
    assert finger.page.evaluate("window.sends[0]") == int(marks)
    expect(finger.page.locator("[data-tapped]")).to_have_count(0)


def test_a_second_tap_at_once_is_not_acted_on_and_is_not_silent(
    phone: BrowserContext, server: Server
) -> None:
    """On a screen that has only just come up: it stays, and says to tap again; then a tap works.

    The click comes in the same moment as the screen, whatever else the machine does.
    """
    finger = opened(phone, f"{server.address}/share")
    finger.page.evaluate(COUNT_SCREENS)
    finger.press("Begin")
    finger.reads("Before you begin")
    assert finger.page.evaluate("window.screens") == 1
    finger.page.wait_for_timeout(A_MOMENT_MS)
    expect(finger.page.locator("body.ss-new-screen")).to_have_count(0)
    finger.page.evaluate(EARLY_CLICK, "Save and go on")
    expect(finger.page.locator("#ss-quick")).to_have_text(str(EN["quick"]))
    expect(finger.page.locator("[data-tapped]")).to_have_count(0)
    finger.reads("About you")
    finger.press("Save and go on")
    finger.reads("This is your return code")


@pytest.mark.parametrize("guarded", [True, False])
def test_escape_closes_a_list_and_keeps_the_answer(
    phone: BrowserContext, server: Server, guarded: bool
) -> None:
    """With the list open, and once more with it closed. Control: without the script it is gone."""
    if not guarded:
        without(phone, "taps.js")
    finger = opened(phone, f"{server.address}/share")
    finger.press("Begin")
    finger.press("I agree")
    finger.takes_the_code()
    finger.tap("0.5 mg", "Bedtime")
    finger.choose("How long ago", "6 months ago")
    finger.goes_on("Since then")
    finger.tap("+ Add a change")
    finger.choose("In which week on LDN was", "Week 23 (about 5 months in)")
    field = finger.survey.get_by_role("combobox", name="Which week was that?")
    for _ in range(2):
        finger.hit(field.locator("xpath=.."))
        expect(finger.page.get_by_role("listbox")).to_be_visible()
        field.press("Escape")
        expect(finger.page.get_by_role("listbox")).to_have_count(0)
        field.press("Escape")
    finger.settle()
    expect(field).to_have_value("Week 23 (about 5 months in)" if guarded else "")
