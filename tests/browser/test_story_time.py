"""How long a story takes: taps, screens and words counted at 390 px, against what is told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from dashboard.questionnaire.questions import MINUTES_LEFT
from dashboard.questionnaire.story_time import MINUTES, minutes_of_story
from tests.browser.conftest import Server
from tests.browser.test_share import Finger

pytestmark = pytest.mark.browser


class CountingFinger(Finger):
    """A finger that counts its taps, and the screens and words that it saw."""

    taps = 0
    screens = 0
    words = 0

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.spent_at: dict[str, float] = {}

    def hit(self, target: Locator) -> None:
        """One more tap."""
        self.taps += 1
        super().hit(target)

    def press(self, label: str) -> None:
        """One more screen was read to its end, unless the button only closes a card."""
        if not label.startswith("Next:"):
            self.screens += 1
            line = self.survey.locator(".step-line span").first
            step = line.inner_text() if line.count() else ""
            self.words += len(self.survey.inner_text().split())
            known = list(self.spent_at) or [""]
            self.spent_at[step[:6] or known[-1]] = self.minutes  # the code belongs to step 1
        super().press(label)

    @property
    def minutes(self) -> float:
        """What all of it takes so far."""
        return minutes_of_story(self.taps, self.words)


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
    thumb.tap("Fibromyalgia", "45 to 59", "Female")
    thumb.tap("Not sure", question="Do medicines")
    thumb.tap("In my first month on it")
    thumb.takes_the_code()
    thumb.choose("How long ago", "6 months ago")
    thumb.tap("1.5 mg", "Bedtime")


def answer_scales(thumb: CountingFinger) -> None:
    thumb.tap("Much better", "In weeks 3 to 4")
    for scale in ("Pain", "Tiredness", "Sleep trouble", "Low mood"):
        thumb.tap("3", question=f"{scale} now")
        thumb.tap("5", question=f"{scale} before LDN")
    thumb.press("Save and go on")


def tell_of_effect(thumb: CountingFinger) -> None:
    thumb.tap("No")
    thumb.choose("In which week on LDN did", "Week 2")
    thumb.tap("Still there", "Moderate", "Time")


def story_without_effects(thumb: CountingFinger) -> None:
    """One dose, no effect, the last step skipped."""
    begin(thumb)
    thumb.tap("Not yet", question="Have you changed")
    thumb.press("Save and go on")
    thumb.press("Save and go on")
    answer_scales(thumb)
    thumb.press("Skip this step")


def story_with_one_effect(thumb: CountingFinger) -> None:
    """The same with one effect."""
    begin(thumb)
    thumb.tap("Not yet", question="Have you changed")
    thumb.press("Save and go on")
    thumb.tap("Headache")
    thumb.press("Save and go on")
    tell_of_effect(thumb)
    thumb.press("Save and go on")
    answer_scales(thumb)
    thumb.press("Save and go on")


def story_with_changes_and_effects(thumb: CountingFinger) -> None:
    """Two changes of dose and three effects, one of them of the last step."""
    begin(thumb)
    thumb.tap("+ Add a change")
    thumb.choose("In which week on LDN was", "Week 3")
    thumb.tap("3 mg", "Planned step up")
    thumb.press("+ Add another change")
    thumb.choose("In which week on LDN was", "Week 4")
    thumb.tap("1.5 mg", "To ease side effects", "Better", "Kept")
    thumb.press("Save and go on")
    thumb.tap("Headache", "Feeling sick")
    thumb.press("Save and go on")
    tell_of_effect(thumb)
    thumb.press("Next: Feeling sick")
    tell_of_effect(thumb)
    thumb.press("Save and go on")
    answer_scales(thumb)
    thumb.tap("Everyday stress is harder to cope with")
    thumb.press("Save and go on")
    tell_of_effect(thumb)
    thumb.press("Save and go on")


STORIES: dict[str, Callable[[CountingFinger], None]] = {
    "none": story_without_effects,
    "one effect": story_with_one_effect,
    "two changes and three effects": story_with_changes_and_effects,
}


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
