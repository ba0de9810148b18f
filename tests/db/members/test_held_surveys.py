from typing import Any

from dashboard.stores import Stores
from db.answers import Survey
from db.counting import cohort
from db.desk import invites
from db.members import hand_in, held_surveys
from db.members.hand_in import SurveyArrival
from db.store.engine import reading_transaction, writing_transaction
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
    with writing_transaction(stores.members) as connection:
        assert held_surveys.load_orders(connection) == {}
        for orders in ({0: Standing.released, 2: Standing.dropped}, {2: Standing.released}, {}):
            held_surveys.write_orders(connection, orders)
            assert held_surveys.load_orders(connection) == orders
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
            held_surveys.carry_out_order(connection, batch, standing)
        assert counted(stores) == there


def test_a_copy_with_one_change_is_held_and_the_first_is_not(stores: Stores) -> None:
    """Three parts of four are the same."""
    spells = [{"effect": effect, "began_week": 1} for effect in (1, 3, 4, 11)]
    for member, condition in enumerate((1, 2)):
        survey = Survey(observed_week=5, steps=[STEP], episodes=spells, condition=condition)
        hand_in.hand_in(stores.members, member.to_bytes(32), survey)
    assert counted(stores) == 1
    with reading_transaction(stores.members) as connection:
        assert held_surveys.load_hold_counts(connection) == [
            held_surveys.HoldCounts(0, 1, {HeldFor.near_duplicate: 1})
        ]
