import math
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import insert, select

from dashboard import demo
from dashboard.stores import Stores
from db.bands import WEEK
from db.members import hand_in as hand_in_rows
from db.members import record
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.store.errors import StoreError
from db.tables import Member, ReturnCodeRow
from db.vocabulary import (
    BENEFIT,
    BOTHERSOME,
    ChangeReason,
    Effect,
    Sensitivity,
    Sex,
    Timing,
)


def test_the_same_seed_gives_the_same_rows(invent: Any) -> None:
    """Every column of every table, keys and all; another seed gives others."""
    one, again, other = (invent(demo.CohortTruth(), 300, seed) for seed in (3, 3, 4))
    for name in ("member", "steps", "episodes", "reports"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(again, name))
    assert set(one.member.index).isdisjoint(other.member.index)


def test_filling_appends_and_marks_the_store(stores: Any) -> None:
    """The mark is there before the first member; the same seed twice makes no key twice."""
    done: list[int] = []
    demo.fill_with_members(stores.members, 40, 1, progress=done.append)
    demo.fill_with_members(stores.members, 40, 1, progress=done.append)
    with reading_transaction(stores.members) as connection:
        rows = connection.execute(Member.__table__.select()).all()
    assert hand_in_rows.are_invented(stores.members)
    assert done == [40, 40]
    assert len({row.member_key for row in rows}) == len(rows) == 80


def test_real_members_are_never_joined_by_invented_ones(stores: Any, hand_in: Any) -> None:
    """A store with a survey that was handed in is refused, and not marked."""
    hand_in(1)
    with pytest.raises(StoreError, match="store_has_members"):
        demo.fill_with_members(stores.members, 10, 1)
    assert not hand_in_rows.are_invented(stores.members)


def test_keys_have_their_bits(cohort: Any) -> None:
    """63 bits for the member, 32 for the record key, and spread over all of them."""
    keys, record_keys = cohort.member.index, cohort.member.record_key
    assert keys.is_unique
    assert 0 <= keys.min() < 2**56
    assert 2**62 < keys.max() < 2**63
    assert 0 <= record_keys.min() < 2**24
    assert 2**31 < record_keys.max() < 2**32


CROWDED = {
    "effects": {"unrelated_per_week": 0.5, "second_week": 0.9},
    "reactions": {"lower_per_week": 0.4, "tries_again": 1.0, "cost_per_week": 0.02},
    "answers": {"forgotten": 0.5, "prior_symptom": 0.5, "prior_tapped": 1.0, "pleasure_item": 0.5},
}


@pytest.mark.parametrize("changes", [{}, CROWDED], ids=["default", "crowded"])
def test_every_member_could_have_handed_in(stores: Stores, changes: dict[str, Any]) -> None:
    """Rows, read back as a record, keep all of its rules: breaks with their restarts, too."""
    often = changes | {"story": {"pauses": 0.5, "every_other_day": 0.3}}
    demo.fill_with_members(stores.members, 300, 1, demo.CohortTruth.model_validate(often))
    link, key = core_table(ReturnCodeRow), core_table(Member).c.member_key
    with writing_transaction(stores.members) as connection:
        keys = connection.execute(select(key)).scalars().all()
        codes = [{"code_hash": k.to_bytes(32, "big"), "member_key": k} for k in keys]
        connection.execute(insert(link), codes)
    found = [record.load_record(stores.members, k.to_bytes(32, "big")) for k in keys]
    assert len([each for each in found if each]) == 300
    assert any(each.survey.pauses for each in found if each)


def test_episodes_are_numbered_from_0(cohort: Any) -> None:
    """Numbers run without a gap within a member's spells of an effect."""
    numbers = cohort.episodes.groupby(["member_key", "effect"]).episode
    assert (numbers.min() == 0).all()
    assert (numbers.max() + 1 == numbers.size()).all()


MARGINALS = {
    "women": (0.72, 0.76),
    "any effect": (0.62, 0.74),
    "benefit after 12 weeks on LDN": (0.32, 0.65),
    "answered step 5": (0.60, 0.70),
}
"""The published ranges (docs/invented-cohort.md), and those that the brief sets around them. Of
everybody who began, not of those who hand in: tests/dashboard/demo/test_demo_outcomes.py."""


def test_marginals_lie_where_published_ones_do(cohort: Any) -> None:
    """What a reader would look up first agrees with what was published."""
    measured = _marginals(cohort)
    outside = {
        name: measured[name]
        for name, (low, high) in MARGINALS.items()
        if not low <= measured[name] <= high
    }
    assert not outside


def _marginals(cohort: Any) -> dict[str, float]:
    member, effects = cohort.member, cohort.effects
    return {
        "women": (member.sex == Sex.female).mean(),
        "any effect": effects.member_key.nunique() / len(member),
        "benefit after 12 weeks on LDN": _benefit(cohort),
        "answered step 5": member.answered_pleasure.mean(),
    }


def _benefit(cohort: Any) -> float:
    member = cohort.member.loc[cohort.on_ldn]
    long = member.index[member.observed_week > 12]
    last = cohort.reports.drop_duplicates("member_key", keep="last").set_index("member_key")
    return float(last.overall_change.loc[long].isin(BENEFIT).mean())


def test_every_week_band_has_people_and_answers(cohort: Any) -> None:
    """Observed weeks reach over all bands, most of them within a year."""
    weeks = cohort.member.observed_week
    bands = cohort.reports.week.map(WEEK.index).value_counts()
    assert weeks.min() == 1
    assert weeks.max() > 104
    assert 0.7 < (weeks <= 52).mean() < 0.9
    assert (bands.reindex(range(len(WEEK.words))) >= 100).all()


def test_the_sensitive_begin_lower_and_slower(cohort: Any) -> None:
    """A sixth of the others' first dose, and fewer who step up after a week."""
    sensitive = cohort.member.index[cohort.member.sensitivity == Sensitivity.yes]
    others = cohort.member.index.difference(sensitive)
    first = cohort.first.dose_ug
    second = cohort.steps.groupby("member_key").nth(1).set_index("member_key")
    soon = (second.week == 2) & (second.reason == ChangeReason.planned_step)
    assert first.loc[sensitive].median() == 250
    assert first.loc[others].median() == 1_500
    assert soon.loc[soon.index.intersection(sensitive)].mean() < 0.2
    assert soon.loc[soon.index.intersection(others)].mean() > 0.25


def test_bedtime_is_the_commonest_time_to_begin(cohort: Any) -> None:
    """As the article says."""
    assert cohort.first.timing.mode().item() == Timing.bedtime


def test_step_5_stays_flat(cohort: Any) -> None:
    """The share with a bothersome item is as high in week 2 as after half a year."""
    items = cohort.episodes
    items = items[(items.effect > Effect.palpitations) & (items.severity >= BOTHERSOME)]
    member = cohort.member[cohort.member.answered_pleasure == 1]
    early, late = (_active(items, member, week) for week in (2, 30))
    assert 0.04 < early < 0.15
    assert math.isclose(early, late, abs_tol=0.02)


def _active(items: pd.DataFrame, member: pd.DataFrame, week: int) -> float:
    there = (items.began_week <= week) & ((items.still_there == 1) | (items.ended_week >= week))
    people = member.index[member.observed_week >= week]
    return float(people.isin(items.member_key[there]).mean())
