"""Breaks, restarts and every other day: what the truth says is found again in the rows."""

from pathlib import Path

import numpy as np
import pytest

from dashboard import demo
from dashboard.demo.course_truth import EVERYONE_HANDS_IN, StoryTruth
from dashboard.publishing.measures import dose_outcomes
from dashboard.stores import open_stores
from db import bands
from db.counting import cohort
from db.counting.columns import CohortChunk, Ints
from db.store.engine import reading_transaction
from db.vocabulary import SIDE_EFFECTS, Before

MEMBERS = 5_000
MANY = StoryTruth(pauses=0.6, comes_back=0.5, pause_weeks=2.0, every_other_day=0.4)
FAR = 10_000


def invented(folder: Path, story: StoryTruth) -> CohortChunk:
    # Whoever hands in when ill has more that came back than the truth says.
    truth = demo.CohortTruth(story=story, hand_in=EVERYONE_HANDS_IN)
    stores = open_stores(folder)
    demo.fill_with_members(stores.members, MEMBERS, 3, truth)
    with reading_transaction(stores.members) as connection:
        (group,) = cohort.load_chunks(connection)
    stores.close()
    return group


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> CohortChunk:
    """Many of them paused once, and two in five take it every other day."""
    return invented(tmp_path_factory.mktemp("many"), MANY)


@pytest.fixture(scope="module")
def all_back(tmp_path_factory: pytest.TempPathFactory) -> CohortChunk:
    """As many paused, and all of it comes back; nobody takes it every other day."""
    story = MANY.model_copy(update={"comes_back": 1.0, "every_other_day": 0.0})
    return invented(tmp_path_factory.mktemp("none"), story)


def weeks_of_breaks(group: CohortChunk) -> tuple[Ints, Ints]:
    """Of each spell the first and last week of its member's break; 0 for none."""
    pauses = group.pauses
    began, ended = (np.zeros(group.members, dtype=np.int64) for _ in range(2))
    began[pauses.member] = pauses.began_week
    ended[pauses.member] = np.where(pauses.ended_week == 0, FAR, pauses.ended_week)
    return began[group.episodes.member], ended[group.episodes.member]


def share_back(group: CohortChunk) -> float:
    """Of the spells that a break cut off, those that are there again in the restart's week."""
    first, last = weeks_of_breaks(group)
    episodes = group.episodes
    side = (episodes.before != Before.the_same) & (episodes.effect <= max(SIDE_EFFECTS))
    cut = side & (first > 0) & (episodes.ended_week == first - 1)
    back = side & (first > 0) & (episodes.began_week == last + 1)
    return float(back.sum() / cut.sum())


def test_so_many_paused_as_the_truth_says_and_half_began_again_at_half(group: CohortChunk) -> None:
    """Of those who were on LDN for 20 weeks; some changed the dose too late to pause after it."""
    long_enough = (group.last_weeks_on_ldn() >= 20).sum()
    assert MANY.pauses - 0.12 < len(group.pauses.member) / long_enough < MANY.pauses + 0.02
    over = group.pauses.member[group.pauses.ended_week > 0]
    last = np.searchsorted(group.steps.member, over, side="right") - 1
    lowered = group.steps.dose_ug[last] < group.steps.dose_ug[last - 1]
    assert abs(lowered.mean() - MANY.restart_half) < 0.05


def test_no_effect_begins_in_a_break_and_the_truths_share_comes_back(
    group: CohortChunk, all_back: CohortChunk
) -> None:
    """Half of what comes back where all of it does; of what was cut off, some would have passed."""
    first, last = weeks_of_breaks(group)
    episodes = group.episodes
    side = (episodes.before == Before.no) & (episodes.effect <= max(SIDE_EFFECTS))
    within = side & (first > 0) & (episodes.began_week >= first) & (episodes.began_week <= last)
    assert not within.any()
    found = share_back(group) / share_back(all_back)
    assert abs(found - MANY.comes_back) < 0.1


def test_twice_the_dose_every_other_day_stands_where_its_mean_stands(
    group: CohortChunk, all_back: CohortChunk
) -> None:
    """The doses that members stay with are those of a group that takes it daily."""
    kept = [
        np.bincount(dose_outcomes.dose_kept(each).cases.place, minlength=11) / each.members
        for each in (group, all_back)
    ]
    assert np.abs(kept[0] - kept[1]).max() < 0.03
    over_4500 = bands.DOSE_UG.words.index("over_4500")
    assert kept[0][over_4500] < 0.05
