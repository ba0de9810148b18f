"""A measure and a cohort -> cells: how many people, how many cases, whose record keys.

People are counted under a few filters at once; what is published under one filter, or a pair, is
a sum of those cells. The cells of two chunks simply add.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.batch_rule import PeopleByBatch, columns_of_places
from db.catalogue import FILTERS, MeasureSpec
from db.counting.cohort import CohortChunk, Ints
from db.editions.editions import AXIS_SEPARATOR

Keys = NDArray[np.uint64]
Chosen = tuple[str, ...]
"""Filters that are set together; the slices of one choice partition the members."""

SLICES_AT_ONCE = 1_024
"""Cells that are counted together stay in the processor's own memory."""


class PlacePairs(NamedTuple):
    """Members and the place of each on an axis; no pair may occur twice."""

    member: Ints
    place: Ints


class MeasureTally(NamedTuple):
    """What a measure finds in a cohort.

    ``people`` may be counted over fewer axes than ``cases``: with ``axis_sizes`` (1, 8) and axes of
    30 effects by 8 weeks, the people of a week are those of every effect in that week.
    """

    shape: tuple[int, ...]
    people: PlacePairs
    cases: PlacePairs


@dataclass(frozen=True)
class TrueCounts:
    """True counts of every cell of a measure, as [slice, place]; never to leave publishing.

    A slice is one setting of the filters (see ``slices_of_measure``). Sums of record keys are
    modulo 2^64. ``by_batch`` is None where no batch is watched.
    """

    people: Ints
    cases: Ints
    people_keys: Keys
    cases_keys: Keys
    by_batch: PeopleByBatch | None = None

    def __add__(self, other: "TrueCounts") -> "TrueCounts":
        batches = None
        if self.by_batch and other.by_batch:
            batches = self.by_batch + other.by_batch
        return TrueCounts(
            self.people + other.people,
            self.cases + other.cases,
            self.people_keys + other.people_keys,
            self.cases_keys + other.cases_keys,
            batches,
        )


def slices_of_measure(spec: MeasureSpec, *, pairs: bool) -> list[dict[str, str]]:
    """Every setting of the filters under which a measure is counted; everyone comes first."""
    return [
        dict(zip(names, words, strict=True))
        for names in _filter_choices(spec, pairs=pairs)
        for words in product(*(FILTERS[name] for name in names))
    ]


def _filter_choices(spec: MeasureSpec, *, pairs: bool) -> list[Chosen]:
    alone = ((name,) for name in FILTERS if name in spec.filters)
    return [(), *alone, *(spec.pairs_of_filters() if pairs else ())]


def axis_words(spec: MeasureSpec) -> list[str]:
    """The stored words of every place, in the order of places."""
    return [AXIS_SEPARATOR.join(words) for words in product(*spec.axes)]


def axis_sizes(spec: MeasureSpec) -> tuple[int, ...]:
    """How many words each axis has."""
    return tuple(len(words) for words in spec.axes)


def count_cells(
    cohort: CohortChunk,
    spec: MeasureSpec,
    tally: MeasureTally,
    *,
    pairs: bool,
    batches: Sequence[int] = (),
) -> TrueCounts:
    """The cells of one chunk.

    Args:
        cohort: one chunk of members.
        spec: the measure.
        tally: what the measure found in the cohort.
        pairs: whether pairs of filters are counted too.
        batches: invites whose people are counted apart.
    """
    chosen, full = _filter_choices(spec, pairs=pairs), axis_sizes(spec)
    people, people_keys = _counts_and_key_sums(cohort, chosen, tally.people, prod(tally.shape))
    cases, cases_keys = _counts_and_key_sums(cohort, chosen, tally.cases, prod(full))
    return TrueCounts(
        _repeat_along_axes(people, tally.shape, full),
        cases,
        _repeat_along_axes(people_keys, tally.shape, full),
        cases_keys,
        _count_by_batch(cohort, chosen, tally, batches, full) if batches else None,
    )


def _counts_and_key_sums(
    cohort: CohortChunk,
    chosen: list[Chosen],
    found: PlacePairs,
    places: int,
) -> tuple[Ints, Keys]:
    """Members as [slice, place], and the sums of their record keys."""
    # Sums of 32-bit keys over 100,000 members stay below 2^53: exact as floats.
    keys = cohort.record_key[found.member].astype(np.float64)
    counts, sums = {}, {}
    for base, slot in _slots_of_pairs(cohort, chosen, found, places):
        size = (*_choice_sizes(base), places)
        counts[base] = np.bincount(slot, None, prod(size)).reshape(size)
        sums[base] = np.bincount(slot, keys, prod(size)).reshape(size)
    return _cells_of_choices(chosen, counts), _cells_of_choices(chosen, sums).astype(np.uint64)


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


def _count_by_batch(
    cohort: CohortChunk,
    chosen: list[Chosen],
    tally: MeasureTally,
    batches: Sequence[int],
    full: tuple[int, ...],
) -> PeopleByBatch:
    came_with, counted = cohort.batch[tally.people.member], []
    for batch in batches:
        rows = np.flatnonzero(came_with == batch)
        of_batch = PlacePairs(tally.people.member[rows], tally.people.place[rows])
        counted.append(_counts_and_key_sums(cohort, chosen, of_batch, prod(tally.shape))[0])
    return PeopleByBatch(np.array(counted, dtype=np.int32), columns_of_places(tally.shape, full))


def _repeat_along_axes(
    cells: NDArray[Any],
    counted: tuple[int, ...],
    full: tuple[int, ...],
) -> NDArray[Any]:
    """Repeat counts along the axes over which they were not told apart."""
    of_slices = cells.reshape(len(cells), *counted)
    spread = np.broadcast_to(of_slices, (len(cells), *full))
    return spread.reshape(len(cells), -1)


def filter_texts(settings: list[dict[str, str]]) -> Iterator[str]:
    """The stored form of each slice's filters, such as ``"condition=mcas"``."""
    for setting in settings:
        yield "&".join(f"{name}={word}" for name, word in setting.items())
