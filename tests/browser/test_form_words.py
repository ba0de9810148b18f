"""What the form tells, at 390 px: errors at their fields, help, an honest time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.stores import open_stores
from db.answers import Survey
from db.members import hand_in, record
from tests.browser.conftest import PHONE, Server
from tests.browser.fingers import Finger
from tests.browser.test_come_back import CODE, code_hash, server_on
from tests.visitor import HERE, free_port

pytestmark = pytest.mark.browser
LAST_CHANGE, LAST_TIME = 24, 25
"""Weeks of a record that no list of months would hold."""


@pytest.fixture
def thumb(phone: BrowserContext, server: Server) -> Finger:
    """The survey's first screen on a phone."""
    page = phone.new_page()
    page.goto(f"{server.address}/share")
    found = Finger(page)
    found.survey.get_by_role("heading", level=1).wait_for()
    found.settle()
    return found


@pytest.fixture
def member(tmp_path: Path, phone: BrowserContext) -> Iterator[tuple[Finger, Path]]:
    """A record of somebody who changed the dose in week 24 and was last here in week 25."""
    folder = tmp_path / "store"
    survey = Survey(
        observed_week=LAST_TIME,
        steps=[
            {"week": 1, "dose_ug": 500, "timing": 1},
            {"week": LAST_CHANGE, "dose_ug": 1_500, "timing": 1},
        ],
        episodes=[{"effect": 8, "began_week": 2, "severity": 3}],
        now={"pain": 4, "fatigue": 5, "sleep": 6, "mood": 3},
    )
    hand_in.hand_in(open_stores(folder).members, code_hash(), survey)
    port = free_port()
    with server_on(folder, port):
        page = phone.new_page()
        page.goto(f"http://{HERE}:{port}/record")
        found = Finger(page)
        found.survey.get_by_role("heading", level=1).wait_for()
        found.settle()
        yield found, folder


def unlock(thumb: Finger) -> None:
    thumb.write("Your return code", f"Code: {CODE.lower()}.")
    thumb.press("Open my record")
    thumb.survey = thumb.page.locator(".st-key-own-record, .st-key-survey")
    thumb.reads("My record")


def is_on_screen(thumb: Finger, sentence: str) -> None:
    """A sentence stands on the screen beside its field, and the field has the focus."""
    found = thumb.survey.locator("p.wrong").filter(has_text=sentence)
    expect(found).to_be_in_viewport()
    thumb.page.wait_for_function("!document.activeElement.matches('[kind=primary], body')")
    focused = thumb.page.evaluate(
        "(() => { const box = document.activeElement.getBoundingClientRect();"
        " return [document.activeElement.tagName, box.top, box.bottom] })()"
    )
    assert focused[0] in {"INPUT", "BUTTON", "LABEL"}, focused
    assert focused[1] >= 0 and focused[2] <= PHONE["height"], focused
    box = found.bounding_box()
    assert box is not None and abs(focused[1] - box["y"]) < PHONE["height"] / 2


def test_stopping_after_a_late_change_is_no_dead_end(
    member: tuple[Finger, Path],
) -> None:
    """The list begins at the last change and ends now; without a week the page goes to it."""
    thumb, folder = member
    unlock(thumb)
    thumb.press("I stopped LDN")
    thumb.reads("You stopped LDN")
    thumb.press("Send my check-in")
    is_on_screen(thumb, "Please choose the week in which you stopped.")
    thumb.choose("In which week did you stop", "Week 24 (about 5 months in)")
    expect(thumb.survey.locator("p.wrong")).to_have_count(0)
    thumb.press("Send my check-in")
    thumb.reads("My record")
    kept = record.load_record(open_stores(folder).members, code_hash())
    assert kept is not None and kept.survey.stop is not None
    assert kept.survey.stop.week == LAST_CHANGE


def test_the_help_card_waits_for_a_tap_and_then_stands_by_the_effect(
    member: tuple[Finger, Path],
) -> None:
    """Severe low mood the last time; nothing was said yet this time."""
    thumb, _ = member
    unlock(thumb)
    thumb.press("Weekly check-in")
    thumb.reads("How is this week?")
    expect(thumb.survey.locator(".help-card")).to_have_count(0)
    thumb.hit(thumb.survey.locator("summary", has_text="How you are this week"))
    thumb.tap("9", question="Low mood now")
    expect(thumb.survey.locator(".help-card")).to_have_count(1)
    thumb.tap("It has gone")
    expect(thumb.survey.locator(".help-card")).to_have_count(0)


@pytest.mark.parametrize(
    ("leave_out", "sentence"),
    [
        ("since", "Please choose how long ago your first dose was."),
        ("dose", "Please tap or write your dose."),
        ("timing", "Please tap when you took it."),
    ],
)
def test_the_page_goes_to_the_first_field_with_a_problem(
    thumb: Finger, leave_out: str, sentence: str
) -> None:
    """From the button at the bottom to the field, which has the focus."""
    thumb.press("Begin")
    thumb.press("I agree")
    thumb.takes_the_code()
    thumb.reads("Your first dose")
    if leave_out != "since":
        thumb.choose("How long ago", "6 months ago")
    if leave_out != "dose":
        thumb.tap("1.5 mg")
    if leave_out != "timing":
        thumb.tap("Bedtime")
    thumb.press("Save and go on")
    is_on_screen(thumb, sentence)


def test_a_problem_in_a_card_opens_it_and_has_the_focus(thumb: Finger) -> None:
    """The first change names nothing new; its card is shut when the button is pressed."""
    thumb.press("Begin")
    thumb.press("I agree")
    thumb.takes_the_code()
    thumb.choose("How long ago", "6 months ago")
    thumb.tap("1.5 mg", "Bedtime")
    thumb.goes_on("Since then")
    thumb.tap("+ Add a change")
    thumb.choose("In which week on LDN was", "Week 4")
    thumb.press("+ Add another change")
    thumb.press("Save and go on")
    is_on_screen(thumb, "has no new dose and no new time")


def test_a_return_code_that_is_too_short_is_told_so_at_its_field(thumb: Finger) -> None:
    """And the field keeps the focus, for the missing letter."""
    thumb.write("Your return code", CODE[:-1])
    thumb.press("Open my survey")
    is_on_screen(thumb, "We read 15 in what you wrote")


def test_a_multiplied_dose_is_asked_back_on_the_phone(thumb: Finger) -> None:
    """One tap settles it, and what is stored is what was tapped."""
    thumb.press("Begin")
    thumb.press("I agree")
    thumb.takes_the_code()
    thumb.write("Or write", "0.75 mg x 2")
    expect(thumb.survey.get_by_text("0.75 mg each time, so 1.5 mg a day?")).to_be_visible()
    thumb.tap("Yes, 1.5 mg a day")
    expect(thumb.survey.get_by_text("1.5 mg = 1500 micrograms a day")).to_be_visible()


def test_the_help_stays_reachable_to_the_end(thumb: Finger) -> None:
    """The card beside the answer; the same lines on the last look and after handing in."""
    thumb.goes_to_the_side_effects()
    thumb.tap("Low or uneasy mood")
    thumb.press("Save and go on")
    thumb.tap("Severe")
    expect(thumb.survey.locator(".help-card")).to_have_count(1)
    for _ in ("effects_more", "benefit"):
        thumb.press("Save and go on")
    thumb.reads("Is this right?")
    again = thumb.survey.locator(".help-again")
    thumb.hit(again.locator("summary"))
    expect(again.get_by_role("link").first).to_be_visible()
    thumb.press("Hand in my survey")
    thumb.reads("Thank you. Your survey is in.")
    expect(again.locator("summary")).to_be_visible()
