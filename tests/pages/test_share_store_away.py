"""The survey while the store is away: a sentence, nothing lost, nothing told."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from dashboard.stores import Stores
from dashboard.survey import member_store, visit
from dashboard.ui import open_stores as opened
from db.members import drafts, hand_in
from db.store.errors import StoreError
from db.tables import Member
from tests.pages.at_the_survey import BOX, UNKNOWN, Visitor, count


def break_the_store(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("no", {}, OSError())

    monkeypatch.setattr(drafts, "save_draft", fail)
    monkeypatch.setattr(hand_in, "hand_in", fail)
    monkeypatch.setattr(hand_in, "is_handed_in", fail)


def test_when_the_store_is_away_nothing_is_lost(
    stores: Stores, visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clear sentence, the same screen, and the next try works."""
    page = visitor()
    page.begin()
    page.tap("What is your main condition", "Long covid")
    with monkeypatch.context() as broken:
        break_the_store(stores, broken)
        page.go_on()
        assert page.sees("survey.store_away") and BOX not in page.html
        assert page.page.button_group[0].value == "long_covid"
    page.go_on()
    assert page.sees("survey.doses.heading")


def test_handing_in_while_the_store_is_away_keeps_everything(
    stores: Stores, visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last look stays, and handing in again stores one survey."""
    page = visitor()
    page.to_check()
    with monkeypatch.context() as broken:
        break_the_store(stores, broken)
        page.press("Hand in")
        assert page.sees("survey.store_away") and page.sees("survey.check.heading")
        other = visitor()
        other.open(page.code)
        assert other.sees("survey.start.store_away")
    page.press("Hand in")
    assert page.sees("survey.done.heading") and count(stores, Member) == 1


def test_a_store_that_cannot_be_opened_is_said_kindly(
    visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason: one sentence, no trace."""
    page = visitor()

    def away() -> None:
        raise StoreError("store_unwritable")

    monkeypatch.setattr(member_store, "process_stores", away)
    page.to_doses()
    assert page.sees("survey.store_away")


@pytest.mark.usefixtures("stores")
def test_a_failing_store_tells_no_answer() -> None:
    """The error that goes up carries a class name and nothing else."""

    def refuse(*_: Any) -> None:
        raise OperationalError("INSERT secret", {"answers": "secret"}, OSError("secret"))

    event.listen(opened.process_stores().members, "before_cursor_execute", refuse)
    with pytest.raises(member_store.StoreUnavailableError) as caught:
        member_store.save_draft(UNKNOWN, visit.Screen.you, {"you.sex": "secret"})
    assert "secret" not in str(caught.value) and caught.value.__suppress_context__
