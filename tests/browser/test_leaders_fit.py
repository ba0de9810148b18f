"""The desk on a phone and on a projector: whole, nothing cut off, fit for a finger."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, expect

from dashboard.navigation import DESK
from dashboard.text import say
from tests.browser.conftest import DESK as DESK_SIZE
from tests.browser.conftest import PHONE
from tests.browser.leaders_desk import Group, Leader
from tests.chromium import PATIENCE_MS

pytestmark = pytest.mark.browser
FINGER_PX = 44


def test_every_target_fits_a_finger_and_nothing_is_wider_than_a_phone(anna: Leader) -> None:
    """The form and the desk: 44 points, and no scrolling from side to side."""
    for step in ("form", "desk"):
        if step == "desk":
            anna.sign_in()
            anna.is_in()
        for target in anna.page.locator("[class*=st-key-desk] :is(button, input)").all():
            box = target.bounding_box()
            if box is not None:
                assert box["height"] >= 24 and box["x"] + box["width"] <= PHONE["width"]
        for button in anna.page.locator('[class*=st-key-desk] [data-testid^="stBaseButton"]').all():
            box = button.bounding_box()
            assert box is None or min(box["height"], box["width"]) >= FINGER_PX
        assert anna.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("width", [PHONE["width"], DESK_SIZE["width"]])
def test_every_page_of_the_desk_fits_a_phone_and_a_projector(
    group: Group, browser: Browser, width: int
) -> None:
    """Walked whole by its own links: a heading each, no failure, no scrolling from side to side.

    On the phone every button is as large as a finger.
    """
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    leader = Leader(context.new_page(), group, group.add_leader(f"Anna {secrets.token_hex(3)}"))
    leader.sign_in()
    leader.is_in()
    leader.has_cookie()
    page = leader.page
    for name in (*DESK, "leaders"):
        link = page.locator(".st-key-desk-pages").get_by_text(say(f"pages.short_{name}"))
        link.first.click()
        expect(page).to_have_url(re.compile(f"/{name}$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        still = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        page.locator(still).wait_for()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if width == PHONE["width"]:
            buttons = page.locator('[class*=st-key-desk] [data-testid^="stBaseButton"]').all()
            boxes = [box for button in buttons if (box := button.bounding_box())]
            assert all(min(box["height"], box["width"]) >= FINGER_PX for box in boxes), name
    context.close()
