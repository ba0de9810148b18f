from typing import Any

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.counting import cohort
from db.desk import invites
from db.members import hand_in, held_surveys
from db.members.hand_in import SurveyArrival
from db.members.held_orders import HeldOrder, load_orders, write_orders
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member
from db.vocabulary import HeldFor, Standing

FAST = frozenset({HeldFor.too_fast})
STEP = {"week": 1, "dose_ug": 500, "timing": 1}


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


def counted(stores: Stores) -> int:
    """Members that publishing counts, and that its rows agree with."""
    with reading_transaction(stores.members) as connection:
        people = cohort.count_members(connection)
        assert people == sum(chunk.members for chunk in cohort.load_chunks(connection))
        assert people == sum(len(set(c.steps.member)) for c in cohort.load_chunks(connection))
        assert people == len(cohort.load_record_keys(connection))
    return people


def test_a_held_survey_is_kept_and_not_counted(stores: Stores) -> None:
    """Its code still opens it; neither its rows nor its arrival move an edition."""
    come(stores, range(5))
    come(stores, range(5, 12), reasons=FAST)
    assert counted(stores) == 5
    assert hand_in.is_handed_in(stores.members, (11).to_bytes(32))
    with reading_transaction(stores.members) as connection:
        assert held_surveys.load_hold_counts(connection) == [
            held_surveys.HoldCounts(0, 7, {HeldFor.too_fast: 7})
        ]


def test_an_order_is_kept_replaced_and_taken_back(stores: Stores) -> None:
    """Whatever is held there; nothing else changes."""
    come(stores, range(3), reasons=FAST)
    release, drop = (HeldOrder(standing=s) for s in (Standing.released, Standing.dropped))
    with writing_transaction(stores.members) as connection:
        assert load_orders(connection) == {}
        for orders in ({0: release, 2: drop}, {2: release}, {}):
            write_orders(connection, orders)
            assert load_orders(connection) == orders
    assert counted(stores) == 0


def test_only_the_batch_that_was_named_is_released(stores: Stores) -> None:
    """Ten of each; the other ten stay held. Every batch names all of them."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    come(stores, range(10), reasons=FAST)
    come(stores, range(10, 20), reasons=FAST, invite=invite.code)
    for batch, standing, there in (
        (invite.batch, Standing.dropped, 0),
        (held_surveys.EVERY_BATCH, Standing.released, 10),
    ):
        with writing_transaction(stores.members) as connection:
            held_surveys.decide_about_held(connection, batch, standing)
        assert counted(stores) == there


def test_a_copy_with_one_change_is_held_and_the_first_is_not(stores: Stores) -> None:
    """Three parts of four are the same."""
    spells = [{"effect": effect, "began_week": 1} for effect in (1, 3, 4, 11)]
    for member, condition in enumerate((1, 2)):
        survey = Survey(
            observed_week=5, steps=[STEP], episodes=spells, condition=condition, now={"pain": 4}
        )
        hand_in.hand_in(stores.members, member.to_bytes(32), survey)
    assert counted(stores) == 1
    with reading_transaction(stores.members) as connection:
        assert held_surveys.load_hold_counts(connection) == [
            held_surveys.HoldCounts(0, 1, {HeldFor.near_duplicate: 1})
        ]


def pass_weeks(stores: Stores, *weeks: int, dropping: tuple[int, ...] = ()) -> list[int]:
    """Publishing days so many weeks apart -> how many are counted after each."""
    found = []
    for since_last in weeks:
        with writing_transaction(stores.members) as connection:
            held_surveys.release_undecided(connection, since_last, dropping)
        found.append(counted(stores))
    return found


def test_what_nobody_decided_about_for_twelve_weeks_counts(stores: Stores) -> None:
    """First seen on a publishing day; 4, 8 and 12 weeks later it has waited twelve."""
    come(stores, range(3), reasons=FAST)
    assert pass_weeks(stores, 4, 4, 4, 4) == [0, 0, 0, 3]


def test_twelve_weeks_are_ones_own(stores: Stores) -> None:
    """Who is held later counts later, and how long they waited is forgotten then."""
    come(stores, range(3), reasons=FAST)
    pass_weeks(stores, 4, 4)
    come(stores, range(3, 5), reasons=FAST)
    assert pass_weeks(stores, 4, 4, 4, 4) == [0, 3, 3, 5]
    with reading_transaction(stores.members) as connection:
        assert set(connection.execute(select(core_table(Member).c.weeks_held)).scalars()) == {0}


def test_the_impossible_never_counts_by_itself(stores: Stores) -> None:
    """Not after a year, and not where nobody is there to decide."""
    come(stores, range(2), reasons=frozenset({HeldFor.impossible, HeldFor.too_fast}))
    assert pass_weeks(stores, *[4] * 13) == [0] * 13
    with writing_transaction(stores.members) as connection:
        held_surveys.release_possible(connection)
    assert counted(stores) == 0


@pytest.mark.parametrize(("dropping", "there"), [((0,), 0), ((7,), 3), ((-1,), 0)])
def test_what_is_to_be_dropped_waits_for_that(
    stores: Stores, dropping: tuple[int, ...], there: int
) -> None:
    """A leader has decided about it; another batch's order is another's."""
    come(stores, range(3), reasons=FAST)
    assert pass_weeks(stores, 4, 4, 4, 4, dropping=dropping)[-1] == there
