"""The page for the prescriber, as Chromium prints it and as a phone shows the saved file."""

import re

import pytest
from playwright.sync_api import Browser

from dashboard.record.prescriber_html import prescriber_html_file
from dashboard.record.prescriber_sheet import PrescriberSheet, sheet_for_prescriber
from tests.browser.conftest import PHONE
from tests.dashboard.record.own_surveys import NORMAL, WEEKLY, longest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("made", "sheets"),
    [(sheet_for_prescriber(NORMAL, WEEKLY), 1), (sheet_for_prescriber(*longest()), 2)],
    ids=["normal", "longest"],
)
def test_it_prints_on_one_sheet_or_two_and_fits_a_phone(
    browser: Browser, made: PrescriberSheet, sheets: int
) -> None:
    """A4 as its own style says; nothing wider than the phone; nothing is asked for elsewhere."""
    shown = browser.new_page(viewport=PHONE)
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.set_content(prescriber_html_file(made))
    assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    printed = shown.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == sheets
    assert asked == []
    shown.close()
