"""The sums of contrasts as counts of a pooled reader: what one more member adds to each.

A sum over strata is no sum over members. It is replayed as it moves at the group's own counts, by
what one more member of each stratum does to it, so that no bend of it hides anything from the
reader, who is linear.
"""

from collections.abc import Iterator, Sequence
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


def sum_rows(
    inner: InnerCounts, base: InnerCounts, group: NDArray[np.int64], places: Sequence[SumPlace]
) -> Reals:
    """What each member adds to each sum, [member, sum].

    Args:
        inner: strata of these members.
        base: strata of members of whom a group is there.
        group: who is there.
        places: the sums.
    """
    many = len(next(iter(inner.people.values())))
    found = np.zeros((many, len(places)), dtype=np.float32)
    at = {place: nth for nth, place in enumerate(places)}
    words = {(place.contrast, place.word) for place in places}
    for measure in _OF_MEASURE:
        people, cases = inner.people[measure], inner.cases[measure]
        now, now_cases = (counts[measure][group].sum(axis=0) for counts in base)
        moves = _Moves(measure, now, now_cases, words)
        for stratum in np.flatnonzero(people.any(axis=0)):
            for (contrast, word), of_people, of_cases in moves.of_stratum(int(stratum)):
                nth_word = _OF_MEASURE[measure][1].index(word)
                own = (people[:, stratum], cases[:, nth_word, stratum])
                for field in range(len(StrataSums._fields)):
                    column = at.get(SumPlace(contrast, word, field))
                    if column is not None:
                        found[:, column] += own[0] * of_people[field] + own[1] * of_cases[field]
    return found


class _Moves:
    """How the sums of a measure move with one more member of a stratum."""

    def __init__(
        self, measure: str, people: Reals, cases: Reals, words: set[tuple[str, str]]
    ) -> None:
        self._measure, self._people, self._cases, self._words = measure, people, cases, words
        self._sizes = counting.axis_sizes(MEASURES[measure])
        self._now = self._sums(people, cases)

    def of_stratum(self, stratum: int) -> Iterator[tuple[tuple[str, str], Reals, Reals]]:
        """Contrast and word; what one more member moves, and what a case moves besides."""
        one = np.eye(len(self._people), dtype=np.float32)[stratum]
        more = self._sums(self._people + one, self._cases)
        as_case = self._sums(self._people + one, self._cases + one)
        for word, now in self._now.items():
            yield word, more[word] - now, as_case[word] - more[word]

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


def _ones(members: int, places: int, pairs: PlacePairs) -> Reals:
    found = np.zeros((members, places), dtype=np.float32)
    found[pairs.member, pairs.place] = 1
    return found
