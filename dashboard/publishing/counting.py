"""A measure and a cohort -> cells: the weights of the people, and of the cases.

People are counted under a few filters at once; what is published under one filter is a sum of
those cells. The cells of two chunks simply add.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.question_needs import asked_table
from db.catalogue import FILTERS, MeasureSpec
from db.counting.cohort import CohortChunk, Ints
from db.editions.editions import AXIS_SEPARATOR

Chosen = tuple[str, ...]
"""Filters that are set together; the slices of one choice partition the members."""

EVERYONE = ("", "")
SLICES_AT_ONCE = 1_024
"""Cells that are counted together stay in the processor's own memory."""


class PlacePairs(NamedTuple):
    """Members and the place of each on an axis; no pair may occur twice."""

    member: Ints
    place: Ints


class MeasureTally(NamedTuple):
    """What a measure finds in a cohort, as though everyone had been asked everything.

    ``people`` may be counted over fewer axes than ``cases``: with ``axis_sizes`` (1, 8) and axes of
    30 effects by 8 weeks, the people of a week are those of every effect in that week.
    """

    shape: tuple[int, ...]
    people: PlacePairs
    cases: PlacePairs


@dataclass(frozen=True, repr=False)
class WeightedCounts:
    """Sums of weights of every cell of a measure, as [slice, place]; never to leave publishing.

    A slice is one setting of the filters (see ``slices_of_measure``).
    """

    people: Ints
    cases: Ints

    def __add__(self, other: "WeightedCounts") -> "WeightedCounts":
        return WeightedCounts(self.people + other.people, self.cases + other.cases)


def slices_of_measure(spec: MeasureSpec) -> list[tuple[str, str]]:
    """Every filter and word under which a measure is counted; ("", "") is everyone and first."""
    alone = ((name, word) for name in FILTERS if name in spec.filters for word in FILTERS[name])
    return [EVERYONE, *alone]


def _filter_choices(spec: MeasureSpec) -> list[Chosen]:
    return [(), *((name,) for name in FILTERS if name in spec.filters)]


def axis_words(spec: MeasureSpec) -> list[str]:
    """The stored words of every place, in the order of places."""
    return [AXIS_SEPARATOR.join(words) for words in product(*spec.axes)]


def axis_sizes(spec: MeasureSpec) -> tuple[int, ...]:
    """How many words each axis has."""
    return tuple(len(words) for words in spec.axes)


def count_cells(
    cohort: CohortChunk, spec: MeasureSpec, tally: MeasureTally, weights: Ints
) -> WeightedCounts:
    """The cells of one chunk: of those who were asked what the measure needs.

    Args:
        cohort: one chunk of members.
        spec: the measure.
        tally: what the measure found in the cohort.
        weights: of each member in this edition.
    """
    chosen, full = _filter_choices(spec), axis_sizes(spec)
    table, row = np.unique(asked_table(spec, cohort.questions.lists), axis=0, return_inverse=True)
    row = row.reshape(-1)[cohort.questions.number]
    told_apart = tally.shape[0] == 1 and bool((table != table[:, :1]).any())
    shape = (full[0], *tally.shape[1:]) if told_apart else tally.shape
    found, places = tally.people, prod(tally.shape)
    if told_apart:  # counted by what was asked; each word of the axis has those who were
        by_row = PlacePairs(found.member, row[found.member] * places + found.place)
        parts = _sums_of_weights(cohort, chosen, (by_row, places * len(table)), weights)
        of_rows = parts.reshape(len(parts), len(table), places)
        people = np.einsum("srp,ra->sap", of_rows, table.astype(np.int64))
        people = people.reshape(len(parts), -1)
    else:
        found = _pairs_of_asked(found, table[row], places // shape[0])
        people = _sums_of_weights(cohort, chosen, (found, places), weights)
    with_it = _pairs_of_asked(tally.cases, table[row], prod(full[1:]))
    cases = _sums_of_weights(cohort, chosen, (with_it, prod(full)), weights)
    return WeightedCounts(_repeat_along_axes(people, shape, full), cases)


def _pairs_of_asked(found: PlacePairs, asked: NDArray[np.bool_], within: int) -> PlacePairs:
    """Those pairs whose member was asked; ``asked`` is [member, word of the first axis]."""
    if asked.all():
        return found
    keep = asked[found.member, found.place // within]
    return PlacePairs(found.member[keep], found.place[keep])


def _sums_of_weights(
    cohort: CohortChunk, chosen: list[Chosen], found: tuple[PlacePairs, int], weights: Ints
) -> Ints:
    """Weights of the members found at each of so many places, as [slice, place]."""
    pairs, places = found
    # Sums of 0, 1 and 2 over 100,000 members are exact as floats.
    weight = weights[pairs.member].astype(np.float64)
    sums = {}
    for base, slot in _slots_of_pairs(cohort, chosen, pairs, places):
        size = (*_choice_sizes(base), places)
        sums[base] = np.bincount(slot, weight, prod(size)).reshape(size)
    return _cells_of_choices(chosen, sums).astype(np.int64)


def _slots_of_pairs(
    cohort: CohortChunk,
    chosen: list[Chosen],
    found: PlacePairs,
    places: int,
) -> Iterator[tuple[Chosen, Ints]]:
    """Where each pair is counted: (slice, place) as one number, for choices that hold the rest."""
    for base in _covering_choices(chosen):
        slice_ = np.zeros(cohort.members, dtype=np.int64)
        for name, size in zip(base, _choice_sizes(base), strict=True):
            slice_ = slice_ * size + cohort.facts[name]
        yield base, (slice_ * places)[found.member] + found.place


def _covering_choices(chosen: list[Chosen]) -> list[Chosen]:
    """A few choices of which every chosen one is a part: what is counted is gone through less."""
    bases: list[Chosen] = []
    for names in sorted(chosen, key=len, reverse=True):
        for nth, base in enumerate(bases):
            both = tuple(name for name in FILTERS if name in {*base, *names})
            if prod(_choice_sizes(both)) <= SLICES_AT_ONCE:
                bases[nth] = both
                break
        else:
            bases.append(names)
    return bases


def _choice_sizes(chosen: Chosen) -> tuple[int, ...]:
    return tuple(len(FILTERS[name]) for name in chosen)


def _cells_of_choices(chosen: list[Chosen], parts: dict[Chosen, NDArray[Any]]) -> NDArray[Any]:
    """The cells of every choice, one below the other: each a sum over a part that holds it."""
    rows = []
    for names in chosen:
        base = next(base for base in parts if set(names) <= set(base))
        left_out = tuple(axis for axis, name in enumerate(base) if name not in names)
        rows.append(parts[base].sum(axis=left_out).reshape(-1, parts[base].shape[-1]))
    return np.concatenate(rows)


def _repeat_along_axes(
    cells: NDArray[Any],
    counted: tuple[int, ...],
    full: tuple[int, ...],
) -> NDArray[Any]:
    """Repeat counts along the axes over which they were not told apart."""
    of_slices = cells.reshape(len(cells), *counted)
    spread = np.broadcast_to(of_slices, (len(cells), *full))
    return spread.reshape(len(cells), -1)
