"""The desk's numbers: blurred, carried forward, looked at once a day."""

import datetime
from typing import Any

import pytest

from dashboard.publishing import desk_counts
from dashboard.publishing.blurring import THRESHOLD
from dashboard.publishing.desk_counts import (
    invites_on_desk,
    surveys_on_hold,
    surveys_under_way,
    uses_of_invites,
)
from dashboard.stats.noise import CUT, ROUND_TO
from dashboard.stores import Stores
from db.answers import Survey
from db.counting import draws
from db.desk import invites
from db.members import drafts, hand_in, held_surveys
from db.members.hand_in import SurveyArrival
from db.store.engine import writing_transaction
from db.vocabulary import HeldFor, Standing

MONDAY = datetime.date(2026, 11, 23)
TUESDAY = MONDAY + datetime.timedelta(days=1)
STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})
FURTHEST = CUT + ROUND_TO / 2
"""Noise and rounding together."""


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member % 40, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


@pytest.fixture
def code(stores: Stores) -> str:
    """An invite for a hundred."""
    return invites.create_invite(stores.members, "poster", 100, None).code


def used(stores: Stores, today: datetime.date) -> int | None:
    (batch,) = invites_on_desk(stores, today)
    assert batch.used == uses_of_invites(stores, today) or batch.used is None
    return batch.used


@pytest.mark.parametrize("people", [0, 1, 9])
def test_fewer_than_ten_look_the_same_as_none(stores: Stores, code: str, people: int) -> None:
    """No number, no row, no key: of uses and of held surveys alike."""
    come(stores, range(people), invite=code, reasons=FAST)
    assert invites_on_desk(stores, MONDAY)[0].used is None
    assert uses_of_invites(stores, MONDAY) is None
    assert surveys_on_hold(stores, MONDAY) == {}


def test_a_number_is_rounded_and_near_the_truth(stores: Stores, code: str) -> None:
    """40 uses: a multiple of 5, no further off than noise and rounding can bring it."""
    come(stores, range(40), invite=code)
    shown = invites_on_desk(stores, MONDAY)[0].used
    assert shown is not None
    assert shown % ROUND_TO == 0
    assert abs(shown - 40) <= FURTHEST


def test_nobody_can_watch_a_friend_hand_in(stores: Stores, code: str) -> None:
    """One more, the same day or the next: not a bit moves, though two processes look."""
    come(stores, range(30), invite=code, reasons=FAST)
    before = used(stores, MONDAY), surveys_on_hold(stores, MONDAY)
    come(stores, range(30, 31), invite=code, reasons=FAST)
    assert (used(stores, MONDAY), surveys_on_hold(stores, MONDAY)) == before
    desk_counts._looked.clear()
    assert (used(stores, MONDAY), surveys_on_hold(stores, MONDAY)) == before
    assert (used(stores, TUESDAY), surveys_on_hold(stores, TUESDAY)) == before


def test_numbers_are_looked_at_once_a_day(stores: Stores, code: str) -> None:
    """Fifty more on the same day are seen on the next."""
    come(stores, range(20), invite=code)
    before = used(stores, MONDAY)
    come(stores, range(20, 70), invite=code)
    assert used(stores, MONDAY) == before
    later = used(stores, TUESDAY)
    assert later is not None
    assert abs(later - 70) <= FURTHEST


def test_a_decision_and_taking_it_back_move_no_number(stores: Stores, code: str) -> None:
    """Else a leader could draw new noise as often as they like, and average it away."""
    come(stores, range(40), invite=code, reasons=FAST)
    before = surveys_on_hold(stores, MONDAY)
    assert set(before) == {None, 1}
    for _ in range(3):
        for decide in (Standing.released, Standing.dropped):
            held_surveys.decide_batch(stores.members, 1, decide)
            desk_counts._looked.clear()
            assert surveys_on_hold(stores, MONDAY) == before
            held_surveys.undo_decision(stores.members, 1)
            desk_counts._looked.clear()
            assert surveys_on_hold(stores, MONDAY) == before


def test_after_an_edition_what_was_decided_is_no_longer_held(stores: Stores, code: str) -> None:
    """The same day: the edition made it final."""
    come(stores, range(40), invite=code, reasons=FAST)
    assert surveys_on_hold(stores, MONDAY)
    held_surveys.decide_batch(stores.members, 1, Standing.dropped)
    with writing_transaction(stores.members) as connection:
        draws.begin_build(connection, 1)
    assert surveys_on_hold(stores, MONDAY) == {}


def test_reasons_are_told_like_any_count(stores: Stores, code: str) -> None:
    """40 very fast, 3 of them in a crowd as well: the three are as good as none."""
    come(stores, range(37), invite=code, reasons=FAST)
    come(stores, range(37, 40), invite=code, reasons=FAST | {HeldFor.surge})
    found = surveys_on_hold(stores, MONDAY)[1]
    fast = found.reasons[HeldFor.too_fast]
    assert fast is not None
    assert abs(fast - 40) <= FURTHEST
    assert {found.reasons[why] for why in HeldFor if why is not HeldFor.too_fast} == {None}


def test_surveys_under_way_are_counted_alike(stores: Stores) -> None:
    """25 drafts of nobody in particular."""
    assert surveys_under_way(stores, MONDAY) is None
    for at in range(25):
        drafts.save_draft(stores.members, at.to_bytes(32), drafts.Draft(1, "{}"))
    told = surveys_under_way(stores, TUESDAY)
    assert told is not None
    assert told >= THRESHOLD
    assert abs(told - 25) <= FURTHEST


def test_a_batch_as_leaders_see_it_has_no_exact_number(stores: Stores, code: str) -> None:
    """Its fields are those of the invite, but for the number of uses, which is blurred."""
    come(stores, range(33), invite=code)
    (shown,), (exact,) = invites_on_desk(stores, MONDAY), invites.all_invites(stores.members)
    same = vars(exact).keys() - {"used"}
    assert {name: vars(shown)[name] for name in same} == {n: vars(exact)[n] for n in same}
    assert exact.used == 33 != shown.used


def test_the_same_people_have_one_number_wherever_they_stand(stores: Stores, code: str) -> None:
    """One batch is all batches, and all of it is very fast: two draws could be averaged."""
    for people in range(20, 60, 10):
        come(stores, range(people - 20, people), invite=code, reasons=FAST)
        today = MONDAY + datetime.timedelta(days=people)
        found = surveys_on_hold(stores, today)
        numbers = {(b.people, b.reasons[HeldFor.too_fast]) for b in found.values()}
        assert len(numbers) == 1
        assert len(set(*numbers)) == 1
        assert invites_on_desk(stores, today)[0].used == uses_of_invites(stores, today)
