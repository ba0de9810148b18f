import threading
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import insert, select, update
from stored import every_row

from dashboard import demo
from dashboard.stores import Stores
from db.answers import EffectEpisode, ScaleScores, Survey
from db.members import hand_in, record, rows
from db.members.record import MemberRecord, WeeklyReport
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.store.errors import StoreError
from db.tables import (
    DoseStepRow,
    EpisodeRow,
    Member,
    ReportRow,
    ReturnCodeRow,
)
from db.vocabulary import Condition, Effect, HeldFor, OverallChange, Standing, StopReason, Timing
from tests.amending import amend_now, check_in_now

CHANGES: dict[str, Callable[..., bool]] = {"check_in": check_in_now, "amend": amend_now}
CODE, OTHER = b"c" * 32, b"o" * 32
MakeSurvey = Callable[..., Survey]


def member_row(stores: Stores) -> dict[str, Any]:
    """The only member's own row."""
    with reading_transaction(stores.members) as connection:
        return dict(connection.execute(select(core_table(Member))).mappings().one())


@pytest.fixture
def hand_in_one(stores: Stores, a_survey: MakeSurvey) -> Survey:
    """The plain survey of week 20, handed in under CODE."""
    survey = a_survey(now=ScaleScores(pain=4), before=ScaleScores(pain=8, sleep=6))
    hand_in.hand_in(stores.members, CODE, survey)
    return survey


@pytest.fixture
def later(a_survey: MakeSurvey) -> Survey:
    """The same member in week 21: a second step, a second spell of dreams, stopped."""
    return a_survey(
        condition=Condition.me_cfs,
        observed_week=21,
        steps=[
            {"week": 1, "dose_ug": 500, "timing": Timing.bedtime},
            {"week": 21, "dose_ug": 1_000, "timing": Timing.morning},
        ],
        stop={"week": 21, "reason": StopReason.no_benefit},
        episodes=[
            {"effect": Effect.vivid_dreams, "began_week": 1, "still_there": False, "ended_week": 3},
            {"effect": Effect.vivid_dreams, "began_week": 21},
        ],
        overall_change=OverallChange.no_change,
        now={"pain": 7, "mood": 0},
    )


def test_a_code_that_opens_nothing_reads_changes_and_erases_nothing(
    stores: Stores, hand_in_one: Survey
) -> None:
    """None or False, and the store is as it was."""
    before = every_row(stores)
    assert record.load_record(stores.members, OTHER) is None
    assert not check_in_now(stores.members, OTHER, hand_in_one)
    assert not amend_now(stores.members, OTHER, MemberRecord.of(hand_in_one))
    assert not record.erase_member(stores.members, OTHER)
    assert every_row(stores) == before


def test_what_was_handed_in_is_read_back_with_one_report(
    stores: Stores, hand_in_one: Survey
) -> None:
    """Week 20: pain 4 now, 8 before."""
    found = record.load_record(stores.members, CODE)
    report = WeeklyReport(
        week=20, overall_change=OverallChange.much_better, scores=ScaleScores(pain=4)
    )
    assert found == MemberRecord(survey=hand_in_one, reports=(report,))


def test_a_check_in_replaces_the_survey_and_adds_a_report(
    stores: Stores, hand_in_one: Survey, later: Survey
) -> None:
    """Facts, doses, stop and effects are those of week 21; the report of week 20 stays."""
    assert check_in_now(stores.members, CODE, later)
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert found.survey == later
    assert [(r.week, r.scores.pain) for r in found.reports] == [(20, 4), (21, 7)]


def test_a_check_in_in_the_same_week_replaces_that_weeks_report(
    stores: Stores, hand_in_one: Survey
) -> None:
    """Pain 4 was a slip, it is 5."""
    again = hand_in_one.model_copy(update={"now": ScaleScores(pain=5)})
    assert check_in_now(stores.members, CODE, again)
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert [(r.week, r.scores.pain) for r in found.reports] == [(20, 5)]


def test_the_same_check_in_twice_leaves_the_same_store(
    stores: Stores, hand_in_one: Survey, later: Survey
) -> None:
    """Also after an edition: a retry is no change that the next edition could wait for."""
    check_in_now(stores.members, CODE, later)
    before = every_row(stores)
    assert check_in_now(stores.members, CODE, later)
    assert every_row(stores) == before


def test_a_check_in_of_an_earlier_week_is_refused_by_a_key(
    stores: Stores, hand_in_one: Survey, a_survey: MakeSurvey
) -> None:
    """Week 19 after week 20 is no record: nothing changed."""
    before = every_row(stores)
    with pytest.raises(ValidationError, match="report_later_than_now"):
        check_in_now(stores.members, CODE, a_survey(observed_week=19))
    assert every_row(stores) == before


def test_an_earlier_report_can_be_corrected_or_taken_away(
    stores: Stores, hand_in_one: Survey, later: Survey
) -> None:
    """Of weeks 20 and 21: week 20's pain becomes 6, a forgotten week 10 is added, then both go."""
    check_in_now(stores.members, CODE, later)
    corrected = [
        WeeklyReport(week=20, scores=ScaleScores(pain=6)),
        WeeklyReport(week=10, scores=ScaleScores(pain=9)),
    ]
    for earlier, expected in ((corrected, [(10, 9), (20, 6), (21, 7)]), ([], [(21, 7)])):
        assert amend_now(stores.members, CODE, MemberRecord.of(later, earlier))
        found = record.load_record(stores.members, CODE)
        assert found is not None
        assert [(r.week, r.scores.pain) for r in found.reports] == expected


@pytest.mark.parametrize("standing", [Standing.held, Standing.released, Standing.dropped])
def test_a_member_changes_neither_keys_nor_batch_nor_standing(
    stores: Stores, hand_in_one: Survey, later: Survey, standing: Standing
) -> None:
    """A held survey stays held, whatever is checked in or amended."""
    kept = {"batch": 3, "standing": standing.value, "held_for": 6}
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(Member)).values(kept))
    keys = {name: member_row(stores)[name] for name in ("member_key", "record_key")}
    check_in_now(stores.members, CODE, later)
    amend_now(stores.members, CODE, MemberRecord.of(hand_in_one))
    assert (kept | keys).items() <= member_row(stores).items()


@pytest.mark.parametrize("change", ["check_in", "amend"])
def test_a_change_is_stored_whole_or_not_at_all(
    stores: Stores,
    hand_in_one: Survey,
    later: Survey,
    change: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It fails when the old rows are deleted and the new ones are not there yet."""
    before = every_row(stores)

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(rows, "insert_child_rows", fail)
    new = {"check_in": later, "amend": MemberRecord.of(later)}[change]
    with pytest.raises(OSError, match=r"^$"):
        CHANGES[change](stores.members, CODE, new)
    assert every_row(stores) == before


def test_eight_check_ins_at_once_are_one(
    stores: Stores, hand_in_one: Survey, later: Survey
) -> None:
    """Eight threads with one code: two reports, week 20's and week 21's."""
    check_in = lambda: check_in_now(stores.members, CODE, later)  # noqa: E731
    taps = [threading.Thread(target=check_in) for _ in range(8)]
    [t.start() for t in taps]
    [t.join() for t in taps]
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert [report.week for report in found.reports] == [20, 21]


REPORTS = {
    "report_later_than_now": [WeeklyReport(week=21), WeeklyReport(week=20)],
    "reports_out_of_order": [WeeklyReport(week=20), WeeklyReport(week=20)],
    "latest_report_is_not_now": [WeeklyReport(week=19)],
}


@pytest.mark.parametrize("key", REPORTS)
def test_reports_that_do_not_lead_to_now_are_refused_by_a_key(
    key: str, a_survey: MakeSurvey
) -> None:
    """And the error's text holds no answer."""
    with pytest.raises(ValidationError, match=key) as refused:
        MemberRecord(survey=a_survey(), reports=tuple(REPORTS[key]))
    assert "fibromyalgia" not in str(refused.value)


def test_a_record_has_a_report_of_its_own_week() -> None:
    """No reports at all is no record of a week."""
    survey = Survey(observed_week=1, steps=[{"week": 1, "dose_ug": 500, "timing": 1}])
    with pytest.raises(ValidationError, match="latest_report_is_not_now"):
        MemberRecord(survey=survey, reports=())


def test_a_damaged_record_is_told_by_a_key_without_an_answer(
    stores: Stores, hand_in_one: Survey
) -> None:
    """Its only dose was moved from week 1 to week 2; it can still be erased."""
    with writing_transaction(stores.members) as connection:
        connection.execute(update(core_table(DoseStepRow)).values(week=2))
    with pytest.raises(StoreError) as damaged:
        record.load_record(stores.members, CODE)
    assert damaged.value.args == ("record_damaged",)
    assert damaged.value.__suppress_context__
    assert record.erase_member(stores.members, CODE)


def test_every_invented_member_has_a_record(stores: Stores) -> None:
    """300 invented members, each given a code: valid, and as many rows as are stored."""
    demo.fill_with_members(stores.members, 300, seed=5)
    link, key = core_table(ReturnCodeRow), core_table(Member).c.member_key
    with writing_transaction(stores.members) as connection:
        keys = connection.execute(select(key)).scalars().all()
        for member_key in keys:
            code = member_key.to_bytes(32, "big")
            connection.execute(insert(link), {"code_hash": code, "member_key": member_key})
    found = [record.load_record(stores.members, key.to_bytes(32, "big")) for key in keys]
    told = [r for r in found if r is not None]
    parts = [
        sum(len(r.survey.steps) for r in told),
        sum(len(r.survey.episodes) for r in told),
        sum(len(r.reports) for r in told),
    ]
    rows_stored = every_row(stores)
    tables = [core_table(model).name for model in (DoseStepRow, EpisodeRow, ReportRow)]
    assert parts == [len(rows_stored[name]) for name in tables]
    assert len(told) == 300


def test_two_spells_of_an_effect_are_two_episodes(stores: Stores, a_survey: MakeSurvey) -> None:
    """Handed in out of order, they come back in the order in which they began."""
    spells = [
        EffectEpisode(effect=Effect.headache, began_week=9),
        EffectEpisode(effect=Effect.headache, began_week=2, still_there=False, ended_week=4),
    ]
    hand_in.hand_in(stores.members, CODE, a_survey(episodes=spells))
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert [e.began_week for e in found.survey.episodes] == [2, 9]


def test_a_survey_changed_into_what_can_hardly_be_true_is_held(
    stores: Stores,
    hand_in_one: Survey,
) -> None:
    """From 0.5 mg to 30 mg: else handing in something plausible first would go around the check."""
    steps = [{"week": 1, "dose_ug": 30_000, "timing": 1}]
    wild = Survey.model_validate({**dict(hand_in_one), "steps": steps})
    assert amend_now(stores.members, CODE, MemberRecord.of(wild))
    assert member_row(stores)["standing"] == Standing.held
    assert member_row(stores)["held_for"] == 1 << HeldFor.impossible
