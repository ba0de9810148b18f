"""The sums of contrasts as counts of a pooled reader: what one more member adds to each.

A sum over strata is no sum over members. It is replayed as it moves at the group's own counts, by
what one more member of each stratum does to it, so that no bend of it hides anything from the
reader, who is linear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing import contrasts, counting
from dashboard.publishing.counting import PlacePairs
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.shown_effects import ShownEffects
from dashboard.stats.standardisation import StrataSums, sums_over_strata
from db.catalogue import (
    BENEFIT,
    BY_DIVIDED,
    BY_MORNING,
    CONTRAST_FILTERS,
    EVERY_EFFECT,
    FIRST_EFFECT_AXIS,
    MEASURES,
    SLEEP_GONE,
    SWITCHED,
)
from db.counting.cohort import CohortChunk

Reals = NDArray[np.float32]
Places = NDArray[np.int64]
_BY_TIME = (BY_MORNING, BY_DIVIDED)
_OF_MEASURE = {
    "effect_by_first_timing": (_BY_TIME, FIRST_EFFECT_AXIS),
    "benefit_by_first_timing": (_BY_TIME, (BENEFIT,)),
    "switched_timing": ((SWITCHED,), (SLEEP_GONE,)),
}
"""Inner measure -> its contrasts, and their words along its cases."""


class SumPlace(NamedTuple):
    """One published sum: of which contrast and word, which of ``StrataSums``.

    The same people are compared under every effect, so that their number stands once.
    """

    contrast: str
    word: str
    field: int

    @property
    def people(self) -> "SumPlace":
        """The number of people that decides whether it is shown."""
        word = EVERY_EFFECT if self.word in FIRST_EFFECT_AXIS else self.word
        return SumPlace(self.contrast, word, 0)

    def name(self, slice_text: str) -> str:
        """Its name in a slice, for its noise."""
        return contrasts._sum_name(self.contrast, slice_text, self.word, self.field)


class InnerCounts(NamedTuple):
    """Strata of members by inner measure: [member, stratum], and [member, word, stratum]."""

    people: dict[str, Reals]
    cases: dict[str, Reals]


def inner_counts(group: CohortChunk) -> InnerCounts:
    """A cohort through the tallies of the measures that stay inside publishing."""
    found = InnerCounts({}, {})
    for measure, (_, words) in _OF_MEASURE.items():
        tally = TALLIES[measure](group)
        strata = prod(counting.axis_sizes(MEASURES[measure])) // len(words)
        found.people[measure] = _ones(group.members, strata, tally.people)
        of_cases = _ones(group.members, len(words) * strata, tally.cases)
        found.cases[measure] = of_cases.reshape(group.members, len(words), strata)
    return found


def sum_places(text: str, effects: ShownEffects) -> tuple[SumPlace, ...]:
    """The sums that a slice shows by the rule of publishing."""
    if text and text.partition("=")[0] not in CONTRAST_FILTERS:
        return ()
    every = (
        SumPlace(contrast, word, field)
        for names, words in _OF_MEASURE.values()
        for contrast in names
        for word in words
        for field in range(len(StrataSums._fields))
        if effects.holds_place(contrast, text, word)
    )
    return tuple(place for place in every if place.field or place == place.people)


class _WordMoves(NamedTuple):
    """What a member adds to the sums of one word: which sums, and both [stratum, sum]."""

    columns: list[int]
    people: Reals
    cases: Reals


@dataclass(frozen=True)
class SumMoves:
    """How sums of contrasts move with one more member, at the counts of one group.

    Attributes:
        inner: strata of the members who may come.
        base: strata of members of whom a group is there.
        group: who is there.
        places: the sums.
    """

    inner: InnerCounts
    base: InnerCounts
    group: Places
    places: Sequence[SumPlace]

    def rows(self, members: Places) -> Reals:
        """What each of some members adds to each sum, [member, sum]."""
        found = np.zeros((len(members), len(self.places)), dtype=np.float32)
        for measure, strata, moves in self._of_measures:
            people = self.inner.people[measure][np.ix_(members, strata)]
            cases = self.inner.cases[measure][members]
            for word, of_word in moves.items():
                own_cases = cases[:, word, strata]
                found[:, of_word.columns] = people @ of_word.people + own_cases @ of_word.cases
        return found

    @cached_property
    def _of_measures(self) -> list[tuple[str, Places, dict[int, _WordMoves]]]:
        """Each measure with its strata, and what moves by the place of a word."""
        return [self._of_measure(measure) for measure in _OF_MEASURE]

    def _of_measure(self, measure: str) -> tuple[str, Places, dict[int, _WordMoves]]:
        now, now_cases = (counts[measure][self.group].sum(axis=0) for counts in self.base)
        strata = np.flatnonzero(self.inner.people[measure].any(axis=0))
        names = {(place.contrast, place.word) for place in self.places}
        moves = _Moves(measure, now, now_cases, names).of_strata(strata)
        words = _OF_MEASURE[measure][1]
        columns: dict[int, list[int]] = {}
        for column, place in enumerate(self.places):
            if (place.contrast, place.word) in moves:
                columns.setdefault(words.index(place.word), []).append(column)
        return (
            measure,
            strata,
            {word: self._of_word(at, moves) for word, at in columns.items()},
        )

    def _of_word(
        self, columns: list[int], moves: dict[tuple[str, str], tuple[Reals, Reals]]
    ) -> _WordMoves:
        places = [self.places[column] for column in columns]
        of_people, of_cases = (
            np.stack([moves[p.contrast, p.word][kind][:, p.field] for p in places], axis=1)
            for kind in range(2)
        )
        return _WordMoves(columns, of_people, of_cases)


class _Moves:
    """How the sums of a measure move with one more member of a stratum."""

    def __init__(
        self, measure: str, people: Reals, cases: Reals, words: set[tuple[str, str]]
    ) -> None:
        self._measure, self._people, self._cases, self._words = measure, people, cases, words
        self._sizes = counting.axis_sizes(MEASURES[measure])
        self._now = self._sums(people, cases)

    def of_strata(self, strata: Places) -> dict[tuple[str, str], tuple[Reals, Reals]]:
        """Contrast and word -> what one more member moves, and what a case moves besides.

        Both [stratum, field].
        """
        found = {name: (_rows(len(strata)), _rows(len(strata))) for name in self._now}
        for row, stratum in enumerate(strata):
            one = np.eye(len(self._people), dtype=np.float32)[stratum]
            more = self._sums(self._people + one, self._cases)
            as_case = self._sums(self._people + one, self._cases + one)
            for name, (of_people, of_cases) in found.items():
                of_people[row] = more[name] - self._now[name]
                of_cases[row] = as_case[name] - more[name]
        return found

    def _sums(self, people: Reals, cases: Reals) -> dict[tuple[str, str], Reals]:
        counts = (
            counts.astype(np.int64).reshape(self._sizes)
            for counts in (np.broadcast_to(people, cases.shape), cases)
        )
        arms = contrasts._arms_of_measure(self._measure, *counts)
        return {
            (name, word): np.array(sums_over_strata(*both), dtype=np.float32)
            for name, word, both in arms
            if (name, word) in self._words
        }


def _rows(many: int) -> Reals:
    return np.zeros((many, len(StrataSums._fields)), dtype=np.float32)


def _ones(members: int, places: int, pairs: PlacePairs) -> Reals:
    found = np.zeros((members, places), dtype=np.float32)
    found[pairs.member, pairs.place] = 1
    return found
