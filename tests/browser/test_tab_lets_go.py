"""What a phone that others use, too, shows and keeps of a survey."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.deployed import Deployed, at_survey, draft_cookie, hands_in, kept_up, reload

pytestmark = pytest.mark.browser
__all__ = ["kept_up"]
IDLE_MINUTES = 20


def test_not_me_forgets_the_draft_in_this_browser(phone: BrowserContext, kept_up: Deployed) -> None:
    """The cookie goes; the code still opens it."""
    finger = at_survey(phone, kept_up)
    code = finger.goes_to_the_side_effects()
    reload(finger)
    finger.press("Not me, start anew")
    finger.reads("My story so far")
    finger.page.wait_for_timeout(500)
    assert draft_cookie(phone) is None
    reload(finger)
    finger.reads("My story so far")
    finger.write("Your return code", code)
    finger.press("Open my survey")
    finger.reads("Side effects")


def test_the_front_page_shows_nothing_of_it(phone: BrowserContext, kept_up: Deployed) -> None:
    """A housemate who opens the address sees what everybody sees."""
    page = phone.new_page()
    page.goto(kept_up.address)
    expect(page.locator(".st-key-help-panel summary")).to_be_visible()
    before = page.locator('[data-testid="stMain"]').inner_text()
    at_survey(phone, kept_up).goes_to_the_side_effects()
    page.reload()
    expect(page.locator(".st-key-help-panel summary")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.locator('[data-testid="stMain"]').inner_text() == before


def test_handing_in_ends_the_visit_and_leaves_the_code_nowhere(
    phone: BrowserContext, kept_up: Deployed
) -> None:
    """The record is open; the code is in no script's reach; Back shows nothing."""
    finger = at_survey(phone, kept_up)
    code = finger.goes_to_the_side_effects()
    hands_in(finger)
    page = finger.page
    assert code in page.content(), "the control: on the thanks page it stands"
    page.wait_for_timeout(500)
    assert draft_cookie(phone) is None
    finger.survey.get_by_role("link", name="Open my record").tap()
    expect(page.get_by_role("button", name="Weekly check-in")).to_be_visible()
    assert not _page_memory(page, code)
    page.go_back()
    finger.reads("My story so far")
    assert not _page_memory(page, code)


def _page_memory(page: Page, code: str) -> list[str]:
    """Names of what a script of the page can reach and that holds the code."""
    return list(
        page.evaluate(
            """(code) => {
          const held = [];
          if (document.documentElement.outerHTML.includes(code)) held.push('page');
          for (const name of Object.getOwnPropertyNames(window)) {
            try {
              const value = window[name];
              const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
              if (text && text.includes(code)) held.push(name);
            } catch { /* a window, a document: no JSON */ }
          }
          return held;
        }""",
            code,
        )
    )


def test_close_my_record_ends_the_surveys_visit(phone: BrowserContext, kept_up: Deployed) -> None:
    """The tab's Share page begins anew: no code, no answer."""
    finger = at_survey(phone, kept_up)
    code = finger.goes_to_the_side_effects()
    hands_in(finger)
    page = finger.page
    finger.survey.get_by_role("link", name="Open my record").tap()
    page.get_by_role("button", name="Close my record").tap()
    expect(page.get_by_role("button", name="Open my record")).to_be_visible()
    page.locator(".ss-menu > summary").tap()  # on a phone the bar's links are folded
    page.get_by_role("link", name="Share", exact=True).first.tap()
    finger.reads("My story so far")
    assert code not in page.content()


@pytest.mark.parametrize(
    ("minutes", "is_open"), [(IDLE_MINUTES - 1, True), (IDLE_MINUTES + 1, False)]
)
def test_a_record_closes_by_itself_when_nobody_taps(
    phone: BrowserContext, kept_up: Deployed, minutes: int, is_open: bool
) -> None:
    """In the browser, without a server's help: a page that is left lying shows nothing for long."""
    finger = at_survey(phone, kept_up)
    finger.goes_to_the_side_effects()
    hands_in(finger)
    page = finger.page
    page.clock.install()
    finger.survey.get_by_role("link", name="Open my record").tap()
    check_in = page.get_by_role("button", name="Weekly check-in")
    expect(check_in).to_be_visible()
    page.clock.fast_forward(f"{minutes}:00")
    page.clock.run_for(10_000)
    if is_open:
        expect(check_in).to_be_visible()
    else:
        expect(check_in).to_have_count(0)
