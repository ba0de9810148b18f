"""A finger that counts: taps, the phone screens that it had to look at, and the words on them."""

from playwright.sync_api import Locator, Page

from dashboard.questionnaire.story_time import minutes_of_story
from tests.browser.conftest import PHONE
from tests.browser.test_share import Finger

_SCROLLER = "document.querySelector('[data-testid=\"stMain\"]')"
_HAS_ARRIVED = """() => {
  const card = document.querySelector('.arrive-card');
  return !card || card.dataset.arrive === window.sweetSpotSeen?.card;
}"""
_SEEN_AGAIN_PX = 60
"""Of the screen before, after a swipe: so much is seen twice."""


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
