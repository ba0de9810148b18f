"""From a member's answer to a chart: survey by thumb, edition by command, figures on screen."""

import secrets
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.stores import open_stores
from dashboard.ui.newest_edition import SEEN_AFTER_SECONDS
from db.answers import Survey
from db.editions import editions
from db.members import hand_in
from tests.browser.conftest import PHONE, Server
from tests.browser.fingers import Finger
from tests.browser.test_share import effects, finger, first_steps, last_steps
from tests.editions_of import publish_next

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
OTHERS = 299
"""With the member on the phone 300: by any lot enough for an edition and for every figure."""
__all__ = ["finger"]


def test_what_a_member_hands_in_becomes_part_of_a_chart(
    finger: Finger,
    server: Server,
    a_survey: Callable[..., Survey],
) -> None:
    """One survey by thumb, 299 others, an edition, and the three chart pages on the same phone."""
    first_steps(finger)
    effects(finger)
    last_steps(finger)
    finger.press("Hand in my survey")
    finger.reads("Thank you. Your survey is in.")

    stores = open_stores(server.store)
    for _ in range(OTHERS):
        hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    assert publish_next(stores).edition == 1
    time.sleep(2 * SEEN_AFTER_SECONDS)  # until the running server looks again

    edition = editions.latest_edition(stores.editions)
    page = finger.page
    page.goto(f"{server.address}/timelines")
    card = page.locator('[class*="st-key-card-timelines-by_week"]')
    expect(card.locator(".ss-sentence")).to_contain_text("people had vivid dreams")
    expect(card.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(card.locator(".ss-foot")).to_contain_text(f"about {edition.members} members")
    for name in ("doses", "timings"):
        page.goto(f"{server.address}/{name}")
        expect(page.locator(".ss-foot").first).to_contain_text("Edition 1")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
