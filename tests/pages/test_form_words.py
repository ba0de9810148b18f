"""What the form tells under AppTest: the check, the check-in, and a word on opioid medicines."""

from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.survey.fields.opioid_note import SOURCE
from dashboard.text import say
from db.answers import Survey
from db.members import hand_in, record
from tests.pages.at_the_survey import MARK, Visitor
from tests.pages.test_record import CODE, MakeSurvey, OpenPage, code_hash, press, words

LATE = [{"week": 1, "dose_ug": 500, "timing": 1}, {"week": 24, "dose_ug": 1_500, "timing": 1}]


@pytest.fixture
def opened(stores: Stores, a_survey: MakeSurvey, open_page: OpenPage) -> AppTest:
    """The record of somebody who changed the dose in week 24 and was last here in week 25."""
    survey: Survey = a_survey(observed_week=25, steps=LATE, stop=None, episodes=[])
    hand_in.hand_in(stores.members, code_hash(), survey)
    page = open_page("record")
    page.text_input[0].set_value(CODE)
    return press(page, "Open my record")


def stop_list(page: AppTest) -> Any:
    (chips,) = [g for g in page.button_group if g.label.startswith("In which week did you")]
    return chips


def test_the_stop_list_of_a_check_in_holds_every_week_that_is_allowed(
    opened: AppTest, stores: Stores
) -> None:
    """From the last change of dose to this week; every one of them is stored."""
    press(opened, "I stopped LDN")
    assert stop_list(opened).options == ["24", "25", "26"]
    stop_list(opened).set_value(26).run()
    press(opened, "Send my check-in")
    kept = record.load_record(stores.members, code_hash())
    assert kept is not None and kept.survey.stop is not None and kept.survey.stop.week == 26


def test_a_week_that_does_not_fit_any_more_is_told_at_its_field(opened: AppTest) -> None:
    """Stopped in week 26, and then "this week" becomes week 25; it goes when it is right."""
    press(opened, "I stopped LDN")
    stop_list(opened).set_value(26).run()
    opened.selectbox[0].select(25).run()
    press(opened, "Send my check-in")
    sentence = escape(say("my_record.problem.stop_later_than_now"))
    assert sentence in words(opened) and MARK in words(opened)
    stop_list(opened).set_value(25).run()
    assert sentence not in words(opened) and MARK not in words(opened)


def test_while_correcting_it_does_not_say_that_nothing_is_handed_in(opened: AppTest) -> None:
    """It says what is kept, and when it changes."""
    press(opened, "Change or add something")
    assert escape(say("survey.check.lead_correcting")) in words(opened)
    assert escape(say("survey.check.lead")) not in words(opened)


def test_opioids_are_told_of_where_a_dose_is_asked_with_the_source(
    opened: AppTest, visitor: Callable[[], Visitor]
) -> None:
    """In step 2, and in a check-in as soon as the dose changed."""
    page = visitor()
    page.to_doses()
    assert page.sees("opioids.note") and SOURCE in page.html
    press(opened, "Weekly check-in")
    assert escape(say("opioids.note")) not in words(opened)
    (same,) = [group for group in opened.button_group if group.label.startswith("Still 1.5 mg")]
    same.set_value("changed").run()
    assert escape(say("opioids.note")) in words(opened) and SOURCE in words(opened)


def test_how_it_works_tells_of_opioids_with_the_same_source(open_page: OpenPage) -> None:
    """In the page's own words."""
    page = open_page("how")
    assert any(SOURCE in text.value for text in page.markdown)


def test_a_multiplied_dose_is_asked_and_one_tap_settles_it(
    visitor: Callable[[], Visitor],
) -> None:
    """Until then it stands in the way; then what was tapped is the dose."""
    page = visitor()
    page.to_doses()
    page.write("0.75 x 2")
    page.choose("How long ago", "6 months ago")
    page.tap("When did you take it", "Bedtime")
    page.go_on()
    assert page.sees("survey.problem.dose_times")
    group = next(g for g in page.page.button_group if g.label.startswith("0.75 mg each time"))
    assert group.options == ["Yes, 1.5 mg a day", "No, 0.75 mg a day in all"]
    group.set_value(1_500).run()
    assert page.sees("survey.doses.echo", mg="1.5", count=1_500)
    page.go_on()
    assert page.sees("survey.changes.heading")
