"""Fingers: one that taps only what it can hit, and one that counts taps, screens and words."""

import re

from playwright.sync_api import Locator, Page, expect

from dashboard.questionnaire.story_time import minutes_of_story
from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from tests.browser.conftest import PHONE

FINGER_PX = 44
A_MOMENT_MS = 1_000 * DOUBLE_TAP_SECONDS + 150
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
_SCROLLER = "document.querySelector('[data-testid=\"stMain\"]')"
_HAS_ARRIVED = """() => {
  const card = document.querySelector('.arrive-card');
  return !card || card.dataset.arrive === window.sweetSpotSeen?.card;
}"""
_SEEN_AGAIN_PX = 60
"""Of the screen before, after a swipe: so much is seen twice."""


class Finger:
    """A member who only has a thumb; every target is measured before it is tapped."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.survey = page.locator(".st-key-survey")

    def settle(self) -> None:
        """Wait until the page has answered."""
        self.page.wait_for_timeout(150)
        still = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        self.page.locator(still).wait_for()

    def hit(self, target: Locator) -> None:
        """Tap a target that is big enough, and wholly on the screen from side to side."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box is not None
        too_small = (target.inner_text(), box)
        assert box["height"] >= FINGER_PX and box["width"] >= FINGER_PX, too_small
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], too_small
        target.tap()
        self.settle()

    def tap(self, *labels: str, question: str | None = None) -> None:
        """Tap pills by their labels, where needed only those of one question."""
        for label in labels:
            self.hit(self._pill(label, question).last)

    def _pill(self, label: str, question: str | None) -> Locator:
        rows = self.survey.get_by_test_id("stButtonGroup").filter(has_text=question or "")
        pills = rows.locator('[data-variant="pills"]')
        return pills.filter(has_text=re.compile(f"^{re.escape(label)}$"))

    def press(self, label: str) -> None:
        """Press a button, as a member does who has looked at the screen for a moment."""
        self.page.wait_for_timeout(A_MOMENT_MS)
        self.hit(self.survey.get_by_role("button", name=label).first)

    def choose(self, question: str, label: str) -> None:
        """Choose a week or a time ago as it is said in words: by its chips, and by the list."""
        if ago := re.fullmatch(r"(\d+) (week|month|year)s? ago", label):
            self.tap(f"{ago[2].capitalize()}s", question=question)
            self.tap(ago[1])
        elif label == "Less than a week ago":
            self.tap("Weeks", question=question)
            self.tap("Under 1")
        elif week := re.match(r"Week (\d+)", label):
            self._choose_week(question, week[1], label)
        else:
            self.tap(label, question=question)

    def _choose_week(self, question: str, week: str, label: str) -> None:
        """Many weeks that are all late are one list; a few of them, or early ones, are chips."""
        if self.survey.get_by_role("combobox", name=question).count():
            self.choose_from_list(question, label)
        elif self._pill(week, question).count():
            self.tap(week, question=question)
        else:
            self.tap("Later", question=question)
            self.choose_from_list("Which week was that?", label)

    def choose_from_list(self, question: str, label: str | re.Pattern[str]) -> None:
        """Open a list and scroll to a row of it."""
        field = self.survey.get_by_role("combobox", name=question)
        self.hit(field.locator("xpath=.."))
        rows = self.page.get_by_role("listbox")
        row = self.page.get_by_role("option", name=label, exact=True)
        for _ in range(40):
            if row.count():
                break
            rows.evaluate("list => list.scrollBy(0, 150)")
            self.page.wait_for_timeout(60)
        self.hit(row)

    def write(self, label: str, text: str) -> None:
        """Tap a field and type."""
        field = self.survey.get_by_role("textbox", name=label).last
        self.hit(field.locator("xpath=.."))
        field.press_sequentially(text, delay=40)

    def goes_on(self, heading: str) -> None:
        """Leave a step for the one with this heading."""
        self.press("Save and go on")
        self.reads(heading)

    def takes_the_code(self) -> str:
        """Leave step 1, and write down the return code, which is returned."""
        self.goes_on("This is your return code")
        code = self.survey.locator(".code").inner_text()
        self.press("I wrote it down")
        return code

    def goes_to_the_side_effects(self) -> str:
        """Tap through what comes before them; returns the return code."""
        self.press("Begin")
        self.press("I agree")
        self.tap("MCAS")
        code = self.takes_the_code()
        self.choose("How long ago", "6 months ago")
        self.tap("1.5 mg", "Bedtime")
        self.goes_on("Since then")
        self.goes_on("Side effects")
        return code

    def reads(self, heading: str) -> None:
        """The next screen is up, at its top, and its heading has the reader's attention."""
        title = self.survey.get_by_role("heading", level=1)
        expect(title).to_have_text(heading)
        self.settle()
        expect(title).to_be_in_viewport()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


class CountingFinger(Finger):
    """A finger that counts its taps and screens.

    A phone screen is 390 by 844 points. A page is one, and each swipe that a target needs is one
    more: whoever needs no swipe sees one screen a page.
    """

    taps = 0
    screens = 1
    words = 0

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.heading = ""
        self.spent_at: dict[str, float] = {}

    def hit(self, target: Locator) -> None:
        """One more tap, after as many swipes as it needs."""
        self._look_at_page()
        self.taps += 1
        self._swipe_to(target)
        super().hit(target)

    def press(self, label: str) -> None:
        """A button; the words of a page count once, as it is left."""
        if not label.startswith("Next:"):
            line = self.survey.locator(".step-line span").first
            step = line.inner_text() if line.count() else ""
            self.words += len(self.survey.inner_text().split())
            known = list(self.spent_at) or [""]
            self.spent_at[step[:6] or known[-1]] = self.minutes  # the code belongs to step 1
        super().press(label)

    def _look_at_page(self) -> None:
        heading = self.survey.locator("h1").first.inner_text()  # also behind an open list
        if self.heading not in ("", heading):
            self.screens += 1
        self.heading = heading

    def _wait_until_still(self) -> None:
        """A page that arrives at a card moves by itself (static/survey.js)."""
        self.page.wait_for_function(_HAS_ARRIVED)
        before = -1
        while before != (now := self.page.evaluate(f"{_SCROLLER}.scrollTop")):
            before = now
            self.page.wait_for_timeout(250)

    def _swipe_to(self, target: Locator) -> None:
        """Swipe by screens until the target is whole on the screen."""
        self._wait_until_still()
        for _ in range(20):
            box = target.bounding_box()
            if box is None or (box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]):
                return
            way = 1 if box["y"] > 0 else -1
            before = self.page.evaluate(f"{_SCROLLER}.scrollTop")
            distance = way * (PHONE["height"] - _SEEN_AGAIN_PX)
            self.page.evaluate(f"{_SCROLLER}.scrollBy(0, {distance})")
            self.screens += 1
            if self.page.evaluate(f"{_SCROLLER}.scrollTop") == before:
                return

    @property
    def minutes(self) -> float:
        """What all of it takes so far."""
        return minutes_of_story(self.taps, self.words)
