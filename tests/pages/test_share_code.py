"""The survey under its return code: stopped, opened again, in two tabs."""

from collections.abc import Callable

import pytest
from markupsafe import escape
from sqlalchemy import select

from dashboard.questionnaire.questions import Screen
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.survey import member_store
from dashboard.text import say
from db import codes
from db.store.engine import reading_transaction
from db.tables import DraftRow, Member, ReturnCodeRow
from tests.pages.at_the_survey import BOX, MARK, UNKNOWN, Visitor, count


def test_a_code_is_shown_once_there_is_a_draft_and_kept_only_as_a_hash(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Right after step 1, on a screen of its own; on no step; and where the survey is stopped."""
    page = visitor()
    page.begin()
    assert BOX not in page.html
    page.press("Save and go on")
    assert page.sees("survey.hand_over.heading") and BOX in page.html
    code = page.code
    page.press("I wrote it down")
    page.tell_doses()
    page.go_on()
    page.go_on()
    assert page.sees("survey.effects.heading") and BOX not in page.html
    page.press("Stop here")
    assert page.code == code
    normal = codes.normalise_return_code(code) or ""
    kept = codes.hash_code(normal, settings().pepper_bytes())
    with reading_transaction(stores.members) as connection:
        row = connection.execute(select(DraftRow.__table__)).mappings().one()
    assert row["code_hash"] == kept
    assert code not in row["answers"] and normal not in row["answers"]


def test_a_draft_opens_under_its_code_where_it_was(visitor: Callable[[], Visitor]) -> None:
    """In another session, with every answer, however the code is written."""
    first = visitor()
    first.begin()
    first.tap("What is your main condition", "ME/CFS")
    first.go_on()
    first.tell_doses()
    first.go_on()
    first.go_on()
    second = visitor()
    second.open(first.code.lower().replace("-", " "))
    assert second.sees("survey.effects.heading")
    second.press("Back")
    second.press("Back")
    assert second.page.text_input[0].value == "1,5"
    second.press("Back")
    assert second.page.button_group[0].value == "me_cfs"


def test_a_word_that_is_asked_no_more_is_told_at_its_field_and_on_the_check(
    visitor: Callable[[], Visitor],
) -> None:
    """A draft of before is opened: the sentence goes with a new answer, and nothing else is lost.

    The control: the mood beside it, whose words are known, has no sentence.
    """
    page = visitor()
    page.to_check()
    page.press("Stop here")
    kept = member_store.find_under_code(page.code)
    assert kept is not None
    old = {**(kept[1].answers or {}), "you.sensitivity": "sometimes", "effects.sleep": ["snoring"]}
    member_store.save_draft(page.code, Screen.check, old, kept[1].revision)
    again = visitor()
    again.open(page.code)
    gone = str(escape(say("survey.problem.word_gone")))
    assert again.sees("survey.check.heading") and again.html.count(gone) == 2
    next(b for b in again.page.button if b.label == "Change").click().run()
    assert again.html.count(gone) == 1
    again.tap("Do medicines often hit you", "Yes")
    assert again.html.count(gone) == 0
    again.press("Save and go back")
    assert again.html.count(gone) == 1
    again.press("Hand in")
    assert again.sees("survey.done.heading")


def test_stopping_keeps_what_is_on_the_screen(visitor: Callable[[], Visitor]) -> None:
    """Also in the middle of a step that is not complete."""
    page = visitor()
    page.begin()
    page.tap("How old are you", "Under 30")
    page.press("Stop here")
    assert page.sees("survey.paused.heading")
    again = visitor()
    again.open(page.code)
    assert again.sees("survey.you.heading")
    assert again.page.button_group[1].value == "under_30"


@pytest.mark.parametrize("written", [UNKNOWN, UNKNOWN.lower(), f"Code: {UNKNOWN}."])
def test_a_code_that_opens_nothing_gets_one_and_the_same_answer(
    visitor: Callable[[], Visitor], written: str
) -> None:
    """Unknown or mistyped: the answer tells neither."""
    page = visitor()
    page.open(written)
    assert page.sees("survey.start.code_unknown") and MARK in page.html


@pytest.mark.parametrize(
    ("written", "why", "count"),
    [
        ("7K2M-QX4D-93TR-HV8", "code_too_short", 15),
        ("hello", "code_too_short", 5),
        ("x" * 64, "code_too_long", 64),
        ("U" * 16, "code_other_sign", 16),
    ],
)
def test_what_can_be_no_code_is_told_so_and_counts_as_no_guess(
    visitor: Callable[[], Visitor],
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    why: str,
    count: int,
) -> None:
    """Nothing is looked up, however often: the limit on guesses is not touched."""
    page = visitor()
    monkeypatch.setattr(member_store, "find_under_code", lambda _: pytest.fail("looked up"))
    for _ in range(3):
        page.open(written)
        assert page.sees(f"survey.start.{why}", count=count)


def test_no_code_at_all_is_asked_for(visitor: Callable[[], Visitor]) -> None:
    """A sentence of its own."""
    page = visitor()
    page.open("   ")
    assert page.sees("survey.start.code_empty")


def test_a_code_of_a_survey_that_is_in_opens_the_record(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """It counts once, and no survey opens a second time."""
    first = visitor()
    first.to_check()
    code = first.code
    first.press("Hand in")
    again = visitor()
    again.open(code)
    assert again.sees("my_record.opened.heading")
    assert count(stores, Member) == 1


def test_two_tabs_hand_in_one_survey(stores: Stores, visitor: Callable[[], Visitor]) -> None:
    """The same code twice is one member; what the second brings is a correction of the first."""
    one = visitor()
    one.to_check()
    other = visitor()
    other.open(one.code)
    one.press("Hand in")
    other.press("Hand in")
    assert one.sees("survey.done.heading")
    assert other.sees("survey.amended.heading")
    assert (count(stores, Member), count(stores, ReturnCodeRow)) == (1, 1)
