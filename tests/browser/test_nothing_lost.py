"""A reload, a discarded tab, a restart of the server: what a member said stays. On a phone."""

import re
import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.survey.draft_cookie import COOKIE
from tests.browser.deployed import (
    Deployed,
    at_survey,
    chosen,
    deployed,
    draft_cookie,
    hands_in,
    kept_up,
    kill,
    reload,
)
from tests.browser.fingers import CODE, Finger

pytestmark = pytest.mark.browser
__all__ = ["deployed", "kept_up"]
RECONNECTS_MS = 2_500
"""Streamlit's page looks for its server again about every second."""
RESTARTED = "The line was cut for a moment"


def test_a_reload_finds_the_draft_by_a_cookie_that_no_script_reads(
    phone: BrowserContext, kept_up: Deployed
) -> None:
    """Asked first, then on at the step; the code is in no address and in no storage."""
    finger = at_survey(phone, kept_up)
    code = finger.goes_to_the_side_effects()
    cookie = draft_cookie(phone)
    assert cookie is not None
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)
    assert COOKIE not in finger.page.evaluate("document.cookie")
    reload(finger)
    finger.reads("Go on where you were?")
    finger.press("Yes, go on")
    finger.reads("Side effects")
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"
    assert not CODE.search(finger.page.evaluate(stored))
    assert code not in finger.page.content()


def test_a_discarded_tab_is_found_again_in_a_new_one(
    phone: BrowserContext, kept_up: Deployed
) -> None:
    """The phone threw the tab away; the browser was open all the time."""
    finger = at_survey(phone, kept_up)
    finger.goes_to_the_side_effects()
    finger.page.close()
    again = at_survey(phone, kept_up)
    again.reads("Go on where you were?")


def test_another_browser_is_asked_for_the_code(phone: BrowserContext, kept_up: Deployed) -> None:
    """The control: without the cookie the page begins at its start."""
    at_survey(phone, kept_up).goes_to_the_side_effects()
    phone.clear_cookies()
    again = at_survey(phone, kept_up)
    again.reads("My story so far")


def test_the_code_has_a_screen_of_its_own_and_the_tick_keeps_the_place_for_a_week(
    phone: BrowserContext, kept_up: Deployed
) -> None:
    """Right after step 1; Copy, Print, "I wrote it down"; on the step itself it does not stand."""
    finger = at_survey(phone, kept_up)
    finger.press("Begin")
    finger.press("I agree")
    finger.press("Save and go on")
    finger.reads("This is your return code")
    for name in ("Copy", "Print", "I wrote it down"):
        expect(finger.survey.get_by_role("button", name=name)).to_be_visible()
    finger.page.wait_for_timeout(500)
    assert (draft_cookie(phone) or {})["expires"] == -1
    tick = finger.survey.locator("label", has_text="Keep my place on this phone for a week")
    finger.hit(tick.first)
    finger.page.wait_for_timeout(500)
    days = (float(str((draft_cookie(phone) or {})["expires"])) - _now(finger.page)) / 86_400
    assert 6.9 < days <= 7
    finger.press("I wrote it down")
    finger.reads("Your first dose")
    expect(finger.survey.locator(".code")).to_have_count(0)


def _now(page: Page) -> float:
    return float(page.evaluate("Date.now() / 1000"))


def test_a_server_that_dies_in_step_1_costs_nothing(
    phone: BrowserContext, deployed: Deployed
) -> None:
    """No draft yet, no code yet: the page's own values are all there is."""
    with deployed.runs() as process:
        finger = at_survey(phone, deployed)
        finger.press("Begin")
        finger.press("I agree")
        finger.tap("MCAS", "Female")
        kill(process)
    with deployed.runs():
        finger.page.wait_for_timeout(RECONNECTS_MS)
        finger.tap("45 to 59")
        expect(finger.survey.get_by_text(RESTARTED)).to_be_visible()
        finger.reads("About you")
        assert chosen(finger) == ["MCAS", "45 to 59", "Female"]


def test_a_server_that_dies_in_steps_2_to_5_and_at_the_last_look_costs_nothing(
    phone: BrowserContext, deployed: Deployed
) -> None:
    """Killed in each, with something on the screen; at the end one whole survey is stored."""
    ways = iter(_ways())
    with deployed.runs() as process:
        finger = at_survey(phone, deployed)
        finger.press("Begin")
        finger.press("I agree")
        finger.takes_the_code()
        next(ways)(finger)
        kill(process)
    for way in ways:
        with deployed.runs() as process:
            finger.page.wait_for_timeout(RECONNECTS_MS)
            way(finger)
            kill(process)
    with deployed.runs():
        finger.page.wait_for_timeout(RECONNECTS_MS)
        finger.press("Hand in my survey")
        expect(finger.survey.get_by_text(RESTARTED)).to_be_visible()
        finger.press("Hand in my survey")
        finger.reads("Thank you. Your survey is in.")
    assert (deployed.count("member"), deployed.count("draft"), deployed.count("draft_ticket")) == (
        1,
        0,
        0,
    )
    with sqlite3.connect(deployed.folder / "store" / "members.sqlite") as store:
        told = store.execute("SELECT dose_ug FROM dose_step").fetchall()
        severe = store.execute("SELECT severity FROM episode ORDER BY severity").fetchall()
        now = store.execute("SELECT overall_change FROM report").fetchall()
    assert (told, severe, now) == ([(500,)], [(2,), (3,)], [(2,)])


def _survives(finger: Finger, heading: str, button: str = "Save and go on") -> None:
    """The first tap after the restart: the step stays, and one sentence says why."""
    finger.press(button)
    expect(finger.survey.get_by_text(RESTARTED)).to_be_visible()
    finger.reads(heading)


def _ways() -> list[Callable[[Finger], None]]:
    """Between two deaths: the step stays at the first tap, then the next is filled in."""

    def doses(finger: Finger) -> None:
        finger.choose("How long ago", "6 months ago")
        finger.write("Or write", "0,5")
        finger.tap("Bedtime")

    def changes(finger: Finger) -> None:
        _survives(finger, "Your first dose")
        expect(finger.survey.get_by_role("textbox").last).to_have_value("0,5")
        finger.press("Save and go on")
        finger.reads("Since then")
        finger.tap("Not yet")

    def effects(finger: Finger) -> None:
        _survives(finger, "Since then")
        assert "Not yet" in chosen(finger)
        finger.press("Save and go on")
        finger.reads("Side effects")
        finger.tap("Waking in the night", "Headache")

    def details(finger: Finger) -> None:
        _survives(finger, "Side effects")
        assert chosen(finger) == ["Waking in the night", "Headache"]
        finger.press("Save and go on")
        finger.reads("A little more about each")
        finger.tap("Moderate")
        finger.press("Next: ")
        finger.tap("Severe")

    def benefit(finger: Finger) -> None:
        _survives(finger, "A little more about each")
        assert "Severe" in chosen(finger)
        finger.press("Save and go on")
        finger.reads("How you are now")
        finger.tap("Much better")

    def check(finger: Finger) -> None:
        _survives(finger, "How you are now")
        finger.press("Save and go on")
        finger.reads("Do you have your return code?")
        finger.press("Yes, I have it")
        finger.reads("Is this right?")

    return [doses, changes, effects, details, benefit, check]


def test_a_check_in_under_way_comes_back_after_the_code(
    phone: BrowserContext, deployed: Deployed
) -> None:
    """With what was typed; sending it is the member's own tap."""
    with deployed.runs() as process:
        finger = at_survey(phone, deployed)
        code = finger.goes_to_the_side_effects()
        hands_in(finger)
        finger.survey.get_by_role("link", name="Open my record").tap()
        finger.page.get_by_role("button", name="Weekly check-in").tap()
        finger.reads("How is this week?")
        finger.tap("No, it changed")
        finger.write("Or write", "3")
        finger.tap("A little worse")
        kill(process)
    with deployed.runs():
        finger.page.wait_for_timeout(RECONNECTS_MS)
        finger.press("Send my check-in")
        expect(finger.survey.get_by_text("The line was cut.")).to_be_visible()
        finger.write("Your return code", code)
        finger.press("Open my record")
        finger.reads("How is this week?")
        expect(finger.survey.get_by_text(RESTARTED)).to_be_visible()
        expect(finger.survey.get_by_role("textbox").last).to_have_value("3")
        assert "A little worse" in chosen(finger)
        assert deployed.count("report") == 1, "nothing was sent by itself"
        finger.press("Send my check-in")
        expect(finger.page.get_by_text("Your check-in is saved")).to_be_visible()
        assert deployed.count("report") == 2


def test_who_comes_back_without_the_code_gets_a_new_one_and_the_old_opens_nothing(
    phone: BrowserContext, kept_up: Deployed
) -> None:
    """Reloaded before it was written down."""
    finger = at_survey(phone, kept_up)
    finger.press("Begin")
    finger.press("I agree")
    finger.press("Save and go on")
    finger.reads("This is your return code")
    old = finger.survey.locator(".code").inner_text()
    finger.page.wait_for_timeout(500)
    reload(finger)
    finger.press("Yes, go on")
    finger.reads("Your first dose")
    finger.press("Stop here")
    finger.press("I lost my code: give me a new one")
    finger.reads("This is your return code")
    new = finger.survey.locator(".code").inner_text()
    assert re.fullmatch(CODE, new) and new != old
    phone.clear_cookies()
    other = at_survey(phone, kept_up)
    other.write("Your return code", old)
    other.press("Open my survey")
    expect(other.survey.get_by_text("We could not find a survey")).to_be_visible()
    other.survey.get_by_role("textbox").last.fill("")
    other.write("Your return code", new)
    other.press("Open my survey")
    other.reads("Your first dose")
