"""The desk's numbers: drawn once a publishing day, by a lot and a noise of that day."""

from typing import Any

import pytest

from dashboard.publishing.desk_counts import (
    invites_on_desk,
    surveys_on_hold,
    surveys_under_way,
    uses_of_invites,
)
from dashboard.stats.noise import ROUND_TO
from dashboard.stores import Stores
from db.answers import Survey
from db.desk import invites
from db.members import drafts, hand_in
from db.members.hand_in import SurveyArrival
from db.vocabulary import HeldFor
from tests.editions_of import publish_next

STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member % 40, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


@pytest.fixture
def code(stores: Stores) -> str:
    """An invite for two hundred."""
    return invites.create_invite(stores.members, "poster", 200, None).code


@pytest.mark.parametrize("people", [0, 1, 7])
def test_a_few_look_the_same_as_none(stores: Stores, code: str, people: int) -> None:
    """No number, no row, no key: of uses and of held surveys alike. Seven, each counted twice, with
    the largest noise are 19.
    """
    come(stores, range(people), invite=code, reasons=FAST)
    publish_next(stores)
    assert invites_on_desk(stores)[0].used is None
    assert uses_of_invites(stores) is None
    assert surveys_on_hold(stores) == {}


def test_a_number_is_rounded_and_near_the_truth(stores: Stores, code: str) -> None:
    """120 uses: a multiple of 5, within five standard deviations of the lot (6) and the noise."""
    come(stores, range(120), invite=code)
    publish_next(stores)
    shown = invites_on_desk(stores)[0].used
    assert shown is not None
    assert shown % ROUND_TO == 0
    assert abs(shown - 120) <= 5 * 6 + 8


def test_nobody_can_watch_a_friend_hand_in(stores: Stores, code: str) -> None:
    """Between two publishing days nothing that is done moves a number."""
    come(stores, range(60), invite=code, reasons=FAST)
    publish_next(stores)
    before = invites_on_desk(stores), surveys_on_hold(stores), surveys_under_way(stores)
    come(stores, range(60, 120), invite=code, reasons=FAST)
    drafts.save_draft(stores.members, b"d" * 32, drafts.Draft(1, "{}"))
    assert (invites_on_desk(stores), surveys_on_hold(stores), surveys_under_way(stores)) == before


def test_a_publishing_day_draws_anew(stores: Stores, code: str) -> None:
    """Nobody does anything for ten publishing days: the number is not the same ten times."""
    come(stores, range(120), invite=code)
    found = set()
    for _ in range(10):
        publish_next(stores)
        found.add(uses_of_invites(stores))
    assert len(found) > 1


def test_held_surveys_are_told_by_batch_and_by_reason(stores: Stores, code: str) -> None:
    """Those without an invite under 0, all together under None."""
    come(stores, range(100), reasons=FAST)
    come(stores, range(100, 200), invite=code, reasons=FAST)
    publish_next(stores)
    held = surveys_on_hold(stores)
    assert set(held) == {None, 0, 1}
    assert held[0].reasons[HeldFor.too_fast] is not None
    assert held[0].reasons[HeldFor.surge] is None
