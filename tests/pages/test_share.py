"""The survey under AppTest: walked from its start to the thank-you."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from dashboard.survey import visit
from dashboard.text import say
from db.store.engine import reading_transaction
from db.tables import DoseStepRow, DraftRow, EpisodeRow, Member
from db.vocabulary import Form
from tests.pages.at_the_survey import MARK, Visitor, count


def test_it_opens_with_two_ways_in_and_nothing_stored(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Begin, or a return code; looking stores nothing."""
    page = visitor()
    assert page.sees("survey.start.heading") and page.sees("survey.start.have_code")
    assert count(stores, DraftRow) == 0


def test_nothing_is_chosen_beforehand_but_that_ldn_is_still_taken(
    visitor: Callable[[], Visitor],
) -> None:
    """A choice that is already made primes the answer; so does the name of a hypothesis."""
    page = visitor()
    page.begin()
    for _ in range(5):
        chosen = [g.label for g in page.page.button_group if g.value]
        assert chosen in ([], [say("survey.doses.still")])  # that one is usual, and misleads nobody
        assert all(box.value is None for box in page.page.selectbox)
        assert "endorphin" not in page.html.casefold()
        if page.sees("survey.doses.heading"):
            page.tell_doses()
        page.go_on()
    assert page.sees("survey.check.heading")


def test_the_shortest_survey_is_stored_whole(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Dose and timing alone; the draft is gone afterwards."""
    page = visitor()
    page.to_check()
    page.press("Hand in")
    assert page.sees("survey.done.heading")
    assert (count(stores, Member), count(stores, DoseStepRow), count(stores, DraftRow)) == (1, 1, 0)


def test_a_full_survey_is_stored_as_it_was_told(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """A change of time, an effect that has gone, and a minute more."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "MCAS")
    page.go_on()
    page.tell_doses()
    page.go_on()
    page.tap("Have you changed", "+ Add a change")
    page.choose("In which week on LDN was", "Week 4")
    page.tap("Was there more", "timing", several=True)
    page.tap("The new time", "Morning")
    page.go_on()
    page.tap("Sleep", "Vivid or strange dreams, not upsetting", several=True)
    page.go_on()
    page.tap("Did you have it before", "No")
    page.choose("In which week on LDN did", "Week 2")
    page.tap("Is it still there", "It has gone")
    page.choose("In which week did you last", "Week 4")
    page.tap("How bad", "Moderate")
    page.go_on()
    page.tap("Since you started LDN", "Much better")
    page.go_on()
    page.press(say("survey.minute.open"))
    page.tap("What did the side effects", "Better")
    page.press("Next: Vivid")
    page.tap("What helped", "Moving to mornings", "Time", several=True)
    page.tap("How long after", "2 to 4 hours")
    page.press("Save and go back")
    page.press("Hand in")
    with reading_transaction(stores.members) as connection:
        member = connection.execute(select(Member.__table__)).mappings().one()
        steps = connection.execute(select(DoseStepRow.__table__)).mappings().all()
        effects = connection.execute(select(EpisodeRow.__table__)).mappings().all()
    assert (member["condition"], member["observed_week"], member["answered_pleasure"]) == (3, 27, 0)
    assert member["forms"] == (1 << Form.core) + (1 << Form.minute)
    assert [(s["week"], s["dose_ug"], s["timing"], s["effects_after"]) for s in steps] == [
        (1, 1_500, 1, 0),
        (4, 1_500, 2, 1),
    ]
    said = ("effect", "began_week", "ended_week", "severity", "helped", "hours_after")
    assert [tuple(e[name] for name in said) for e in effects] == [
        (3, 2, 4, 2, (1 << 2) + (1 << 5), 2),
    ]


def test_a_second_tap_at_once_is_not_meant_for_the_next_screen(
    visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this a double tap would skip a step, or hand in unseen."""
    page = visitor()
    page.to_changes()
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 60.0)
    page.go_on()
    assert page.sees("survey.changes.heading")
    assert page.sees("survey.tap_again")  # not swallowed in silence


def test_a_problem_found_at_the_last_look_is_put_right_from_there(
    visitor: Callable[[], Visitor],
) -> None:
    """Handing in goes to the field, saving comes back, and then it can be handed in."""
    page = visitor()
    page.to_check()
    [b for b in page.page.button if b.label == "Change"][3].click().run()
    page.tap("Sleep", "Nightmares or upsetting dreams", several=True)
    page.press("Save and go back")
    page.choose("In which week on LDN did", "Week 23 (about 5 months in)")
    page.press("Save and go back")
    [b for b in page.page.button if b.label == "Change"][1].click().run()
    page.choose("How long ago", "4 weeks ago")
    page.press("Save and go back")
    page.press("Hand in")
    effect = "Nightmares or upsetting dreams"
    assert page.sees("survey.problem.effect_later_than_now", effect=effect)
    assert page.sees("survey.effects_more.heading") and MARK in page.html
    kept = next(g for g in page.page.button_group if g.label.startswith("In which week on LDN did"))
    assert "23" in [*kept.options, str(page.page.selectbox[0].value)]  # still there to see
    page.choose("In which week on LDN did", "Week 2")
    page.press("Save and go back")
    page.press("Hand in")
    assert page.sees("survey.done.heading")


def take_extra(page: Visitor) -> None:
    """From the thanks to the screen of the extra that is offered."""
    page.press(say("survey.extra.open"))


def test_nobody_reads_is_said_before_handing_in_and_in_the_extra_on_pleasure(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Word for word, twice; and the extras come one at a time, one for each week told of."""
    page = visitor()
    page.to_check()
    assert page.sees("survey.nobody_reads")
    page.press("Hand in")
    assert page.sees("survey.extra.feeds_before_and_now")
    take_extra(page)
    assert page.sees("survey.before_and_now.heading")
    page.tap("Pain now", "3")
    page.press(say("survey.save_extra"))
    assert page.sees("survey.amended.heading")
    assert not page.sees("survey.extra.lead")  # one a week
    with reading_transaction(stores.members) as connection:
        forms = connection.execute(select(Member.forms)).scalar()
    assert forms == (1 << Form.core) + (1 << Form.before_and_now)
    assert say("survey.nobody_reads") == (
        "Nobody reads answers as they arrive. We cannot contact you or send help."
    )


def test_no_answer_and_no_code_reaches_the_address(visitor: Callable[[], Visitor]) -> None:
    """Query parameters stay empty from the first step to the last."""
    page = visitor()
    page.to_check()
    assert not page.page.query_params
