import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.stores import Stores
from db.answers import Survey
from db.members import countdown, drafts, hand_in
from db.members.drafts import Draft
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import DRAFT_WEEKS, DraftRow, SettingRow

CODE, OTHER = b"c" * 32, b"o" * 32
DRAFT = Draft(2, '{"you.sex":"female"}')
MONDAY = datetime.date(2026, 1, 5)


def day(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=number)


def weeks_left(stores: Stores) -> list[int]:
    with reading_transaction(stores.members) as connection:
        return list(connection.execute(select(core_table(DraftRow).c.weeks_left)).scalars())


@pytest.mark.parametrize("saved_on", range(7))
def test_a_draft_lives_for_56_to_63_days(stores: Stores, saved_on: int) -> None:
    """The clock looks every day; the draft is saved on any day of the week."""
    drafts.count_drafts_down(stores.members, MONDAY)
    for number in range(saved_on + 1):
        drafts.count_drafts_down(stores.members, day(number))
    drafts.save_draft(stores.members, CODE, DRAFT)
    lived = 0
    while drafts.load_draft(stores.members, CODE) is not None:
        lived += 1
        drafts.count_drafts_down(stores.members, day(saved_on + lived))
    assert lived == 63 - saved_on
    assert 56 <= lived <= 63


def test_saving_winds_a_draft_up_and_no_other(stores: Stores) -> None:
    """Eight weeks, one of the two is saved again, one more week: the other is gone."""
    drafts.count_drafts_down(stores.members, MONDAY)
    for code in (CODE, OTHER):
        drafts.save_draft(stores.members, code, DRAFT)
    for week in range(1, 9):
        drafts.count_drafts_down(stores.members, day(7 * week))
    drafts.save_draft(stores.members, CODE, DRAFT)
    drafts.count_drafts_down(stores.members, day(9 * 7))
    assert drafts.load_draft(stores.members, OTHER) is None
    assert drafts.load_draft(stores.members, CODE) == DRAFT
    assert weeks_left(stores) == [DRAFT_WEEKS - 1]


def test_looking_often_counts_each_week_once(stores: Stores) -> None:
    """Every day of three weeks, ten times a day: three weeks less."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, DRAFT)
    for number in range(22):
        for _ in range(10):
            drafts.count_drafts_down(stores.members, day(number))
    assert weeks_left(stores) == [DRAFT_WEEKS - 3]


@pytest.mark.parametrize(("days", "weeks"), [(6, 0), (7, 1), (20, 1), (365, 1)])
def test_a_long_stand_still_or_a_jump_of_the_clock_counts_one_week(
    stores: Stores, days: int, weeks: int
) -> None:
    """The server was off, or the clock is ahead: who can tell? The next week counts by itself."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, DRAFT)
    drafts.count_drafts_down(stores.members, day(days))
    assert weeks_left(stores) == [DRAFT_WEEKS - weeks]
    drafts.count_drafts_down(stores.members, day(days // 7 * 7 + 7))
    assert weeks_left(stores) == [DRAFT_WEEKS - weeks - 1]


def test_a_jump_of_the_clock_drops_no_draft_and_none_is_kept_until_that_day(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year ahead, and set right: a week is lost. As long as all passed weeks counted: all."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, DRAFT)
    for number in (365, 1, 8, 15):  # ahead, set right, and two weeks that passed
        drafts.count_drafts_down(stores.members, day(number))
    assert weeks_left(stores) == [DRAFT_WEEKS - 3]
    monkeypatch.setattr(countdown, "MOST_DAYS", 10_000)
    drafts.count_drafts_down(stores.members, day(365))
    assert weeks_left(stores) == []


def test_a_clock_set_back_counts_nothing_until_a_week_has_passed(stores: Stores) -> None:
    """Back by a day, and by a year; then the seventh day."""
    drafts.count_drafts_down(stores.members, day(400))
    drafts.save_draft(stores.members, CODE, DRAFT)
    for number in (399, 0, 6):
        drafts.count_drafts_down(stores.members, day(number))
    assert weeks_left(stores) == [DRAFT_WEEKS]
    drafts.count_drafts_down(stores.members, day(7))
    assert weeks_left(stores) == [DRAFT_WEEKS - 1]


def test_the_first_look_counts_nothing(stores: Stores) -> None:
    """A store from before there was a count: its drafts have all their weeks ahead."""
    drafts.save_draft(stores.members, CODE, DRAFT)
    drafts.count_drafts_down(stores.members, MONDAY)
    assert weeks_left(stores) == [DRAFT_WEEKS]


def test_the_store_remembers_one_day_and_a_draft_none(stores: Stores) -> None:
    """The day is the store's: the same whether or not anybody saved a draft."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, DRAFT)
    drafts.count_drafts_down(stores.members, day(10))
    with reading_transaction(stores.members) as connection:
        settings = connection.execute(select(core_table(SettingRow))).all()
        draft = connection.execute(select(core_table(DraftRow))).one()
    days = [tuple(row)[:2] for row in settings if row.name != "house"]
    assert days == [("drafts_ticked_on", "2026-01-12")]
    assert tuple(draft)[:-1] == (CODE, DRAFT.step, DRAFT.answers, DRAFT_WEEKS - 1, 0)
    assert draft.revision not in range(-DRAFT_WEEKS, DRAFT_WEEKS)  # random, and no counter


def test_a_handed_in_survey_is_not_a_draft_and_does_not_expire(
    stores: Stores, a_survey: Callable[..., Survey]
) -> None:
    """After 20 weeks it is still there."""
    drafts.count_drafts_down(stores.members, MONDAY)
    hand_in.hand_in(stores.members, CODE, a_survey())
    drafts.count_drafts_down(stores.members, day(20 * 7))
    assert hand_in.is_handed_in(stores.members, CODE)


def test_looking_when_nothing_is_due_waits_for_no_writer(stores: Stores) -> None:
    """A look in the middle of a hand-in returns at once."""
    drafts.count_drafts_down(stores.members, MONDAY)
    with writing_transaction(stores.members) as connection:
        drafts.count_drafts_down(stores.members, day(6))
        assert (
            connection.execute(select(func.count()).select_from(core_table(DraftRow))).scalar() == 0
        )


@pytest.mark.sqlite
def test_an_expired_draft_is_in_no_file_of_the_store(stores: Stores, folder: Path) -> None:
    """Its answers are overwritten, in the log too."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, Draft(2, '{"doses.first": "CANARY"}'))
    assert any(b"CANARY" in file.read_bytes() for file in folder.glob("members.sqlite*"))
    for week in range(1, 10):
        drafts.count_drafts_down(stores.members, day(7 * week))
    assert not any(b"CANARY" in file.read_bytes() for file in folder.glob("members.sqlite*"))


@pytest.mark.parametrize("answers", ["{}", '{"invite":"AB12CD34"}', '{"you.sex":null,"then":[]}'])
def test_an_empty_draft_lives_for_one_to_two_days(stores: Stores, answers: str) -> None:
    """The day's look sees it, the next day's drops it; looking often on one day changes nothing."""
    drafts.count_drafts_down(stores.members, MONDAY)
    drafts.save_draft(stores.members, CODE, Draft(1, answers))
    drafts.save_draft(stores.members, OTHER, DRAFT)
    for _ in range(100):
        drafts.count_drafts_down(stores.members, day(1))
    assert drafts.load_draft(stores.members, CODE) is not None
    drafts.count_drafts_down(stores.members, day(2))
    assert drafts.load_draft(stores.members, CODE) is None
    assert drafts.load_draft(stores.members, OTHER) == DRAFT


def test_a_draft_that_got_an_answer_lives_on(stores: Stores) -> None:
    """It was empty at the look, and filled in after it."""
    drafts.count_drafts_down(stores.members, MONDAY)
    read_with = drafts.save_draft(stores.members, CODE, Draft(1, "{}"))
    drafts.count_drafts_down(stores.members, day(1))
    drafts.save_draft(stores.members, CODE, DRAFT, read_with)
    drafts.count_drafts_down(stores.members, day(2))
    assert drafts.load_draft(stores.members, CODE) == DRAFT
    assert weeks_left(stores) == [DRAFT_WEEKS]


def test_what_cannot_be_read_is_not_taken_for_empty() -> None:
    """Nothing is dropped because it is not understood."""
    assert not any(map(drafts.holds_no_answer, ("", "[]", "{", "null", "0", '{"a":{"b":1}}')))
