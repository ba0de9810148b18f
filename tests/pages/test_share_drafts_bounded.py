"""Drafts are bounded as surveys are, and one that holds nothing does not stay."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.admission import rate_limits
from dashboard.admission.rate_limits import KINDS, LimitKind, RateAllowance, RateLimits
from dashboard.stores import Stores
from db.members.drafts import holds_no_answer
from db.store.engine import core_table, reading_transaction
from db.tables import DraftRow
from tests.pages.at_the_survey import Visitor, count


@pytest.fixture
def two_drafts(monkeypatch: pytest.MonkeyPatch) -> RateLimits:
    """Limits under which a household may begin two surveys, and one more in half a minute."""
    few = LimitKind(RateAllowance(2, 30.0), None)
    limits = RateLimits({**KINDS, "draft": few}, lambda: 1_000.0)
    monkeypatch.setattr(rate_limits, "process_limits", lambda: limits)
    return limits


def begin_survey(visitor: Callable[[], Visitor]) -> Visitor:
    """A survey of which the first step is kept."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "Long covid")
    page.go_on()
    return page


def test_a_household_begins_so_many_surveys_and_the_next_keeps_its_answers_on_the_screen(
    stores: Stores, visitor: Callable[[], Visitor], two_drafts: RateLimits
) -> None:
    """Two are kept; the third hears why, and goes on when there is room again."""
    for _ in range(2):
        assert begin_survey(visitor).sees("survey.doses.heading")
    third = begin_survey(visitor)
    assert third.sees("survey.too_many_drafts")
    assert third.page.button_group[0].value == "long_covid"
    assert count(stores, DraftRow) == 2
    two_drafts.give_back("draft", "")
    third.go_on()
    assert third.sees("survey.doses.heading")
    assert count(stores, DraftRow) == 3


def test_a_draft_that_was_begun_is_saved_however_many_others_begin(
    stores: Stores, visitor: Callable[[], Visitor], two_drafts: RateLimits
) -> None:
    """Only a first one counts."""
    first = begin_survey(visitor)
    begin_survey(visitor)
    first.tell_doses()
    first.go_on()
    assert first.sees("survey.changes.heading")
    assert count(stores, DraftRow) == 2


def test_what_nobody_answered_is_an_empty_draft(
    stores: Stores, visitor: Callable[[], Visitor]
) -> None:
    """Whoever taps "Go on" on an untouched first step; one answer makes the difference."""
    page = visitor()
    page.to_doses()
    begin_survey(visitor)
    with reading_transaction(stores.members) as connection:
        kept = list(connection.execute(select(core_table(DraftRow).c.answers)).scalars())
    assert sorted(map(holds_no_answer, kept)) == [False, True]
    assert json.loads(kept[0]) != json.loads(kept[1])
