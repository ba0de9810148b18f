"""My record under AppTest: open, check in, correct, stop, erase."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say
from db import codes
from db.answers import Survey
from db.members import hand_in, record
from db.members.record import MemberRecord
from db.vocabulary import DosesNotTaken

CODE = "7K2M-QX4D-93TR-HV8B"
MakeSurvey = Callable[..., Survey]
OpenPage = Callable[[str], AppTest]


def code_hash() -> bytes:
    normal = codes.normalise_return_code(CODE)
    assert normal is not None
    return codes.hash_code(normal, settings().pepper_bytes())


@pytest.fixture
def kept(stores: Stores, a_survey: MakeSurvey) -> Callable[[], MemberRecord | None]:
    """What the store holds of a member who handed in: 0.5 mg, now in week 20."""
    hand_in.hand_in(stores.members, code_hash(), a_survey(now={"pain": 4}))
    return lambda: record.load_record(stores.members, code_hash())


@pytest.fixture
def opened(kept: Any, open_page: OpenPage) -> AppTest:
    """The record of that member on the screen."""
    page = open_page("record")
    page.text_input[0].set_value(CODE.lower())
    return press(page, "Open my record")


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [b for b in page.button if b.label == label]
    button.click().run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    return " ".join(str(h.proto.body) for h in page.get("html"))


def test_the_code_opens_the_record(opened: AppTest) -> None:
    """With its figure and every way on."""
    labels = {button.label for button in opened.button}
    assert {"Weekly check-in", "Change or add something", "I stopped LDN"} <= labels
    assert len(opened.get("plotly_chart")) == 1
    assert CODE not in words(opened)


def test_a_code_that_opens_nothing_opens_nothing(stores: Stores, open_page: OpenPage) -> None:
    """In the same words as everywhere."""
    page = open_page("record")
    page.text_input[0].set_value("0000-0000-0000-0000")
    press(page, "Open my record")
    assert not page.get("plotly_chart")


def test_a_check_in_without_changes_is_one_tap(opened: AppTest, kept: Any) -> None:
    """A week later, the same dose, the same scores; the earlier report stays."""
    press(press(opened, "Weekly check-in"), "Send my check-in")
    found = kept()
    assert [report.week for report in found.reports] == [20, 21]
    assert found.survey.now.pain == 4
    assert [step.dose_ug for step in found.survey.steps] == [500]
    assert "Your check-in is saved" in words(opened)


def test_a_check_in_asks_for_missed_doses_in_one_tap(opened: AppTest, kept: Any) -> None:
    """Of those who take LDN; who stopped is not asked."""
    press(opened, "Weekly check-in")
    missed = [g for g in opened.button_group if g.label == say("my_record.check_in.missed_doses")]
    missed[0].set_value("One").run()
    press(opened, "Send my check-in")
    assert kept().survey.missed_doses is DosesNotTaken.just_one
    press(opened, "I stopped LDN")
    assert not [g for g in opened.button_group if g.label == missed[0].label]


def test_a_correction_goes_through_the_survey_and_keeps_the_check_ins(
    opened: AppTest,
    kept: Any,
    no_waiting: None,
) -> None:
    """The form opens at its check, and saving changes nothing that was not changed."""
    press(press(opened, "Weekly check-in"), "Send my check-in")
    before = kept()
    press(opened, "Change or add something")
    opened.switch_page("../pages/share.py").run()
    press(opened, "Save my changes")
    assert "Your changes are saved." in words(opened)
    assert kept() == before


def test_stopping_needs_its_week(opened: AppTest, kept: Any) -> None:
    """Without it a sentence, with it the record says so."""
    press(opened, "I stopped LDN")
    press(opened, "Send my check-in")
    assert "choose the week in which you stopped" in words(opened)
    (week,) = [g for g in opened.button_group if g.label.startswith("In which week did you")]
    week.set_value(12).run()
    press(opened, "Send my check-in")
    assert kept().survey.stop.week == 12


def test_erasing_needs_the_word_and_then_nothing_is_left(opened: AppTest, kept: Any) -> None:
    """Neither rows nor the session's own copy."""
    press(opened, "Erase everything")
    opened.text_input[0].set_value("yes")
    press(opened, "Erase everything")
    assert kept() is not None
    opened.text_input[0].set_value(" Erase ")
    press(opened, "Erase everything")
    assert kept() is None
    assert "All gone." in words(opened)
    assert "own_survey" not in opened.session_state
