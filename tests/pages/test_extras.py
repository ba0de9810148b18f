"""The extras of a minute under AppTest: who is offered which, what is stored, and what is gone."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say
from db import codes
from db.answers import LdnStop, Survey
from db.form_marks import FormMarks
from db.members import hand_in, record
from db.store.engine import reading_transaction
from db.tables import Member
from db.vocabulary import AfterStopping, Fading, FirstWeeks, Form, HadEffects, SymptomMove
from tests.amending import check_in_now

CODE = "7K2M-QX4D-93TR-HV8B"
MakeSurvey = Callable[..., Survey]
OpenPage = Callable[[str], AppTest]


@pytest.fixture
def keep_record(stores: Stores, a_survey: MakeSurvey, no_waiting: None) -> Callable[..., None]:
    """Hand in, with forms that asked already; a week later a check-in: one extra for each week."""
    del no_waiting

    def keep(*forms: Form, week: int = 20, **answers: object) -> None:
        marks = FormMarks.of_forms((Form.core, *forms), HadEffects.not_said)
        survey = a_survey(marks=marks, observed_week=week - 1, **answers)
        hand_in.hand_in(stores.members, code_hash(), survey)
        assert check_in_now(stores.members, code_hash(), a_survey_in(survey, week))

    return keep


def a_survey_in(survey: Survey, week: int) -> Survey:
    return survey.model_copy(update={"observed_week": week})


def code_hash() -> bytes:
    normal = codes.normalise_return_code(CODE)
    assert normal is not None
    return codes.hash_code(normal, settings().pepper_bytes())


def open_record(open_page: OpenPage) -> AppTest:
    page = open_page("record")
    page.text_input[0].set_value(CODE)
    return press(page, "Open my record")


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [b for b in page.button if b.label == label]
    button.click().run()
    assert not page.exception
    return page


def tap(page: AppTest, question: str, *choices: str) -> None:
    chips = next(w for w in page.button_group if w.label.startswith(question))
    chips.set_value(choices[0] if len(choices) == 1 else list(choices)).run()
    assert not page.exception


def words(page: AppTest) -> str:
    return " ".join(str(h.proto.body) for h in page.get("html"))


def take_extra(page: AppTest) -> AppTest:
    press(page, say("survey.extra.open"))
    return page.switch_page("../pages/share.py").run()


def stored(stores: Stores) -> Survey:
    found = record.load_record(stores.members, code_hash())
    assert found is not None
    return found.survey


def test_who_stopped_two_weeks_ago_is_asked_first_how_it_was_after(
    stores: Stores, keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Stopped in week 18, now week 20: one tap, stored with the form that asked, and not again."""
    keep_record(stop=LdnStop(week=18))
    page = open_record(open_page)
    assert say("survey.extra.feeds_after_stopping") in words(page)
    assert say("survey.extra.from_answers", people=30) in words(page)
    page = take_extra(page)
    tap(page, say("survey.after_stopping.after_stopping"), "Worse than before LDN")
    press(page, say("survey.save_extra"))
    survey = stored(stores)
    assert survey.after_stopping is AfterStopping.worse_than_before
    assert Form.after_stopping in survey.marks.forms
    assert say("survey.extra.feeds_after_stopping") not in words(open_record(open_page))


def test_who_has_just_stopped_or_goes_on_is_not_asked_how_it_was_after(
    keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Stopped in week 19, now week 20: the next extra is offered in its place."""
    keep_record(stop=LdnStop(week=19))
    page = open_record(open_page)
    assert say("survey.extra.feeds_after_stopping") not in words(page)
    assert say("survey.extra.feeds_before_and_now") in words(page)


def test_an_extra_left_empty_is_an_answer_and_is_not_offered_again(
    stores: Stores, keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Saved without a tap: asked, and told nothing."""
    keep_record(stop=LdnStop(week=10))
    page = take_extra(open_record(open_page))
    press(page, say("survey.save_extra"))
    survey = stored(stores)
    assert survey.after_stopping is AfterStopping.not_said
    assert Form.after_stopping in survey.marks.forms


def test_what_was_told_of_the_time_after_goes_with_the_stop(
    stores: Stores, keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Corrected to "still taking it": nothing of a time after stopping is left."""
    after = AfterStopping.new_symptoms
    keep_record(Form.after_stopping, stop=LdnStop(week=10), after_stopping=after)
    page = press(open_record(open_page), "Change or add something")
    page = page.switch_page("../pages/share.py").run()
    assert "New symptoms" in words(page)
    change = next(b for b in page.button if str(b.key).endswith("-change-changes"))
    change.click().run()
    tap(page, say("survey.doses.still"), "Yes")
    press(page, say("survey.back_to_check"))
    press(page, say("survey.check.save"))
    survey = stored(stores)
    assert survey.stop is None
    assert survey.after_stopping is AfterStopping.not_said


def test_an_extra_for_a_record_that_is_gone_says_so_and_stores_nothing(
    stores: Stores, keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Erased on another device while the extra is on the screen."""
    keep_record(stop=LdnStop(week=10))
    page = take_extra(open_record(open_page))
    record.erase_member(stores.members, code_hash())
    tap(page, say("survey.after_stopping.after_stopping"), "Not sure")
    press(page, say("survey.save_extra"))
    assert say("survey.code_erased") in words(page)
    with reading_transaction(stores.members) as connection:
        assert connection.execute(select(Member)).first() is None


def test_what_changed_is_asked_and_stored_in_its_own_words(
    stores: Stores, keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Three of twelve questions answered; the others are skipped, and stay so."""
    keep_record(Form.before_and_now)
    page = open_record(open_page)
    assert say("survey.extra.feeds_what_changed") in words(page)
    page = take_extra(page)
    tap(page, say("survey.what_changed.first_weeks"), "Worse, then it eased")
    tap(page, "Crashes after effort", "Eased")
    tap(page, say("survey.what_changed.fading"), "It faded, and came back with a lower dose")
    press(page, say("survey.save_extra"))
    survey = stored(stores)
    assert survey.first_weeks is FirstWeeks.worse_then_better
    assert survey.moved.crashes is SymptomMove.better
    assert survey.moved.pain is SymptomMove.not_said
    assert survey.fading is Fading.back_after_lower_dose
    assert Form.what_changed in survey.marks.forms


def test_in_the_first_four_weeks_nobody_is_asked_what_changed(
    keep_record: Callable[..., None], open_page: OpenPage
) -> None:
    """Week 4: the next extra is offered in its place."""
    keep_record(Form.before_and_now, week=4)
    page = open_record(open_page)
    assert say("survey.extra.feeds_what_changed") not in words(page)
    assert say("survey.extra.feeds_pleasure") in words(page)
