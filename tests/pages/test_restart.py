"""The server is started anew: the browser sends its screen to a session that knows nothing."""

from collections.abc import Callable

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest

from dashboard.questionnaire.questions import Screen
from dashboard.survey import member_store
from dashboard.survey.draft_cookie import COOKIE
from dashboard.text import say
from db.vocabulary import Form
from tests.pages.at_the_survey import UNKNOWN, Visitor

MakeVisitor = Callable[[], Visitor]


def forget(page: AppTest) -> None:
    """What the server knew is gone; what the browser shows is still there, with its values."""
    for widget in (*page.button_group, *page.selectbox, *page.text_input, *page.checkbox):
        vars(widget)["_value"] = widget.value
    of_apptest = page.session_state[TESTING_KEY]
    page._session_state = SafeSessionState(SessionState(), lambda: None)
    page.session_state = type(page.session_state)(page._session_state)
    page.session_state[TESTING_KEY] = of_apptest


@pytest.fixture
def restart(monkeypatch: pytest.MonkeyPatch) -> Callable[[Visitor], None]:
    """Starts the server anew under a visitor's page; the browser keeps its cookie."""

    def anew(page: Visitor) -> None:
        token = page.page.session_state["survey_visit"].ticket
        monkeypatch.setattr(ContextProxy, "cookies", {COOKIE: token or ""})
        forget(page.page)

    return anew


Restart = Callable[[Visitor], None]


def test_step_1_stays_although_there_is_no_draft_yet(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """With the answer that was tapped before, and the one that was tapped after."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "MCAS")
    restart(page)
    page.tap("How old are you", "Under 30")
    assert page.sees("survey.you.heading") and page.sees("survey.restarted")
    assert [group.value for group in page.page.button_group[:2]] == ["mcas", "under_30"]


def test_a_restart_under_the_code_itself_is_told_before_the_survey_goes_on(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """That screen holds no answers to come back: the way in by the ticket says what happened."""
    page = visitor()
    page.begin()
    page.press(say("survey.go_on"))
    assert page.sees("survey.hand_over.heading")
    restart(page)
    page.press(say("survey.hand_over.noted"))
    assert page.sees("survey.come_back.heading") and page.sees("survey.restarted_saved")
    page.press(say("survey.come_back.go_on"))
    assert not page.sees("survey.restarted_saved")


def test_step_3_stays_with_a_week_a_dose_and_an_open_card(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """A button that is tapped first is not obeyed: the sentence comes before."""
    page = visitor()
    page.to_changes()
    page.tap("Have you changed", "+ Add a change")
    page.choose("In which week on LDN was", "Week 4")
    page.write("3")
    restart(page)
    page.press("Save and go on")
    assert page.sees("survey.changes.heading") and page.sees("survey.restarted")
    assert page.page.text_input[0].value == "3"
    page.go_on()
    assert page.sees("survey.effects.heading")


def test_a_dose_that_was_written_last_is_the_one_that_stays(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """A step with an answer of before: 1.5 was saved, 3 is on the screen."""
    page = visitor()
    page.to_changes()
    page.press("Back")
    page.write("3")
    restart(page)
    page.press("Save and go on")
    assert page.page.text_input[0].value == "3"


def test_a_card_that_was_closed_is_saved(visitor: MakeVisitor, restart: Restart) -> None:
    """What is not on the screen would be sent by nobody."""
    page = visitor()
    page.to_changes()
    page.go_on()
    page.tap("Sleep", "Waking in the night", "Vivid or strange dreams, not upsetting", several=True)
    page.go_on()
    page.tap("How bad", "Moderate")
    page.press("Next: ")
    page.tap("How bad", "Severe")
    restart(page)
    page.press("Save and go on")
    assert page.sees("survey.effects_more.heading") and page.sees("survey.restarted")
    answers = page.page.session_state["survey_visit"].answers
    told = {path: said for path, said in answers.items() if path.endswith(".severity")}
    assert sorted(told.values()) == ["moderate", "severe"]


def test_the_last_look_stays_and_hands_in_at_the_next_tap(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """Not twice, and with the code's question, which the server forgot, too."""
    page = visitor()
    page.to_check()
    restart(page)
    page.press("Hand in")
    assert page.sees("survey.check.heading") and page.sees("survey.restarted")
    page.press("Hand in")
    assert page.sees("survey.done.heading")
    assert member_store.find_under_code(page.noted) is not None


def test_the_code_that_is_typed_at_that_moment_works(visitor: MakeVisitor) -> None:
    """On the first face: the field keeps what is in it, and the button does what it says."""
    before = visitor()
    before.to_doses()
    page = visitor()
    page.page.text_input[0].set_value(before.noted)
    forget(page.page)
    page.press("Open my survey")
    assert page.sees("survey.doses.heading")


def test_without_the_cookie_the_step_comes_back_after_the_code(visitor: MakeVisitor) -> None:
    """Of the draft that is opened; one sentence says what to do."""
    page = visitor()
    page.to_doses()
    page.tell_doses()
    forget(page.page)
    page.press("Save and go on")
    assert page.sees("survey.restarted_code")
    page.open(page.noted)
    assert page.sees("survey.doses.heading") and page.sees("survey.restarted")
    assert page.page.text_input[0].value == "1,5"


def test_a_check_in_comes_back_after_the_code(visitor: MakeVisitor) -> None:
    """With what was typed; nothing is sent by itself."""
    page = visitor()
    page.to_check()
    page.press("Hand in")
    page.noted = page.code
    page.page = page.page.switch_page("../pages/record.py").run()
    page.press(say("my_record.opened.check_in"))
    page.tap("Still 1.5 mg", "No, it changed")
    page.page.text_input[0].set_value("3").run()
    page.tap("Since you started", "No change")
    forget(page.page)
    page.press(say("my_record.check_in.send"))
    assert page.sees("my_record.restarted")
    page.page.text_input[0].set_value(page.noted)
    page.press(say("my_record.open"))
    assert page.sees("my_record.check_in.heading") and page.sees("my_record.told.restarted")
    assert page.page.text_input[0].value == "3"
    answers = page.page.session_state["opened_record"].answers
    told = (answers["change.dose"], answers["overall_change"], answers["same"])
    assert told == ("3", "no_change", "changed")
    page.press(say("my_record.check_in.send"))
    assert page.sees("my_record.told.checked_in")


def test_a_correction_comes_back_after_the_code(visitor: MakeVisitor) -> None:
    """The screen that was open, over what is stored; a sentence says that no other is kept."""
    page = visitor()
    page.to_check()
    page.press("Hand in")
    page.noted = page.code
    page.page = page.page.switch_page("../pages/record.py").run()
    page.press(say("my_record.opened.change"))
    page.page = page.page.switch_page("../pages/share.py").run()
    page.press("Change")
    page.tap("What is your main condition", "MCAS")
    forget(page.page)
    page.press("Save and go back")
    assert page.sees("survey.restarted_code")
    page.open(page.noted)
    assert page.sees("survey.you.heading") and page.sees("survey.restarted_correction")
    assert page.page.button_group[0].value == "mcas"
    page.press("Save and go back")
    page.press("Save my changes")
    assert page.sees("survey.amended.heading")


def open_extra(page: Visitor, extra: str) -> None:
    """Hand in, answer every extra before this one, and open it from the record."""
    page.to_check()
    page.press("Hand in")
    page.noted = page.code
    page.press(say("survey.extra.open"))
    page.page = page.page.switch_page("../pages/share.py").run()
    if extra == "pleasure":
        page.page.session_state["survey_visit"].extra = Form.pleasure
        page.page.session_state["survey_visit"].show("survey", Screen.pleasure)
        page.page.run()


def test_a_half_done_extra_comes_back_as_an_extra(visitor: MakeVisitor) -> None:
    """It ends with being saved, not at the check of a correction; the mark says that it asked."""
    page = visitor()
    open_extra(page, "before_and_now")
    page.tap("Pain now", "3")
    forget(page.page)
    page.press(say("survey.save_extra"))
    assert page.sees("survey.restarted_code")
    page.open(page.noted)
    assert page.sees("survey.before_and_now.heading")
    assert page.page.session_state["survey_visit"].answers["benefit.now.pain"] == "3"
    page.press(say("survey.save_extra"))
    assert page.sees("survey.amended.heading") and not page.sees("survey.check.heading")


def test_the_open_card_of_an_extra_comes_back_with_its_effect(visitor: MakeVisitor) -> None:
    """The list on which it was tapped was kept nowhere; the effect is tapped again."""
    page = visitor()
    open_extra(page, "pleasure")
    page.tap("Pleasure and mood", "Good news or happy moments don't lift me", several=True)
    page.press(say("survey.save_extra"))
    assert page.sees("survey.pleasure_more.heading")
    page.tap("How bad", "Mild")
    forget(page.page)
    page.press(say("survey.save_extra"))
    page.open(page.noted)
    assert page.sees("survey.pleasure_more.heading")
    answers = page.page.session_state["survey_visit"].answers
    assert answers["effect.blunted_positive_affect.severity"] == "mild"
    page.press(say("survey.save_extra"))
    assert page.sees("survey.amended.heading")


def test_a_correction_is_never_poured_into_the_draft_of_this_browser(
    visitor: MakeVisitor, restart: Restart
) -> None:
    """Somebody else's draft stands at the same step; its ticket is in the browser's cookie."""
    housemate = visitor()
    housemate.to_doses()
    housemate.press("Back")
    page = visitor()
    page.to_check()
    page.press("Hand in")
    page.page = page.page.switch_page("../pages/record.py").run()
    page.press(say("my_record.opened.change"))
    page.page = page.page.switch_page("../pages/share.py").run()
    page.press("Change")
    page.tap("What is your main condition", "MCAS")
    restart(housemate)
    forget(page.page)
    page.press("Save and go back")
    assert page.sees("survey.restarted_code") and not page.sees("survey.you.heading")


@pytest.mark.usefixtures("stores")
def test_a_page_of_another_visit_brings_nothing_back(visitor: MakeVisitor) -> None:
    """The control: a new session to which nothing was sent begins at the start."""
    page = visitor()
    assert page.sees("survey.start.heading") and UNKNOWN not in page.html
    assert "survey.restarted" not in page.html
