"""How long a story takes: taps, screens and words counted at 390 px, against what is told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.questionnaire.questions import MINUTES_LEFT
from dashboard.questionnaire.story_time import MINUTES
from tests.browser.conftest import Server
from tests.browser.fingers import CountingFinger

pytestmark = pytest.mark.browser


@pytest.fixture
def thumb(phone: BrowserContext, server: Server) -> CountingFinger:
    """The survey's first screen on a phone."""
    page = phone.new_page()
    page.goto(f"{server.address}/share")
    found = CountingFinger(page)
    found.survey.get_by_role("heading", level=1).wait_for()
    found.settle()
    return found


def begin(thumb: CountingFinger) -> None:
    thumb.press("Begin")
    thumb.press("I agree")
    thumb.tap("Fibromyalgia", "45 to 59", "Female")
    thumb.tap("Not sure", question="Do medicines")
    thumb.takes_the_code()
    thumb.tap("1.5 mg", "Bedtime")
    thumb.choose("How long ago", "6 months ago")
    thumb.press("Save and go on")


def tell_of_effect(thumb: CountingFinger) -> None:
    thumb.tap("No")
    thumb.choose("In which week on LDN did", "Week 2")
    thumb.tap("Still there", "Moderate")


def tell_how_it_is(thumb: CountingFinger) -> None:
    thumb.press("Save and go on")
    thumb.tap("Much better")
    thumb.press("Save and go on")


def story_without_effects(thumb: CountingFinger) -> None:
    """One dose, no effect."""
    begin(thumb)
    thumb.tap("Not yet", question="Have you changed")
    thumb.press("Save and go on")
    thumb.tap("I had none")
    tell_how_it_is(thumb)


def story_with_one_effect(thumb: CountingFinger) -> None:
    """The same with one effect."""
    begin(thumb)
    thumb.tap("Not yet", question="Have you changed")
    thumb.press("Save and go on")
    thumb.tap("Headache")
    thumb.press("Save and go on")
    tell_of_effect(thumb)
    tell_how_it_is(thumb)


def story_with_changes_and_effects(thumb: CountingFinger) -> None:
    """Two changes of dose and three effects, every question of the core answered."""
    begin(thumb)
    thumb.tap("+ Add a change")
    thumb.choose("In which week on LDN was", "Week 3")
    thumb.tap("3 mg", "Planned step up")
    thumb.press("+ Add another change")
    thumb.choose("In which week on LDN was", "Week 4")
    thumb.tap("1.5 mg", "To ease side effects")
    thumb.press("Save and go on")
    thumb.tap("Waking in the night", "Headache", "Feeling sick")
    thumb.press("Save and go on")
    for after in ("Headache", "Feeling sick"):
        tell_of_effect(thumb)
        thumb.press(f"Next: {after}")
    tell_of_effect(thumb)
    tell_how_it_is(thumb)


STORIES: dict[str, Callable[[CountingFinger], None]] = {
    "none": story_without_effects,
    "one effect": story_with_one_effect,
    "two changes and three effects": story_with_changes_and_effects,
}


MOST_OF = {"none": (25, 10), "one effect": (30, 12), "two changes and three effects": (50, 14)}
"""Taps, and screens of 390 by 844 points with swipes counted, at the most.

One screen says what is agreed to.
"""


@pytest.mark.parametrize("name", STORIES)
def test_the_time_that_is_told_is_the_time_that_it_takes(thumb: CountingFinger, name: str) -> None:
    """Taps and words of the whole way are counted, and what they take lies in the told range."""
    least, most = MINUTES
    expect(thumb.survey.get_by_text(re.compile(rf"\b{least} to {most} minutes"))).to_be_visible()
    STORIES[name](thumb)
    thumb.reads("Is this right?")
    thumb.press("Hand in my survey")
    thumb.reads("Thank you. Your survey is in.")
    print(f"{name}: {thumb.taps} taps, {thumb.screens} screens, {thumb.minutes:.1f} minutes")
    assert thumb.taps <= MOST_OF[name][0]
    assert thumb.screens <= MOST_OF[name][1]
    assert least - 0.5 <= thumb.minutes <= most + 0.5


def test_the_minutes_that_are_left_are_those_of_a_story_with_one_effect(
    thumb: CountingFinger,
) -> None:
    """At the beginning of each step: what is left is told to the minute, give or take one."""
    story_with_one_effect(thumb)
    thumb.press("Hand in my survey")
    spent = list(thumb.spent_at.values())  # when the first screen, and then each step, was left
    left = {step: thumb.minutes - at for step, at in enumerate(spent[: len(MINUTES_LEFT)], 1)}
    print({step: round(minutes, 1) for step, minutes in left.items()})
    assert all(abs(MINUTES_LEFT[step] - left[step]) <= 1 for step in MINUTES_LEFT)
