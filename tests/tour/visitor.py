"""A visitor at a browser who finds their way by the keys of widgets, in whatever language."""

import re

from playwright.sync_api import Locator, Page

MAIN = '[data-testid="stMain"]'
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
LOADING = '[data-testid="stSkeleton"]'
PATIENCE_MS = 60_000
A_LOOK_MS = 700
"""As long as a member looks before a tap: a second tap sooner counts as a double tap."""
A_BREATH_MS = 150
ROOM_PX = 20


class TourVisitor:
    """One page of a browser.

    Attributes:
        page: Playwright's.
        address: of the server, such as ``http://127.0.0.1:8501``.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(PATIENCE_MS)

    def open(self, name: str) -> None:
        """Go to an address and wait until it is all there."""
        self.page.goto(f"{self.address}/{name}")
        self.page.locator(f"{MAIN} :is(h1, h2)").first.wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until the script has ended and every figure is drawn."""
        self.page.wait_for_timeout(A_BREATH_MS)
        self.page.locator(STILL).wait_for()
        self.page.locator(LOADING).first.wait_for(state="detached")
        for figure in self.page.get_by_test_id("stPlotlyChart").all():
            figure.locator(".main-svg").first.wait_for(state="attached")  # one may be folded away
        self.page.wait_for_timeout(A_BREATH_MS)

    def find(self, key: str) -> Locator:
        """Widgets and containers whose key ends so; a dot is written as Streamlit does."""
        ending = re.sub(r"[^\w-]", "-", key)
        return self.page.locator(f'[class*="{ending} "][class*="st-key"], [class$="{ending}"]')

    def press(self, key: str) -> None:
        """Press the button with this key."""
        self.page.wait_for_timeout(A_LOOK_MS)
        self.find(key).get_by_role("button").first.click()
        self.settle()

    def pick(self, key: str, *places: int) -> None:
        """Tap pills or segments by their places, from 0."""
        for place in places:
            self.find(key).first.locator("button").nth(place).click()
            self.settle()

    def choose(self, key: str, place: int) -> None:
        """Take the row of a list at a place, from 0; by keyboard, which no scrolling disturbs."""
        field = self.find(key).first.get_by_role("combobox")
        field.focus()
        for _ in range(place + 1):
            field.press("ArrowDown")
            self.page.wait_for_timeout(A_BREATH_MS)
        field.press("Enter")
        self.settle()

    def write(self, key: str, text: str) -> None:
        """Fill in a field."""
        self.find(key).first.locator("input").first.fill(text)
        self.settle()

    def unfold_everything(self) -> None:
        """Open everything that is folded away."""
        for fold in self.page.locator(f"{MAIN} details").all():
            if fold.get_attribute("open") is None and fold.locator("summary").first.is_visible():
                fold.locator("summary").first.click()
        self.settle()

    def height(self) -> int:
        """Of everything on the page, in CSS pixels; Streamlit scrolls an inner element."""
        return int(self.page.locator(MAIN).evaluate("main => main.scrollHeight")) + ROOM_PX
