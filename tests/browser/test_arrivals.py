"""Where a phone stands after a tap: at the top of a new screen, at what is wrong, at a card."""

import pytest
from playwright.sync_api import expect

from tests.browser.fingers import Finger
from tests.browser.test_share import finger

pytestmark = pytest.mark.browser
__all__ = ["finger"]
HEADING_ARRIVES = "document.querySelector('.arrive').dataset.arrive = 'the next screen'"
SCRIPT_RUNS = """() => new Promise((done) => {
  const script = document.createElement('script');
  script.src = 'app/static/survey.js';
  script.onload = done;
  document.body.append(script);
})"""


def opens_its_second_card(finger: Finger) -> None:
    """The long screen of step 3, where closing one card moves the next."""
    finger.goes_to_the_side_effects()
    finger.tap("Waking in the night", "Headache", "Low or uneasy mood")
    finger.press("Save and go on")
    finger.reads("A little more about each")
    finger.press("Next: ")


def test_what_is_wrong_comes_into_sight(finger: Finger) -> None:
    """A member who pressed the button at the bottom need not search."""
    finger.press("Begin")
    finger.press("I agree")
    finger.takes_the_code()
    finger.reads("Your first dose")
    finger.press("Save and go on")
    expect(finger.survey.locator("p.wrong").first).to_be_in_viewport()


def test_the_card_of_the_screen_before_does_not_pull_the_reader_down(finger: Finger) -> None:
    """A slow phone still shows the old screen below the new heading, and the script runs twice."""
    opens_its_second_card(finger)
    heading = finger.survey.get_by_role("heading", level=1)
    expect(heading).not_to_be_in_viewport()

    finger.page.evaluate(HEADING_ARRIVES)
    for _ in range(2):
        finger.page.evaluate(SCRIPT_RUNS)
        expect(heading).to_be_in_viewport()


def test_a_card_that_was_tapped_open_comes_to_the_top(finger: Finger) -> None:
    """The control: on one screen the script does move the reader."""
    opens_its_second_card(finger)
    expect(finger.survey.locator('[class*="st-key-fold-open"]')).to_be_in_viewport()
    expect(finger.survey.get_by_role("heading", level=1)).not_to_be_in_viewport()
