"""What counts as a crowd, and what a crowd costs: corrections are none, and nobody is shut out."""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.admission import arrival, rate_limits, visitor_address
from dashboard.admission.crowds import MOST_A_DAY, SurveyCrowds
from dashboard.admission.rate_limits import KINDS
from dashboard.survey import visit as visits
from dashboard.survey.visit import SurveyVisit
from db.members.hand_in import SurveyArrival
from db.vocabulary import HeldFor

VANDAL, HONEST = "198.51.100.7", "203.0.113.7"
ONE_48 = [f"2001:db8:1:{household:x}00::/56" for household in range(256)]
PUBLISHED = 120


class Door:
    """Where a survey comes from, whether it is stored, how it came in and who waited."""

    def __init__(self) -> None:
        self.address, self.is_stored, self.waits = VANDAL, True, 0
        self.reasons: frozenset[HeldFor] = frozenset()

    def hand_in(self, address: str, *, amends: Any = None) -> bool:
        """One survey through the visit's own way; whether the household was refused."""
        self.address = address
        visit = SurveyVisit(amends=amends)
        if not amends and arrival.hand_in_obstacle(visit.token):
            return False
        visit._store_survey()
        return True


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """A process that has just started; the store is a stand-in."""
    door = Door()

    def store(visit: Any, how: SurveyArrival) -> None:
        door.reasons = how.reasons
        visit.stored = object() if door.is_stored else None

    def wait(_words: str) -> None:
        door.waits += 1

    monkeypatch.setattr(SurveyVisit, "store", store)
    monkeypatch.setattr(visits, "wait_for_work", wait)
    monkeypatch.setattr(visits, "newest_member_count", lambda: PUBLISHED)
    monkeypatch.setattr(arrival, "_crowds", SurveyCrowds())
    monkeypatch.setattr(visitor_address, "address_of_visitor", lambda: door.address)
    rate_limits.process_limits.cache_clear()
    yield door
    rate_limits.process_limits.cache_clear()


@pytest.mark.parametrize(("amends", "is_stored"), [("a record", True), (None, False)])
def test_neither_corrections_nor_what_was_not_stored_hold_an_honest_survey(
    door: Door, amends: Any, is_stored: bool
) -> None:
    """More than a day may bring, in one tab; the survey of somebody else counts all the same."""
    door.is_stored = is_stored
    for nth in range(MOST_A_DAY + 10):
        door.hand_in(f"198.51.100.{nth}", amends=amends)
    door.is_stored = True
    door.hand_in(HONEST)
    assert HeldFor.surge not in door.reasons


def test_as_many_surveys_that_were_stored_are_a_crowd(door: Door) -> None:
    """The control: 151 of them, and the next is held."""
    for nth in range(MOST_A_DAY):
        door.hand_in(f"198.51.100.{nth}")
    assert HeldFor.surge not in door.reasons
    door.hand_in(HONEST)
    assert HeldFor.surge in door.reasons


def test_one_customer_of_a_large_network_shuts_hand_in_for_nobody(door: Door) -> None:
    """256 households with 80 surveys each: whoever else comes hands in, after a wait at most."""
    site = KINDS["surveys_of_site"].each.at_once
    for household in ONE_48[:8]:
        for _ in range(KINDS["survey"].each.at_once):
            assert door.hand_in(household)
    assert door.waits >= 8 * 80 - site - 1
    door.waits = 0
    assert all(door.hand_in(f"203.0.113.{member}") for member in range(50))
    assert door.waits == 50
    assert not door.hand_in(ONE_48[0])


def test_a_meeting_waits_for_nothing(door: Door) -> None:
    """60 people behind one address."""
    assert all(door.hand_in(HONEST) for _ in range(60))
    assert door.waits == 0
