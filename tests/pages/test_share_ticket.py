"""Back in the same browser: by the ticket, without the code."""

from collections.abc import Callable

import pytest
from markupsafe import escape
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.survey import member_store
from dashboard.survey.draft_cookie import COOKIE
from dashboard.text import say
from db.tables import DraftRow, DraftTicketRow, Member
from tests.pages.at_the_survey import APP, BOX, Visitor, count

MakeVisitor = Callable[[], Visitor]


@pytest.fixture
def come_back(
    visitor: MakeVisitor, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Visitor], Visitor]:
    """Opens the page in a new session of the browser in which a visitor was."""

    def reload(before: Visitor) -> Visitor:
        token = before.page.session_state["survey_visit"].ticket
        monkeypatch.setattr(ContextProxy, "cookies", {COOKIE: token or ""})
        return visitor()

    return reload


ComeBack = Callable[[Visitor], Visitor]


def at_side_effects(visitor: MakeVisitor) -> Visitor:
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "MCAS")
    page.go_on()
    page.tell_doses()
    page.go_on()
    page.go_on()
    assert page.sees("survey.effects.heading")
    return page


def opens(code: str) -> bool:
    return member_store.find_under_code(code) is not None


def test_there_is_a_ticket_once_there_is_a_draft_and_one_alone(
    stores: Stores, visitor: MakeVisitor
) -> None:
    """Not for looking, not for step 1; then the same on every step."""
    page = visitor()
    page.begin()
    assert count(stores, DraftTicketRow) == 0
    page.go_on()
    page.tell_doses()
    page.go_on()
    page.go_on()
    assert count(stores, DraftTicketRow) == 1


def test_who_comes_back_is_asked_and_sees_nothing_of_it_before(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """No answer, no step, no code."""
    page = come_back(at_side_effects(visitor))
    assert page.sees("survey.come_back.heading")
    assert BOX not in page.html and "MCAS" not in page.html
    assert not page.page.button_group and not page.page.selectbox


def test_the_front_page_does_not_betray_that_there_is_a_draft(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """It is the same, element by element, with the cookie and without."""
    plain = [e.proto for e in AppTest.from_file(APP, default_timeout=30).run().get("html")]
    come_back(at_side_effects(visitor))
    again = [e.proto for e in AppTest.from_file(APP, default_timeout=30).run().get("html")]
    assert plain == again and plain


def test_it_goes_on_at_the_next_step_without_an_answer(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """Where it was; also for who had gone back two steps to look."""
    page = at_side_effects(visitor)
    for _ in ("changes", "doses", "you"):
        page.press("Back")
    assert page.sees("survey.you.heading")
    again = come_back(page)
    again.press("Yes, go on")
    assert again.sees("survey.changes.heading")  # nothing was told there


def test_details_of_effects_that_were_not_told_are_not_passed_over(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """They stand under the names of the effects, which are shown after a yes alone."""
    page = at_side_effects(visitor)
    page.tap("Body", "Headache", several=True)
    page.go_on()
    assert page.sees("survey.effects_more.heading")
    again = come_back(page)
    again.press("Yes, go on")
    assert again.sees("survey.earlier.heading") and "Headache" not in again.html
    again.press("Yes, show them")
    assert again.sees("survey.effects_more.heading")


def test_what_was_answered_before_is_shown_after_a_yes(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """Back from the step that is open: asked once."""
    page = come_back(at_side_effects(visitor))
    page.press("Yes, go on")
    page.press("Back")
    assert page.sees("survey.changes.heading")  # nothing was told there
    page.press("Back")
    assert page.sees("survey.earlier.heading") and not page.page.selectbox
    page.press("Yes, show them")
    assert page.sees("survey.doses.heading") and page.page.text_input[0].value == "1,5"
    page.press("Back")
    assert page.page.button_group[0].value == "mcas"


def test_what_was_answered_before_is_shown_after_the_code(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """Not after the code of another survey; after the right one it need not be asked for again."""
    first, other = at_side_effects(visitor), at_side_effects(visitor)
    page = come_back(first)
    page.press("Yes, go on")
    page.press("Back")
    page.press("Back")
    page.page.text_input[0].set_value(other.noted)
    page.press("Show them with my code")
    assert page.sees("survey.earlier.other_code") and page.sees("survey.earlier.heading")
    page.page.text_input[0].set_value(first.noted)
    page.press("Show them with my code")
    assert page.sees("survey.doses.heading")
    for _ in range(4):
        page.go_on()
    assert page.sees("survey.check.heading")


def test_before_the_last_look_both_are_asked(visitor: MakeVisitor, come_back: ComeBack) -> None:
    """It shows every answer; and after handing in nobody could get a code any more."""
    page = come_back(at_side_effects(visitor))
    page.press("Yes, go on")
    for _ in range(2):
        page.go_on()
    assert page.sees("survey.earlier.heading")
    page.press("Yes, show them")
    assert page.sees("survey.code_asked.heading")
    page.press("Yes, I have it")
    assert page.sees("survey.check.heading")


def test_who_did_not_write_the_code_down_gets_a_new_one(
    stores: Stores, visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """The old one opens nothing from then on; the survey is handed in under the new one."""
    before = at_side_effects(visitor)
    page = come_back(before)
    page.press("Yes, go on")
    page.press("Stop here")
    page.press("I lost my code")
    assert page.sees("survey.hand_over.heading") and page.code != before.noted
    new = page.code
    assert opens(new) and not opens(before.noted)
    page.write_code_down()
    for _ in range(2):
        page.go_on()
    page.press("Yes, show them")
    page.press("Hand in")
    assert page.sees("survey.done.heading") and page.code == new
    assert opens(new) and not opens(before.noted)
    assert (count(stores, Member), count(stores, DraftRow)) == (1, 0)


def test_not_me_ends_the_ticket_and_leaves_the_draft(
    stores: Stores, visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """The next reload asks nothing; the code still opens it."""
    before = at_side_effects(visitor)
    page = come_back(before)
    page.press("Not me")
    assert page.sees("survey.start.heading") and count(stores, DraftTicketRow) == 0
    assert come_back(before).sees("survey.start.heading")
    assert opens(before.noted)


def test_a_survey_that_is_handed_in_is_never_opened_by_a_ticket(
    stores: Stores, visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """Neither anew, nor by a page that was there before the code's owner handed it in."""
    before = at_side_effects(visitor)
    page = come_back(before)
    page.press("Yes, go on")
    for _ in range(2):
        before.go_on()
    before.press("Hand in")
    assert before.sees("survey.done.heading") and count(stores, DraftTicketRow) == 0
    page.tap("Sleep", "Vivid or strange dreams, not upsetting", several=True)
    page.go_on()
    assert page.sees("survey.needs_code") and page.sees("survey.effects.heading")
    assert (count(stores, Member), count(stores, DraftRow)) == (1, 0)


def test_what_a_tap_on_the_check_could_not_do_stands_by_the_button_that_was_tapped(
    visitor: MakeVisitor, come_back: ComeBack
) -> None:
    """Change of the first part: before the second part, not three screens below."""
    before = at_side_effects(visitor)
    for _ in range(2):
        before.go_on()
    page = come_back(before)
    for label in ("Yes, go on", "Yes, show them", "Yes, I have it"):
        page.press(label)
    before.press("Hand in")
    page.press("Change")
    where = page.html.index(escape(say("survey.needs_code")))
    assert where < page.html.index(say("survey.check.of_doses"))


def test_the_tick_keeps_it_for_a_week(stores: Stores, visitor: MakeVisitor) -> None:
    """And taking it away makes it a day again; there is one ticket all the time."""
    page = visitor()
    page.begin()
    page.press("Save and go on")
    visit = page.page.session_state["survey_visit"]
    for ticked in (True, False):
        first = visit.ticket
        page.page.checkbox[0].set_value(ticked).run()
        assert visit.for_a_week is ticked and visit.ticket != first
        assert count(stores, DraftTicketRow) == 1


def test_a_ticket_says_nothing_of_the_code(visitor: MakeVisitor, come_back: ComeBack) -> None:
    """Nor does the session of who came back by it."""
    before = at_side_effects(visitor)
    page = come_back(before)
    page.press("Yes, go on")
    held = vars(page.page.session_state["survey_visit"])
    assert held["code"] is None and before.noted not in str(held)
    assert before.noted.replace("-", "") not in str(held)


def test_without_cookies_the_code_is_the_way_back(visitor: MakeVisitor) -> None:
    """As ever."""
    before = at_side_effects(visitor)
    page = visitor()
    assert page.sees("survey.start.heading")
    page.open(before.noted)
    assert page.sees("survey.effects.heading")
    assert say("survey.come_back.heading") not in page.html
