"""The survey's doses under AppTest: read back, changed, stopped."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from dashboard.survey.fields.opioid_note import SOURCE
from dashboard.text import say
from db.store.engine import reading_transaction
from db.tables import Member
from tests.pages.at_the_survey import Visitor


def test_a_step_is_not_left_without_what_it_needs(visitor: Callable[[], Visitor]) -> None:
    """Each sentence stands until its own answer is there, and no longer."""
    page = visitor()
    page.to_doses()
    page.go_on()
    assert page.sees("survey.put_right", count=3)
    page.tap("When did you take it", "Morning")
    assert not page.sees("survey.problem.timing_missing")
    assert page.sees("survey.problem.since_missing") and page.sees("survey.put_right", count=2)


def test_a_dose_is_echoed_as_it_was_read(visitor: Callable[[], Visitor]) -> None:
    """Written or tapped, field and preset show the same."""
    page = visitor()
    page.to_doses()
    page.write("1,5 mg")
    assert page.sees("survey.doses.echo", mg="1.5", count=1500)
    assert page.page.button_group[0].value == "1.5"
    page.tap("How much was it", "3")
    assert page.sees("survey.doses.echo", mg="3", count=3000)
    assert page.page.text_input[0].value == "3"


def test_a_divided_dose_is_echoed_as_what_it_makes_a_day(
    visitor: Callable[[], Visitor],
) -> None:
    """Not "0.75 mg a day" of whoever takes 0.75 mg twice; "a day" only once it is known."""
    page = visitor()
    page.to_doses()
    page.write("0.75")
    page.tap("When did you take it", "Divided (morning and evening)")
    page.page.run()
    assert page.sees("survey.doses.echo_open", mg="0.75", count=750)
    page.tap("Is that each time", "0.75 mg each time, so 1.5 mg a day")
    page.page.run()
    assert page.sees("survey.doses.echo_time", mg="0.75", total="1.5")
    assert not page.sees("survey.doses.echo", mg="0.75", count=750)
    page.tap("Is that each time", "0.75 mg for the whole day")
    page.page.run()
    assert page.sees("survey.doses.echo", mg="0.75", count=750)


def test_a_dose_that_was_taken_away_leaves_no_times_a_day_behind(
    visitor: Callable[[], Visitor],
) -> None:
    """Twice a day of no dose would make a change of a card that changes nothing."""
    page = visitor()
    page.to_doses()
    page.write("0.75")
    page.tap("When did you take it", "Divided (morning and evening)")
    answers = page.page.session_state["survey_visit"].answers
    assert answers["doses.first.times"] == 2
    page.write("")
    assert "doses.first.times" not in answers


def test_a_total_that_is_too_high_is_said_at_the_dose(visitor: Callable[[], Visitor]) -> None:
    """30 mg three times is 90 mg, and the field says so; 4.5 mg three times goes through."""
    page = visitor()
    page.to_doses()
    page.write("30")
    next(g for g in page.page.button_group if g.label.startswith("You wrote")).set_value(
        30_000
    ).run()
    page.tap("When did you take it", "Divided (morning and evening)")
    page.tap("How many times a day", "3 times a day")
    page.choose("How long ago", "4 weeks ago")
    page.tap("Is that each time", "30 mg each time, so 90 mg a day")
    page.go_on()
    assert page.sees("survey.problem.dose_too_high", written="30", mg="90")
    page.write("4.5")
    page.tap("Is that each time", "4.5 mg each time, so 13.5 mg a day")
    page.go_on()
    assert page.sees("survey.changes.heading")


def test_who_stopped_for_an_opioid_sees_at_once_that_the_two_do_not_go_together(
    visitor: Callable[[], Visitor],
) -> None:
    """All of it, with its source, right under the answer; and not for another reason."""
    page = visitor()
    page.to_changes()
    page.tap("Are you still taking", "I stopped LDN")
    page.tap("What was the main reason", "It did not help")
    assert '<details class="note" open>' not in page.html
    page.tap("What was the main reason", say("words.stop_reason.surgery_or_opioids"))
    assert '<details class="note" open>' in page.html
    assert SOURCE in page.html and page.sees("opioids.note")


def test_a_dose_that_cannot_be_read_stays_in_its_field(visitor: Callable[[], Visitor]) -> None:
    """What was written is still there, and the sentence says what would be right."""
    page = visitor()
    page.to_doses()
    page.write("half a <b>pill</b>")
    assert page.sees("survey.problem.dose_unreadable", written="half a <b>pill</b>")
    assert page.page.text_input[0].value == "half a <b>pill</b>"


@pytest.mark.parametrize(("answer", "mg"), [(1_500, "1.5"), (15_000, "15")])
def test_above_10_mg_it_asks_once_and_believes(
    visitor: Callable[[], Visitor], answer: int, mg: str
) -> None:
    """Yes puts the decimal mark right; no is taken at its word."""
    page = visitor()
    page.to_doses()
    page.write("15")
    assert any(g.label.startswith("You wrote 15 mg") for g in page.page.button_group)
    group = next(g for g in page.page.button_group if g.label.startswith("You wrote"))
    group.set_value(answer).run()
    assert page.sees("survey.doses.echo", mg=mg, count=answer)
    assert not any(g.label.startswith("You wrote") for g in page.page.button_group)


def test_a_removed_change_is_gone_and_the_page_stays(visitor: Callable[[], Visitor]) -> None:
    """Its answers too; an empty card stops nobody."""
    page = visitor()
    page.to_changes()
    page.tap("Have you changed", "+ Add a change")
    page.choose("In which week on LDN was", "Week 4")
    page.press("Remove this change")
    week = next(g for g in page.page.button_group if g.label.startswith("In which week on LDN was"))
    assert week.value is None
    page.go_on()
    assert page.sees("survey.effects.heading")


def test_a_member_who_stopped_is_thanked_and_asked_when_and_why(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Those who stopped count as much as those who stayed."""
    page = visitor()
    page.to_changes()
    page.tap("Are you still taking", "I stopped LDN")
    assert page.sees("survey.doses.stop_lead")
    page.choose("In which week did you stop", "Week 9")
    page.tap("What was the main reason", "It did not help")
    for _ in ("changes", "effects", "benefit"):
        page.go_on()
    page.press("Hand in")
    with reading_transaction(stores.members) as connection:
        row = connection.execute(select(Member.stopped_week, Member.stop_reason)).one()
    assert tuple(row) == (9, 2)
