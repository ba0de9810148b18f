"""The survey and the check-in by keyboard alone: Tab, arrows, Space, Enter, and nothing else."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from dashboard.text import say
from tests.tour.album import free_port
from tests.tour.browser import BrowserLook, fresh_page
from tests.tour.stores import tour_server
from tests.tour.visitor import A_LOOK_MS, MAIN, TourVisitor

pytestmark = pytest.mark.browser
MOST_STOPS = 120
"""Of a page; whoever presses Tab more often is in a trap."""
A_LINE_PX = 30
"""Stops in one row of a form may stand a little higher or lower."""

_STOP = f"""() => {{
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  let seen = false;
  for (let at = e, up = 0; at && up < 5; at = at.parentElement, up += 1) {{
    const style = getComputedStyle(at);
    seen ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  }}
  const top = box.top + document.querySelector('{MAIN}').scrollTop;
  const keys = e.closest('[class*="st-key-"]')?.className || '';
  const inside = !!e.closest('{MAIN}');
  return {{top, seen, keys, inside, tag: e.tagName, name: e.ariaLabel || e.innerText || ''}};
}}"""


class Keys:
    """A member without a mouse, who has to see where the focus is."""

    def __init__(self, visitor: TourVisitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.stops: list[dict[str, object]] = []

    def press(self, *keys: str) -> None:
        """One key after the other, as a hand does it."""
        for key in keys:
            self.page.keyboard.press(key)
            self.visitor.settle()

    def go_to(self, key: str) -> None:
        """Tab to the widget whose key ends so; every stop on the way has to be seen."""
        place = self.visitor.find(key).first
        expect(place).to_be_attached()
        for _ in range(MOST_STOPS):
            if place.evaluate("e => e.contains(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
            self.stops.append(self.page.evaluate(_STOP))
        pytest.fail(f"no way to {key}: {[stop['name'] for stop in self.stops[-MOST_STOPS:]]}")

    def pick(self, key: str, place: int = 0) -> None:
        """Choose a pill of a row."""
        self.go_to(key)
        self.press(*["ArrowRight"] * place, "Space")

    def choose(self, key: str, place: int) -> None:
        """Choose a row of a list."""
        self.go_to(key)
        self.press(*["ArrowDown"] * (place + 1), "Enter")

    def go_on(self, key: str) -> None:
        """Press a button after a look at the screen."""
        self.go_to(key)
        self.page.wait_for_timeout(A_LOOK_MS)
        self.press("Enter")

    def reads(self, text: str) -> None:
        """The next screen is up, and every stop of the last was seen and in order."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)
        self.visitor.settle()
        inside = [stop for stop in self.stops if stop["inside"]]
        assert [stop for stop in inside if not stop["seen"]] == []
        tops = [float(str(stop["top"])) for stop in inside]
        assert [pair for pair in pairwise(tops) if pair[1] < pair[0] - A_LINE_PX] == []
        self.stops.clear()


@pytest.fixture
def keys(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    """A phone with a keyboard, at the survey of an empty group."""
    folder = tmp_path_factory.mktemp("keyboard")
    with (
        tour_server("empty", folder, free_port()) as shown,
        fresh_page(browser, BrowserLook(390, "light")) as page,
    ):
        visitor = TourVisitor(page, shown.address)
        visitor.open("share")
        yield Keys(visitor)


def to_the_check(keys: Keys) -> str:
    """Every step; what is required, and a question of each kind; returns the code."""
    keys.go_on("-begin")
    keys.reads(say("papers.consent.heading"))
    keys.go_on("-agree")
    keys.reads(say("survey.you.heading"))
    keys.pick("-you-condition", 2)
    keys.go_on("-you-go-on")
    keys.reads(say("survey.hand_over.heading"))
    code = keys.page.locator(".code").first.inner_text()
    keys.go_on("-noted")
    keys.reads(say("survey.doses.heading"))
    keys.pick("-doses-first-preset", 1)
    keys.pick("-doses-first-timing")
    keys.pick("-doses-since-unit")
    keys.pick("-doses-since-week", 4)
    keys.go_on("-doses-go-on")
    keys.reads(say("survey.changes.heading"))
    keys.pick("-doses-changed")
    keys.go_on("-changes-go-on")
    keys.reads(say("survey.effects.heading"))
    keys.pick("-effects-sleep", 1)
    keys.go_on("-effects-go-on")
    keys.reads(say("survey.effects_more.heading"))
    keys.pick("-before")
    keys.pick("-still")
    keys.pick("-severity", 1)
    keys.go_on("-effects_more-go-on")
    keys.reads(say("survey.benefit.heading"))
    keys.pick("-benefit-overall_change", 1)
    keys.go_on("-benefit-go-on")
    keys.reads(say("survey.check.heading"))
    return code


def test_the_survey_and_the_check_in_need_no_mouse(keys: Keys) -> None:
    """From "Begin" to "Thank you", and a week later to the record and back."""
    code = to_the_check(keys)
    keys.go_on("-hand-in")
    keys.reads(say("survey.done.heading"))
    keys.visitor.open("record")
    keys.go_to("-written")
    keys.page.keyboard.type(code)
    keys.press("Enter")
    keys.reads(say("my_record.opened.heading"))
    keys.go_on("-check-in")
    keys.reads(say("my_record.check_in.heading"))
    keys.go_on("-send")
    keys.reads(say("my_record.opened.heading"))
    expect(keys.page.get_by_text(say("my_record.told.checked_in"))).to_be_visible()


def test_tab_comes_out_of_every_page_again(keys: Keys) -> None:
    """On a long step: the last stop is the browser's own."""
    keys.go_on("-begin")
    keys.reads(say("papers.consent.heading"))
    keys.go_on("-agree")
    keys.reads(say("survey.you.heading"))
    for _ in range(MOST_STOPS):
        keys.page.keyboard.press("Tab")
        if keys.page.evaluate("document.activeElement === document.body"):
            return
    pytest.fail("no way out")


def test_a_stop_without_an_outline_would_be_noticed(keys: Keys) -> None:
    """The control: with every outline taken away, the stops of the first screen fail the rule."""
    rule = ":root" * 9 + " * { outline: none !important; }"  # stronger than any of ours
    keys.page.add_style_tag(content=rule)
    keys.go_to("-begin")
    assert not keys.stops[-1]["seen"]
