"""Reasons to hold are looked at again at check-in and correction."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from dashboard.stores import Stores
from db.answers import Survey
from db.members import hand_in, record
from db.members.hand_in import SurveyArrival
from db.members.held_surveys import reason_bits
from db.members.record import MemberRecord
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member, ReturnCodeRow
from db.vocabulary import SIDE_EFFECTS, HeldFor, Standing

CODE, OTHER = b"c" * 32, b"o" * 32
STEP = {"week": 1, "dose_ug": 500, "timing": 1}
SPELLS = [
    {"effect": e, "severity": 1 + i % 3, "began_week": 1 + i}
    for i, e in enumerate(SIDE_EFFECTS[:4])
]
NEARLY_EVERY = [
    {"effect": e, "severity": i % 5, "began_week": 1 + i} for i, e in enumerate(SIDE_EFFECTS[:22])
]
SAME = dict.fromkeys(("pain", "fatigue", "sleep", "mood"), 5)
CHANGES = [
    ({"steps": [{**STEP, "dose_ug": 30_000}]}, HeldFor.impossible),
    ({"episodes": NEARLY_EVERY}, HeldFor.straight_lined),
    ({"now": SAME, "before": {"pain": 5, "sleep": 5}}, HeldFor.straight_lined),
]
Change = Callable[[Stores, Survey], None]


def survey(**answers: Any) -> Survey:
    return Survey(
        **(
            {"observed_week": 30, "steps": [STEP], "episodes": SPELLS[:1], "now": {"pain": 4}}
            | answers
        )
    )


def check_in(stores: Stores, changed: Survey) -> None:
    """A later week, after the reports that there are."""
    read = record.read_record(stores.members, CODE)
    assert read
    later = changed.model_copy(update={"observed_week": changed.observed_week + 1})
    new = MemberRecord.of(later, read.value.reports)
    record.amend_record(stores.members, CODE, new, read.revision)


def correct(stores: Stores, changed: Survey) -> None:
    read = record.read_record(stores.members, CODE)
    assert read
    record.amend_record(stores.members, CODE, MemberRecord.of(changed), read.revision)


def standing(stores: Stores, code: bytes = CODE) -> tuple[int, int]:
    """Standing and reasons of whom a code opens."""
    code_row, member = core_table(ReturnCodeRow), core_table(Member)
    query = select(member.c.standing, member.c.held_for).join(
        code_row, code_row.c.member_key == member.c.member_key
    )
    with reading_transaction(stores.members) as connection:
        found = connection.execute(query.where(code_row.c.code_hash == code)).one()
    return found.standing, found.held_for


COUNTED = (Standing.counted, 0)
WAYS = pytest.mark.parametrize("change", [check_in, correct])


@WAYS
@pytest.mark.parametrize(("broken", "why"), CHANGES)
def test_a_survey_that_turns_into_what_is_held_is_held(
    stores: Stores, change: Change, broken: dict[str, Any], why: HeldFor
) -> None:
    """Impossible, nearly every effect, straight lines: also by the second way in."""
    hand_in.hand_in(stores.members, CODE, survey())
    assert standing(stores) == COUNTED
    change(stores, survey(**broken))
    assert standing(stores) == (Standing.held, reason_bits({why}))


@WAYS
@pytest.mark.parametrize(("broken", "why"), CHANGES)
def test_nobody_is_held_again_for_answers_that_did_not_change(
    stores: Stores, change: Change, broken: dict[str, Any], why: HeldFor
) -> None:
    """Leaders released it; the next check-in changes something else."""
    hand_in.hand_in(stores.members, CODE, survey(**broken))
    release(stores)
    change(stores, survey(**broken, overall_change=2))
    assert standing(stores) == (Standing.released, reason_bits({why}))


def release(stores: Stores) -> None:
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(Member)).values(standing=Standing.released.value))


@WAYS
def test_a_survey_that_becomes_like_another_members_is_held(stores: Stores, change: Change) -> None:
    """Three parts of four; and the other one is not."""
    hand_in.hand_in(stores.members, OTHER, survey(episodes=SPELLS))
    hand_in.hand_in(stores.members, CODE, survey(condition=3))
    change(stores, survey(condition=3, episodes=SPELLS))
    assert standing(stores) == (Standing.held, reason_bits({HeldFor.near_duplicate}))
    assert standing(stores, OTHER) == COUNTED


@WAYS
def test_nobody_is_like_themselves(stores: Stores, change: Change) -> None:
    """A check-in is three parts of four the same as the survey before it."""
    hand_in.hand_in(stores.members, CODE, survey(episodes=SPELLS))
    change(stores, survey(episodes=SPELLS, overall_change=2))
    assert standing(stores) == COUNTED


@WAYS
def test_a_likeness_that_was_there_before_holds_nobody_again(
    stores: Stores, change: Change
) -> None:
    """Released as honest, they check in: two that are alike in dose and effects stay so."""
    for code in (OTHER, CODE):
        hand_in.hand_in(stores.members, code, survey(episodes=SPELLS))
    release(stores)
    change(stores, survey(episodes=SPELLS, condition=3))
    assert standing(stores)[0] == Standing.released


def test_a_copy_of_what_somebody_changed_to_is_recognised(stores: Stores) -> None:
    """What a survey is compared with moves on with its record."""
    hand_in.hand_in(stores.members, CODE, survey())
    check_in(stores, survey(episodes=SPELLS))
    hand_in.hand_in(stores.members, OTHER, survey(episodes=SPELLS, condition=3))
    assert standing(stores, OTHER) == (Standing.held, reason_bits({HeldFor.near_duplicate}))


@WAYS
def test_too_fast_and_a_crowd_are_about_handing_in_alone(stores: Stores, change: Change) -> None:
    """Released once, they are no reason again."""
    reasons = frozenset({HeldFor.too_fast, HeldFor.surge})
    hand_in.hand_in(stores.members, CODE, survey(), SurveyArrival(reasons=reasons))
    release(stores)
    change(stores, survey(condition=3, episodes=SPELLS))
    assert standing(stores) == (Standing.released, reason_bits(set(reasons)))


@WAYS
def test_a_slip_that_is_put_right_is_no_longer_impossible(stores: Stores, change: Change) -> None:
    """It stays held, as nobody releases themselves; but now it counts after twelve weeks."""
    hand_in.hand_in(stores.members, CODE, survey(steps=[{**STEP, "dose_ug": 45_000}]))
    assert standing(stores) == (Standing.held, reason_bits({HeldFor.impossible}))
    change(stores, survey(steps=[{**STEP, "dose_ug": 4_500}]))
    assert standing(stores) == (Standing.held, 0)


@WAYS
def test_what_was_dropped_stays_dropped(stores: Stores, change: Change) -> None:
    """No change brings it back among the held."""
    hand_in.hand_in(stores.members, CODE, survey())
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(Member)).values(standing=Standing.dropped.value))
    change(stores, survey(episodes=NEARLY_EVERY))
    assert standing(stores)[0] == Standing.dropped
