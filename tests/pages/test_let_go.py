"""What a tab lets go of: after handing in, with "Close my record", after 20 minutes."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.text import say
from dashboard.ui import tab_memory
from tests.pages.at_the_survey import Visitor

MakeVisitor = Callable[[], Visitor]


def handed_in(visitor: MakeVisitor) -> Visitor:
    page = visitor()
    page.to_check()
    page.press("Hand in")
    assert page.sees("survey.done.heading")
    return page


def go_to(page: Visitor, name: str) -> None:
    page.page = page.page.switch_page(f"../pages/{name}.py").run()


def whole_session(page: AppTest) -> str:
    """Everything that the tab's session holds, a visit's own fields too."""
    found = page.session_state._state.filtered_state
    return " ".join(f"{key} {getattr(value, '__dict__', value)}" for key, value in found.items())


def test_after_handing_in_the_record_is_open_without_the_code(visitor: MakeVisitor) -> None:
    """The tab that handed in need not type it."""
    page = handed_in(visitor)
    go_to(page, "record")
    assert page.sees("my_record.opened.lead")


def test_the_code_is_gone_from_the_session_when_the_thanks_page_is_left(
    visitor: MakeVisitor,
) -> None:
    """On it, it stands in the page and in the session; after it, in neither."""
    page = handed_in(visitor)
    code = page.code
    assert code in whole_session(page.page)
    go_to(page, "record")
    for form in (code, code.replace("-", "")):
        assert form not in whole_session(page.page) and form not in page.html
    go_to(page, "share")
    assert page.sees("survey.start.heading")


def test_handing_in_leaves_no_answer_in_the_visit(visitor: MakeVisitor) -> None:
    """The draft's visit is over; the record is another thing."""
    visit = handed_in(visitor).page.session_state["survey_visit"]
    assert (visit.answers, visit.ticket, visit.read.value) == ({}, None, {})


@pytest.mark.parametrize("way", ["close", "erase"])
def test_closing_or_erasing_the_record_ends_the_surveys_visit(
    visitor: MakeVisitor, way: str
) -> None:
    """The tab's survey page begins anew, in a correction too."""
    page = handed_in(visitor)
    go_to(page, "record")
    page.press(say("my_record.opened.change"))
    go_to(page, "share")
    assert page.sees("survey.check.heading")
    go_to(page, "record")
    page.press(say(f"my_record.opened.{way}"))
    if way == "erase":
        page.page.text_input[0].set_value(say("my_record.erase.word"))
        page.press(say("my_record.erase.send"))
        assert page.sees("my_record.erased.heading")
    go_to(page, "share")
    assert page.sees("survey.start.heading")
    assert "own_survey" not in page.page.session_state


@pytest.mark.parametrize(("minutes", "is_open"), [(19, True), (21, False)])
def test_the_record_closes_after_20_minutes_without_a_tap(
    visitor: MakeVisitor, monkeypatch: pytest.MonkeyPatch, minutes: int, is_open: bool
) -> None:
    """By the server's clock, at the next tap on whatever page."""
    page = handed_in(visitor)
    go_to(page, "record")
    now = tab_memory.time.monotonic()
    monkeypatch.setattr(tab_memory.time, "monotonic", lambda: now + 60 * minutes)
    go_to(page, "how")
    assert ("opened_record" in page.page.session_state) is is_open
    assert ("own_survey" in page.page.session_state) is is_open
    go_to(page, "record")
    assert page.sees("my_record.opened.lead") is is_open
