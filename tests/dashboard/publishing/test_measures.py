from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.publishing import counting
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.weights import LotKey
from db import catalogue
from tests.stories import stories
from tests.story_cohorts import Story, cohort_of, facts

import twin  # isort: skip - stand beside this file
import twin_asked  # isort: skip
import twin_changes  # isort: skip
import twin_courses  # isort: skip
import twin_doses  # isort: skip
import twin_extras  # isort: skip
import twin_response  # isort: skip

TWINS = {
    **vars(twin_response),
    **vars(twin_changes),
    **vars(twin_courses),
    **vars(twin_doses),
    **vars(twin_extras),
    **vars(twin),
}

Cells = dict[tuple[str, str], tuple[int, int]]
LOT = LotKey(b"one secret")


def slice_texts(name: str) -> list[str]:
    spec = catalogue.MEASURES[name]
    return ["=".join(place) if place[0] else "" for place in counting.slices_of_measure(spec)]


def published(counts: WeightedCounts, name: str) -> Cells:
    """(slice, axis) -> weights of the people and of the cases, where there are any."""
    texts, words = slice_texts(name), counting.axis_words(catalogue.MEASURES[name])
    return {
        (texts[s], words[p]): (int(counts.people[s, p]), int(counts.cases[s, p]))
        for s, p in np.argwhere(counts.people)
    }


def by_brute_force(members: list[Story], name: str) -> Cells:
    """The same, member by member and cell by cell, each with the weight of their own."""
    cells: Cells = {}
    for story in members:
        (weight,) = map(int, LOT.weights(np.array([story.record_key])))
        mine = facts(story)
        within = {"", *(f"{fact}={word}" for fact, word in mine.items())}
        for axis, case in TWINS[name](story):
            if not twin_asked.was_asked(story, name, axis[0]):
                continue
            for text in within & {*slice_texts(name)}:
                place = (text, "|".join(axis))
                people, cases = cells.get(place, (0, 0))
                cells[place] = (people + weight, cases + case * weight)
    return {place: cell for place, cell in cells.items() if cell[0]}


def counted(members: list[Story], name: str) -> WeightedCounts:
    cohort = cohort_of(members)
    weights = LOT.weights(cohort.record_key)
    return counting.count_cells(cohort, catalogue.MEASURES[name], TALLIES[name](cohort), weights)


@pytest.mark.parametrize("cohorts", [100, pytest.param(1_000, marks=pytest.mark.slow)])
def test_every_cell_is_what_counting_one_by_one_gives(cohorts: int) -> None:
    """Random small cohorts, every measure and cell: weights of people and cases."""

    @settings(max_examples=cohorts)
    @given(members=st.lists(stories(), min_size=1, max_size=6))
    def is_the_same(members: list[Story]) -> None:
        for name in catalogue.MEASURES:
            assert published(counted(members, name), name) == by_brute_force(members, name), name

    is_the_same()


@pytest.mark.parametrize("name", catalogue.MEASURES)
@settings(max_examples=20)
@given(
    members=st.lists(stories(), min_size=3, max_size=9),
    cut=st.sets(st.integers(1, 8), min_size=1),
)
def test_cells_of_chunks_add_up_to_the_cells_of_all(
    name: str,
    members: list[Story],
    cut: set[int],
) -> None:
    """However the members are cut into chunks, the sums are the same."""
    bounds = [0, *sorted(c for c in cut if c < len(members)), len(members)]
    parts = [counted(members[a:b], name) for a, b in pairwise(bounds)]
    together = parts[0]
    for part in parts[1:]:
        together = together + part
    assert published(together, name) == published(counted(members, name), name)


@pytest.mark.parametrize("name", catalogue.MEASURES)
@settings(max_examples=40)
@given(members=st.lists(stories(), min_size=1, max_size=8))
def test_a_member_is_in_a_cell_once_and_a_case_is_one_of_the_people(
    name: str,
    members: list[Story],
) -> None:
    """Pairs are distinct, and every case is among the people of its cell."""
    cohort = cohort_of(members)
    tally = TALLIES[name](cohort)
    for pairs in (tally.people, tally.cases):
        assert len(set(zip(pairs.member, pairs.place, strict=True))) == len(pairs.member)
    counts = counted(members, name)
    assert (counts.cases <= counts.people).all()


def test_every_measure_of_the_catalogue_is_counted_and_no_other() -> None:
    """The names in the catalogue and in the measures are the same."""
    assert set(TALLIES) == set(catalogue.MEASURES)
