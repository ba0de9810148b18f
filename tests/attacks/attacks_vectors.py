"""Members as vectors of the counts they stand in, by the real counting, names and slices.

An edition's counts are then sums of weighted vectors, so that thousands of editions are replayed
in memory; ``test_pooled_replay`` holds a replay against an edition of the real builder, cell by
cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from attacks_contrasts import InnerCounts, SumMoves, SumPlace, inner_counts, sum_places
from numpy.typing import NDArray

from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import BlurredCount, rounded_count
from dashboard.publishing.count_names import SetOfPeople
from dashboard.publishing.edition_cells import ANSWERED
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.shown_effects import (
    EVERY_SINGLE_EFFECT,
    ShownEffects,
)
from dashboard.publishing.slices import FilterSizes, Words, filter_slices, slice_text
from db import catalogue
from db.catalogue import FILTERS, SINGLE_EFFECTS
from db.counting.cohort import CohortChunk
from db.thresholds import EFFECT_FROM_CASES, EFFECT_FROM_SHARE

SLICES_ONCE_FROM = 15
Reals = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """A published place of a measure: where its people and its cases stand in the vectors."""

    measure: str
    axis: str
    people: int
    cases: int


@dataclass(frozen=True)
class SliceView:
    """What one slice shows: columns of people and of cases, and whose people each case is among.

    Attributes:
        text: as the slice is stored; "" is everyone.
        members: which members it holds, [member].
        people: columns of people in the vectors.
        cases: columns of cases.
        among: for each case its people, as a position in ``people``.
        sums: of contrasts; they come last.
    """

    text: str
    members: NDArray[np.bool_]
    people: Places
    cases: Places
    among: Places
    sums: tuple[SumPlace, ...]

    @property
    def counts(self) -> int:
        """How many counts it shows."""
        return len(self.people) + len(self.cases) + len(self.sums)


@dataclass(frozen=True)
class Vectors:
    """A cohort as vectors.

    Attributes:
        group: its columns.
        people: [member, set of people].
        cases: [member, set of cases].
        cells: every published place.
        names: sets of people and of cases, as publishing names them.
        inner: strata of contrasts.
        base: whose sums of contrasts these members would move; None = their own.
    """

    group: CohortChunk
    people: Reals
    cases: Reals
    cells: list[Cell]
    names: tuple[list[SetOfPeople], list[SetOfPeople]]
    inner: InnerCounts
    base: "Vectors | None" = None

    def view(self, text: str, members: NDArray[np.bool_], effects: ShownEffects) -> SliceView:
        """What a slice shows by the rule of publishing."""
        shown = [
            cell
            for cell in self.cells
            if (not text or text.partition("=")[0] in catalogue.MEASURES[cell.measure].filters)
            and effects.holds_place(cell.measure, text, cell.axis)
        ]
        # Cases that stand in two measures are shown wherever the larger of their people are.
        many = self.people.sum(axis=0)
        shown.sort(key=lambda cell: many[cell.people])
        among = {cell.cases: cell.people for cell in shown}
        cases = np.array(sorted(among))
        of = np.array([among[place] for place in cases])
        people, position = np.unique(of, return_inverse=True)
        return SliceView(text, members, people, cases, position, sum_places(text, effects))

    def sums_of_view(self, view: SliceView, group: Places) -> SumMoves:
        """What members add to a slice's sums of contrasts, where these are its group."""
        inside = group[view.members[group]]
        key = (view.sums, inside.tobytes())
        if key not in self._sums:
            base = (self.base or self).inner
            self._sums[key] = SumMoves(self.inner, base, inside, view.sums)
        return self._sums[key]

    @cached_property
    def _sums(self) -> dict[tuple[tuple[SumPlace, ...], bytes], SumMoves]:
        return {}

    def effects_in_groups(self, members: Places) -> frozenset[str]:
        """Single effects that are common enough in these members, by the rule of publishing."""
        found = set()
        for cell in self._of_measure["effect_by_week"]:
            effect = cell.axis.partition("|")[0]
            people, cases = (
                counts[members, place].sum()
                for counts, place in ((self.people, cell.people), (self.cases, cell.cases))
            )
            enough = cases >= EFFECT_FROM_CASES and cases >= EFFECT_FROM_SHARE * people
            if effect in SINGLE_EFFECTS and enough:
                found.add(effect)
        return frozenset(found)

    def place_of(self, measure: str, axis: str) -> Cell:
        """A published place by its words."""
        return next(cell for cell in self._of_measure[measure] if cell.axis == axis)

    @cached_property
    def _of_measure(self) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.measure, []).append(cell)
        return found


def member_vectors(group: CohortChunk) -> Vectors:
    """A cohort as vectors, through every tally of publishing."""
    names: tuple[dict[SetOfPeople, int], dict[SetOfPeople, int]] = ({}, {})
    pairs: tuple[list[tuple[Places, Places]], list[tuple[Places, Places]]] = ([], [])
    cells = []
    for measure, tally in TALLIES.items():
        spec = catalogue.MEASURES[measure]
        if spec.inner or measure == ANSWERED:
            continue
        found, full = tally(group), counting.axis_sizes(spec)
        columns = [
            np.array([names[kind].setdefault(one, len(names[kind])) for one in sets])
            for kind, sets in enumerate(
                (count_names.people_of_places(measure), count_names.cases_of_places(measure))
            )
        ]
        # Places of people repeat along the axes over which they are not told apart.
        of_people = np.empty(prod(found.shape), dtype=np.int64)
        index = np.arange(prod(found.shape)).reshape(found.shape)
        of_people[np.broadcast_to(index, full).reshape(-1)] = columns[0]
        pairs[0].append((found.people.member, of_people[found.people.place]))
        pairs[1].append((found.cases.member, columns[1][found.cases.place]))
        cells += [
            Cell(measure, axis, int(one), int(other))
            for axis, one, other in zip(counting.axis_words(spec), *columns, strict=True)
        ]
    people, cases = (
        _ones(group.members, len(names[kind]), pairs[kind]) for kind in range(len(pairs))
    )
    lists = (list(names[0]), list(names[1]))
    return Vectors(group, people, cases, cells, lists, inner_counts(group))


def friends_slices(
    group: CohortChunk, friend: int, members: Places, fakes: int
) -> list[tuple[str, Words]]:
    """The slices that hold a friend in a group with fakes who have all the friend's facts."""
    found = []
    for name, words in FILTERS.items():
        counts = np.bincount(group.facts[name][members], minlength=len(words))
        counts[group.facts[name][friend]] += fakes
        own = words[group.facts[name][friend]]
        sizes = FilterSizes(name, _published_size(words, counts), lambda _words: False)
        found += [(name, held) for held in filter_slices(sizes) if own in held]
    return found


def slice_members(group: CohortChunk, name: str, words: Words) -> NDArray[np.bool_]:
    """Which members a slice holds."""
    inside: NDArray[np.bool_] = np.isin(
        group.facts[name], [FILTERS[name].index(word) for word in words]
    )
    return inside


def views_as_once(vectors: Vectors, friend: int, members: Places, fakes: int) -> list[SliceView]:
    """By the old rule: each word of the friend's is a slice from 15 people, with every effect."""
    effects = ShownEffects(groups=EVERY_SINGLE_EFFECT)
    found = [view_of_everyone(vectors)]
    for name, words in FILTERS.items():
        own = vectors.group.facts[name][friend]
        people = (vectors.group.facts[name][members] == own).sum() + fakes + 1
        if people >= SLICES_ONCE_FROM:
            held = (name, (words[own],))
            inside = slice_members(vectors.group, *held)
            found.append(vectors.view(slice_text(*held), inside, effects))
    return found


def view_of_everyone(vectors: Vectors, *, is_small: bool = False) -> SliceView:
    """The whole group, which is a small one or not."""
    everyone = np.ones(vectors.group.members, dtype=bool)
    return vectors.view("", everyone, ShownEffects(is_small))


def views_of_friend(
    vectors: Vectors, friend: int, members: Places, *, fakes: int
) -> list[SliceView]:
    """Everyone first, then the friend's own slices."""
    effects = ShownEffects(groups=vectors.effects_in_groups(members))
    return [
        view_of_everyone(vectors),
        *(
            vectors.view(slice_text(*held), slice_members(vectors.group, *held), effects)
            for held in friends_slices(vectors.group, friend, members, fakes)
        ),
    ]


def _published_size(words: Words, counts: Places) -> Callable[[Words], int]:
    def people(held: Words) -> int:
        return rounded_count(BlurredCount(sum(int(counts[words.index(word)]) for word in held)))

    return people


def _ones(members: int, places: int, pairs: list[tuple[Places, Places]]) -> Reals:
    found = np.zeros((members, places), dtype=np.float32)
    for member, place in pairs:
        found[member, place] = 1
    return found
