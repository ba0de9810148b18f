"""Two devices and one code: what was thanked is in the store, whatever the other device did."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st

from dashboard.admission.rate_limits import process_limits
from dashboard.questionnaire.check_in import check_in_prefill, survey_this_week
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.three_way import PersonDecides
from dashboard.stores import Stores
from dashboard.survey import device_copy, member_store
from dashboard.survey.device_copy import DeviceCopy
from db.members import record
from db.members.hand_in import SurveyArrival
from db.members.record import MemberRecord
from db.store import revisions
from db.store.revisions import ChangedMeanwhile, GoneMeanwhile, Reading
from db.vocabulary import Condition
from tests.faults.two_devices import BEGUN, Member, Side, told_by_record

QUICK, ALL = 200, 2_000
ACTS = 14


@pytest.fixture(autouse=True)
def own_stores(stores: Stores) -> Iterator[None]:
    """The stores that the product opens are this test's."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def member() -> Member:
    """A member with a draft that two devices have open."""
    found = Member(random.Random(1))
    found.begin()
    return found


@pytest.fixture
def handed_in(member: Member) -> Member:
    """A member whose record is open on two devices."""
    member.hand_in(member.sides[0])
    member.sides = [member.opened(), member.opened()]
    return member


def change(side: Side, name: str, said: Any) -> None:
    two = {"condition": "you.condition", "sex": "you.sex", "pain": "benefit.now.pain"}
    side.copy.answers[two[name]] = said
    side.edits[name] = said


def record_of(member: Member) -> MemberRecord:
    read = member_store.record_under_code(member.code)
    assert read is not None
    return read.value


def checked_in(read: Reading[MemberRecord], **said: Any) -> MemberRecord:
    answers = check_in_prefill(read.value.survey) | {
        k.replace("_", "."): v for k, v in said.items()
    }
    return MemberRecord.of(survey_this_week(read.value.survey, answers), read.value.reports)


def test_a1_a_check_in_after_a_correction_keeps_what_was_corrected(handed_in: Member) -> None:
    """The step of week 6 and the condition are corrected; the check-in had read neither."""
    desk, phone = handed_in.sides
    stale = phone.copy.amends
    change(desk, "condition", "mcas")
    desk.copy.answers |= {
        "doses.changed": "yes",
        "doses.changes": [1],
        "doses.changes_made": 1,
        "doses.change.1.week": 6,
        "doses.change.1.dose": "1",
    }
    desk.copy.store(SurveyArrival())
    assert stale is not None
    kept = member_store.store_record(handed_in.code, stale, checked_in(stale, now_pain="4"))
    assert [step.week for step in kept.value.survey.steps] == [1, 6]
    assert kept.value.survey.condition is Condition.mcas
    assert told_by_record(record_of(handed_in))["pain.21"] == 4


def test_a2_two_check_ins_of_one_week_keep_both_and_ask_about_what_differs(
    handed_in: Member,
) -> None:
    """The phone's 3 mg and severe effect stay without a word; both said how week 21 was."""
    desk, phone = (side.copy.amends for side in handed_in.sides)
    assert desk is not None and phone is not None
    severe = {"same": "changed", "change_dose": "3", "any_new": "yes"}
    on_phone = check_in_prefill(phone.value.survey) | {
        **{name.replace("_d", ".d"): said for name, said in severe.items() if name != "any_new"},
        "any_new": "yes",
        "new.physical": ["nausea"],
        "severity.nausea": "severe",
        "now.pain": "8",
    }
    mine = MemberRecord.of(survey_this_week(phone.value.survey, on_phone), phone.value.reports)
    member_store.store_record(handed_in.code, phone, mine)
    with pytest.raises(PersonDecides) as asked:
        member_store.store_record(handed_in.code, desk, checked_in(desk, now_pain="2"))
    undecided = asked.value.disagreement
    assert [conflict.thing for conflict in undecided.conflicts] == ["report.21"]
    assert told_by_record(record_of(handed_in))["pain.21"] == 8  # nothing was stored
    kept = member_store.decide_record(handed_in.code, undecided, for_mine=True)
    assert (
        told_by_record(kept.value).items()
        >= {
            "change.21": 3_000,
            "nausea": "severe",
            "pain.21": 2,
        }.items()
    )


def test_a3_a_correction_keeps_the_week_that_was_checked_in_meanwhile(handed_in: Member) -> None:
    """Week 21 from the phone, another condition from the desk."""
    desk, phone = handed_in.sides
    read = phone.copy.amends
    assert read is not None
    member_store.store_record(handed_in.code, read, checked_in(read, now_pain="7"))
    change(desk, "condition", "me_cfs")
    desk.copy.store(SurveyArrival())
    told = told_by_record(record_of(handed_in))
    assert (told["condition"], told["pain.21"], told["week"]) == ("me_cfs", 7, 21)


def test_a4_a_tab_left_open_saves_over_nothing(member: Member) -> None:
    """The other device changed the condition; the tab adds the sex; then both change the sex."""
    tab, other = member.sides
    change(other, "condition", "mcas")
    other.copy.save(Screen.check)
    change(tab, "sex", "female")
    assert tab.copy.save(Screen.effects)  # something of the other device came in
    assert member.stored().items() >= {"condition": "mcas", "sex": "female"}.items()
    change(other, "sex", "male")
    with pytest.raises(PersonDecides):
        other.copy.save(Screen.check)
    assert member.stored()["sex"] == "female"
    assert other.copy.decide(for_mine=True)
    other.copy.save(Screen.check)
    assert member.stored()["sex"] == "male"


def test_a5_a_second_hand_in_with_more_answers_adds_them(member: Member) -> None:
    """Handed in on the phone; the tab had more to tell."""
    tab, phone = member.sides
    phone.copy.store(SurveyArrival())
    change(tab, "condition", "me_cfs")
    change(tab, "pain", "4")
    tab.copy.store(SurveyArrival())
    told = told_by_record(record_of(member))
    assert (told["condition"], told["pain.20"]) == ("me_cfs", 4)
    assert tab.copy.stored == record_of(member).survey


def test_a5_a_hand_in_keeps_what_another_device_saved_in_the_draft(member: Member) -> None:
    """It was told "saved", and would have gone with the draft."""
    tab, phone = member.sides
    change(phone, "condition", "mcas")
    phone.copy.save(Screen.check)
    change(tab, "sex", "male")
    tab.copy.store(SurveyArrival())
    assert told_by_record(record_of(member)).items() >= {"condition": "mcas", "sex": "male"}.items()


def test_a_draft_saved_after_the_hand_in_becomes_a_correction(member: Member) -> None:
    """Nothing is called saved: it is stored when the correction is."""
    tab, phone = member.sides
    phone.copy.store(SurveyArrival())
    change(tab, "sex", "male")
    assert tab.copy.save(Screen.benefit)
    assert tab.copy.amends is not None
    assert "sex" not in told_by_record(record_of(member))
    tab.copy.store(SurveyArrival())
    assert told_by_record(record_of(member))["sex"] == "male"


@pytest.mark.parametrize("act", ["save", "correct"])
def test_what_was_erased_elsewhere_does_not_come_back_under_its_code(
    act: str, member: Member
) -> None:
    """A draft is kept under a new code, if it is saved again; a record is gone."""
    tab, _ = member.sides
    if act == "correct":
        member.hand_in(tab)
        tab = member.opened()
    assert member_store.erase_record(member.code)
    change(tab, "sex", "male")
    with pytest.raises(GoneMeanwhile):
        tab.copy.save(Screen.benefit) if act == "save" else tab.copy.store(SurveyArrival())
    assert member_store.find_under_hash(member_store.hash_of_code(member.code)) is None
    if act == "save":
        tab.copy.save(Screen.benefit)
        assert tab.copy.code not in (None, member.code)


def play(seed: int) -> int:
    """A random sequence of acts on two devices; how often the person was asked."""
    process_limits.cache_clear()  # each sequence is a household of its own
    chance = random.Random(seed)
    member = Member(chance)
    member.begin()
    acts: list[Callable[[Side], None]] = [
        *[member.edit] * 4,
        *[member.save] * 2,
        member.hand_in,
        *[member.check_in] * 2,
    ]
    for _ in range(ACTS):
        which = chance.randrange(2)
        if chance.random() < 0.1:
            member.sides[which] = member.opened()  # a reload
        chance.choice(acts)(member.sides[which])
        assert member.stored() == member.acknowledged
    if chance.random() < 0.2:
        assert member_store.erase_record(member.code)
        assert member_store.find_under_hash(member_store.hash_of_code(member.code)) is None
    return member.asked


def test_nothing_acknowledged_is_missing_in_random_sequences() -> None:
    """Edits, saves, hand-ins, corrections, check-ins and reloads on two devices."""
    asked = sum(play(seed) for seed in range(QUICK))
    assert asked > QUICK / 20  # both changed the same often enough for the test to mean something


@pytest.mark.slow
def test_nothing_acknowledged_is_missing_in_many_random_sequences() -> None:
    """The same, 2,000 times."""
    for seed in range(ALL):
        play(seed)


def test_control_without_a_look_acknowledged_answers_go_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old behaviour: what this device holds is written, whatever was read."""
    write_over = lambda stored, _read_with, wanted: stored.value != wanted  # noqa: E731
    for module in (revisions, record, "db.members.drafts"):
        name = module if isinstance(module, str) else module.__name__
        monkeypatch.setattr(f"{name}.is_to_be_written", write_over)
    lost = 0
    for seed in range(30):
        try:
            play(seed)
        except (AssertionError, ChangedMeanwhile):
            lost += 1
    assert lost > 3


def test_a_device_begins_with_nothing_read() -> None:
    """A first save names no revision, and gets one."""
    copy = DeviceCopy(answers=dict(BEGUN))
    copy.save(Screen.doses)
    assert copy.code is not None and copy.read.revision is not None
    assert device_copy._NOTHING.value == {}
