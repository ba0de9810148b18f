"""The whole survey on a phone: every tap on a target that a finger can hit."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from db import codes
from tests.browser.conftest import Server
from tests.browser.fingers import A_MOMENT_MS, CODE, FINGER_PX, Finger

pytestmark = pytest.mark.browser


@pytest.fixture
def finger(phone: BrowserContext, server: Server) -> Iterator[Finger]:
    """A phone with the survey open; no address that it asked for may hold the code."""
    page = phone.new_page()
    addresses: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda line: refused.append(line.text) if "Policy" in line.text else None)
    page.goto(f"{server.address}/share")
    thumb = Finger(page)
    thumb.survey.get_by_role("heading", level=1).wait_for()
    thumb.settle()
    yield thumb
    assert not refused
    assert not [a for a in addresses if CODE.search(a) or "?" in a.partition("_stcore")[0]]


def members(server: Server) -> int:
    with sqlite3.connect(server.store / "members.sqlite") as store:
        return int(store.execute("SELECT count(*) FROM member").fetchone()[0])


def first_steps(finger: Finger) -> str:
    """Steps 1 and 2; returns the code that was shown."""
    finger.press("Begin")
    finger.press("I agree")
    finger.reads("About you")
    finger.tap("Fibromyalgia", "45 to 59", "Female")
    finger.tap("Not sure", question="Do medicines")
    code = finger.takes_the_code()
    finger.reads("Your first dose")
    finger.choose("How long ago", "6 months ago")
    finger.write("Or write", "0,5")
    expect(finger.survey.get_by_text("0.5 mg = 500 micrograms a day")).to_be_visible()
    finger.tap("1.5 mg", "Bedtime")
    finger.goes_on("Since then")
    finger.tap("+ Add a change")
    finger.choose("In which week on LDN was", "Week 4")
    finger.tap("0.5 mg", "To ease side effects", "New time", "Morning")
    finger.tap("I stopped LDN")
    finger.choose("In which week did you stop", "Week 14 (about 3 months in)")
    finger.tap("It did not help")
    assert CODE.fullmatch(code)
    finger.goes_on("Side effects")
    return code


def effects(finger: Finger) -> None:
    """Step 3, with an effect that has gone and one that is a red flag."""
    finger.tap("Waking in the night", "Low or uneasy mood", "Headache")
    finger.goes_on("A little more about each")
    finger.tap("No")
    finger.choose("In which week on LDN did", "Week 1 (the first week)")
    finger.tap("It has gone")
    finger.choose("In which week did you last", "Week 5")
    finger.tap("Moderate")
    finger.press("Next: Low or uneasy mood")
    finger.tap("Severe")
    for link in finger.survey.locator(".help-card a").all():
        box = link.bounding_box()
        assert box is not None and box["height"] >= FINGER_PX
    finger.goes_on("How you are now")


def last_steps(finger: Finger) -> None:
    """Step 5, and a minute more."""
    finger.tap("Much better")
    finger.goes_on("Is this right?")
    finger.press("Yes, a minute more")
    finger.reads("A minute more")
    finger.tap("Better", "Less")
    finger.press("Next: Waking in the night")
    finger.tap("No, it did not", "Time", "Moving to mornings", "2 to 4 hours")
    finger.press("Save and go back")
    finger.reads("Is this right?")


def test_a_member_gets_through_on_a_phone_and_is_counted_once(
    finger: Finger, server: Server
) -> None:
    """Every step by thumb; another device in between; a double tap at the end; one member."""
    code = first_steps(finger)
    finger.page.context.clear_cookies()
    finger.page.reload()
    finger.survey.get_by_role("heading", level=1).wait_for()
    finger.write("Your return code", code.lower().replace("-", " "))
    finger.press("Open my survey")
    finger.reads("Side effects")
    effects(finger)
    last_steps(finger)
    stopped = "Week 14 (about 3 months in), It did not help"
    expect(finger.survey.get_by_text(stopped)).to_be_visible()
    button = finger.survey.get_by_role("button", name="Hand in my survey")
    button.scroll_into_view_if_needed()
    finger.page.wait_for_timeout(A_MOMENT_MS)
    box = button.bounding_box()
    assert box is not None and box["height"] >= FINGER_PX
    for _ in range(2):
        finger.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    finger.reads("Thank you. Your survey is in.")
    assert members(server) == 1
    assert codes.normalise_return_code(code) not in server.log.read_text()


def test_a_second_survey_under_the_same_code_cannot_be_begun(
    finger: Finger, phone: BrowserContext, server: Server
) -> None:
    """Two tabs under one code: the second hand-in changes nothing."""
    before = members(server)
    finger.press("Begin")
    finger.press("I agree")
    code = finger.takes_the_code()
    finger.choose("How long ago", "Less than a week ago")
    finger.tap("0.1 mg", "Morning")
    for heading in ("Since then", "Side effects", "How you are now", "Is this right?"):
        finger.goes_on(heading)
    other = Finger(phone.new_page())
    phone.clear_cookies()
    other.page.goto(f"{server.address}/share")
    other.write("Your return code", code)
    other.press("Open my survey")
    other.reads("Is this right?")
    finger.press("Hand in my survey")
    finger.reads("Thank you. Your survey is in.")
    other.press("Hand in my survey")
    other.reads("Your changes are saved.")
    assert members(server) == before + 1


def test_the_way_back_needs_nothing_to_be_right(finger: Finger) -> None:
    """And what was tapped before is still there."""
    finger.press("Begin")
    finger.press("I agree")
    finger.tap("MCAS")
    finger.takes_the_code()
    finger.reads("Your first dose")
    finger.press("Back")
    finger.reads("About you")
    expect(finger.survey.get_by_role("radio", name="MCAS")).to_be_checked()


def test_the_code_can_be_copied_and_printed_under_the_strict_policy(
    finger: Finger, phone: BrowserContext
) -> None:
    """No inline script is allowed; on paper there is the code and nothing else."""
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    finger.press("Begin")
    finger.press("I agree")
    finger.press("Stop here")
    code = finger.survey.locator(".code").inner_text()
    finger.press("Copy")
    assert finger.page.evaluate("navigator.clipboard.readText()") == code
    finger.page.evaluate("window.print = () => { document.title = 'printed' }")
    finger.press("Print")
    assert finger.page.title() == "printed"
    finger.page.emulate_media(media="print")
    expect(finger.survey.locator(".code")).to_be_visible()
    expect(finger.survey.get_by_role("heading", level=1)).to_be_hidden()
    expect(finger.survey.get_by_role("button", name="Go on now")).to_be_hidden()
    assert len(re.findall(rb"/Type /Page\b", finger.page.pdf(format="A4"))) == 1


def test_help_is_on_the_page_from_the_start_and_is_big_enough(finger: Finger) -> None:
    """Closed and calm; one tap opens the lines."""
    panel = finger.page.locator(".st-key-help-panel")
    expect(panel.get_by_role("link").first).to_be_hidden()
    finger.hit(panel.locator("summary"))
    links = panel.get_by_role("link")
    expect(links.first).to_be_visible()
    addresses = [link.get_attribute("href") for link in links.all()]
    lines = {"tel:988", "sms:988", "tel:116123", "tel:131114", "tel:1737", "tel:112"}
    assert lines <= set(addresses)
    assert all((link.bounding_box() or {})["height"] >= FINGER_PX for link in links.all())
