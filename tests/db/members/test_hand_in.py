import secrets
import threading
from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import func, select, text, update

from dashboard.stores import Stores
from db.answers import Survey
from db.counting import cohort
from db.editions.tables import CellRow
from db.members import drafts, rows
from db.members import hand_in as hand_in_rows
from db.members.drafts import Draft
from db.store.engine import (
    core_table,
    forget_deleted_rows,
    reading_transaction,
    writing_transaction,
)
from db.tables import DraftRow, EpisodeRow, Member, ReportRow, members_metadata
from db.vocabulary import Condition, Effect, Helped, Severity, Standing

CODE = b"c" * 32
MakeSurvey = Callable[..., Survey]


def count(stores: Stores, table: type) -> int:
    with reading_transaction(stores.members) as connection:
        query = select(func.count()).select_from(table)
        return connection.execute(query).scalar_one()


def test_handing_in_twice_stores_one_survey(stores: Stores, a_survey: MakeSurvey) -> None:
    """A double tap, a retry, a reload: the first counts."""
    assert hand_in_rows.hand_in(stores.members, CODE, a_survey())
    assert not hand_in_rows.hand_in(stores.members, CODE, a_survey(condition=Condition.mcas))
    assert count(stores, Member) == 1


def test_eight_taps_at_once_store_one_survey(stores: Stores, a_survey: MakeSurvey) -> None:
    """Eight threads with one code."""
    stored = []
    tap = lambda: stored.append(hand_in_rows.hand_in(stores.members, CODE, a_survey()))  # noqa: E731
    taps = [threading.Thread(target=tap) for _ in range(8)]
    [t.start() for t in taps]
    [t.join() for t in taps]
    assert sorted(stored) == [False] * 7 + [True]
    assert count(stores, Member) == count(stores, ReportRow) == count(stores, EpisodeRow) == 1


def test_a_survey_is_stored_whole_or_not_at_all(
    stores: Stores,
    a_survey: MakeSurvey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last row fails: nothing of the survey stays, and the draft is still there."""
    kept = drafts.save_draft(stores.members, CODE, Draft(3, "{}"))
    monkeypatch.setattr(rows, "latest_report_row", lambda _: {"week": None})
    with pytest.raises(Exception, match=r"(?i)not.null"):
        hand_in_rows.hand_in(stores.members, CODE, a_survey(), draft_read_with=kept)
    assert count(stores, Member) == count(stores, EpisodeRow) == 0
    assert drafts.load_draft(stores.members, CODE) == Draft(3, "{}")


def test_a_draft_is_replaced_at_every_step_and_gone_once_handed_in(
    stores: Stores,
    a_survey: MakeSurvey,
) -> None:
    """And a late save from another tab does not bring it back."""
    first = drafts.save_draft(stores.members, CODE, Draft(1, '{"a": 1}'))
    kept = drafts.save_draft(stores.members, CODE, Draft(2, '{"a": 2}'), first)
    assert drafts.load_draft(stores.members, CODE) == Draft(2, '{"a": 2}')
    hand_in_rows.hand_in(stores.members, CODE, a_survey(), draft_read_with=kept)
    with pytest.raises(drafts.HandedInMeanwhile):
        drafts.save_draft(stores.members, CODE, Draft(2, '{"a": 2}'), kept)
    assert count(stores, DraftRow) == 0
    assert hand_in_rows.is_handed_in(stores.members, CODE)


def test_what_was_handed_in_comes_back_as_columns(stores: Stores, a_survey: MakeSurvey) -> None:
    """Every bound of the answers' models survives packing into one integer."""
    survey = a_survey(
        observed_week=2_080,
        steps=[
            {"week": 1, "dose_ug": 1, "timing": 4},
            {
                "week": 2_080,
                "dose_ug": 50_000,
                "timing": 1,
                "reason": 5,
                "effects_after": 3,
                "benefit_after": 4,
            },
        ],
        stop={"week": 2_080, "reason": 7},
        episodes=[
            {
                "effect": Effect.stress_reactivity,
                "before": 3,
                "began_week": 2_080,
                "severity": Severity.very_severe,
                "helped": list(Helped),
                "hours_after": 5,
            },
        ],
        overall_change=7,
        first_benefit=8,
        answered_pleasure=True,
    )
    hand_in_rows.hand_in(stores.members, CODE, survey)
    with writing_transaction(
        stores.members
    ) as connection:  # 50 mg is held, and counted once released
        connection.execute(update(core_table(Member)).values(standing=Standing.released.value))
    with reading_transaction(stores.members) as connection:
        (chunk,) = cohort.load_chunks(connection)
    assert (chunk.steps.week.tolist(), chunk.steps.dose_ug.tolist()) == ([1, 2_080], [1, 50_000])
    assert (chunk.steps.reason[1], chunk.steps.effects_after[1], chunk.steps.benefit_after[1]) == (
        5,
        3,
        4,
    )
    assert chunk.stopped_week[0] == chunk.observed_week[0] == 2_080
    assert (chunk.stop_reason[0], chunk.first_benefit[0], chunk.answered_pleasure[0]) == (7, 8, 1)
    episode = {name: column[0] for name, column in vars(chunk.episodes).items()}
    assert episode == {
        "member": 0,
        "effect": 37,
        "before": 3,
        "began_week": 2_080,
        "still_there": 1,
        "ended_week": 0,
        "severity": 4,
        "helped": sum(1 << h for h in Helped),
        "hours_after": 5,
    }
    assert chunk.reports.overall_change[0] == 7


def test_chunks_hold_every_member_once_in_whatever_size(
    stores: Stores,
    hand_in: Callable[..., None],
) -> None:
    """23 members in chunks of 5: five chunks, 23 distinct record keys."""
    hand_in(23)
    with reading_transaction(stores.members) as connection:
        found = list(cohort.load_chunks(connection, size=5))
    assert [chunk.members for chunk in found] == [5, 5, 5, 5, 3]
    keys = np.concatenate([chunk.record_key for chunk in found])
    assert len(set(keys.tolist())) == 23
    assert all(len(chunk.episodes.member) == chunk.members for chunk in found)


def test_a_fresh_store_is_not_invented_and_a_marked_one_stays_so(stores: Stores) -> None:
    """The mark is in the store, so no setting can take it off."""
    assert not hand_in_rows.are_invented(stores.members)
    hand_in_rows.mark_invented(stores.members)
    hand_in_rows.mark_invented(stores.members)
    assert hand_in_rows.are_invented(stores.members)


def test_rows_do_not_lie_in_the_order_of_handing_in(
    stores: Stores,
    a_survey: MakeSurvey,
) -> None:
    """Weeks 1 to 300 handed in one after the other come back shuffled.

    A PostgreSQL heap keeps the order in which rows came, until it is written anew.
    """
    for week in range(1, 301):
        hand_in_rows.hand_in(
            stores.members,
            secrets.token_bytes(32),
            a_survey(
                observed_week=week, episodes=(), steps=[{"week": 1, "dose_ug": 500, "timing": 1}]
            ),
        )
    forget_deleted_rows(stores.members)
    with reading_transaction(stores.members) as connection:
        weeks = connection.execute(text("SELECT observed_week FROM member")).scalars().all()
    rank_correlation = np.corrcoef(weeks, range(300))[0, 1]
    assert abs(rank_correlation) < 0.2


def test_the_editions_store_has_no_table_of_the_members(stores: Stores) -> None:
    """Two stores, no table in common."""
    assert CellRow.__table__.name not in members_metadata.tables
