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

from dashboard.publishing.batch_rule import ByBatch, columns
from db.catalogue import FILTERS, MeasureSpec
from db.counting.cohort import Cohort, Ints
from db.editions.editions import AXIS_SEPARATOR

Keys = NDArray[np.uint64]
Chosen = tuple[str, ...]
"""Filters that are set together; the slices of one choice partition the members."""

SLICES_AT_ONCE = 1_024
"""Cells that are counted together stay in the processor's own memory."""


class Pairs(NamedTuple):
    """Members and the place of each on an axis; no pair may occur twice."""

    member: Ints
    place: Ints


class Tally(NamedTuple):
    """What a measure finds in a cohort.

    ``people`` may be counted over fewer axes than ``cases``: with ``shape`` (1, 8) and axes of
    30 effects by 8 weeks, the people of a week are those of every effect in that week.
    """

    shape: tuple[int, ...]
    people: Pairs
    cases: Pairs


@dataclass(frozen=True)
class Counts:
    """True counts of every cell of a measure, as [slice, place]; never to leave publishing.

    A slice is one setting of the filters (see ``slices``). Sums of record keys are modulo 2^64.
    ``by_batch`` is None where no batch is watched.
    """

    people: Ints
    cases: Ints
    people_keys: Keys
    cases_keys: Keys
    by_batch: ByBatch | None = None

    def __add__(self, other: "Counts") -> "Counts":
        batches = None
        if self.by_batch and other.by_batch:
            batches = self.by_batch + other.by_batch
        return Counts(
            self.people + other.people,
            self.cases + other.cases,
            self.people_keys + other.people_keys,
            self.cases_keys + other.cases_keys,
            batches,
        )


def slices(spec: MeasureSpec, *, pairs: bool) -> list[dict[str, str]]:
    """Every setting of the filters under which a measure is counted; everyone comes first."""
    return [
        dict(zip(names, words, strict=True))
        for names in _chosen(spec, pairs=pairs)
        for words in product(*(FILTERS[name] for name in names))
    ]


def _chosen(spec: MeasureSpec, *, pairs: bool) -> list[Chosen]:
    alone = ((name,) for name in FILTERS if name in spec.filters)
    return [(), *alone, *(spec.allowed_pairs() if pairs else ())]


def axis_words(spec: MeasureSpec) -> list[str]:
    """The stored words of every place, in the order of places."""
    return [AXIS_SEPARATOR.join(words) for words in product(*spec.axes)]


def shape(spec: MeasureSpec) -> tuple[int, ...]:
    """How many words each axis has."""
    return tuple(len(words) for words in spec.axes)


def count(
    cohort: Cohort,
    spec: MeasureSpec,
    tally: Tally,
    *,
    pairs: bool,
    batches: Sequence[int] = (),
) -> Counts:
    """The cells of one chunk.

    Args:
        cohort: one chunk of members.
        spec: the measure.
        tally: what the measure found in the cohort.
        pairs: whether pairs of filters are counted too.
        batches: invites whose people are counted apart.
    """
    chosen, full = _chosen(spec, pairs=pairs), shape(spec)
    people, people_keys = _cells(cohort, chosen, tally.people, prod(tally.shape))
    cases, cases_keys = _cells(cohort, chosen, tally.cases, prod(full))
    return Counts(
        _spread(people, tally.shape, full),
        cases,
        _spread(people_keys, tally.shape, full),
        cases_keys,
        _by_batch(cohort, chosen, tally, batches, full) if batches else None,
    )


def _cells(
    cohort: Cohort,
    chosen: list[Chosen],
    found: Pairs,
    places: int,
) -> tuple[Ints, Keys]:
    """Members as [slice, place], and the sums of their record keys."""
    # Sums of 32-bit keys over 100,000 members stay below 2^53: exact as floats.
    keys = cohort.record_key[found.member].astype(np.float64)
    counts, sums = {}, {}
    for base, slot in _slots(cohort, chosen, found, places):
        size = (*_sizes(base), places)
        counts[base] = np.bincount(slot, None, prod(size)).reshape(size)
        sums[base] = np.bincount(slot, keys, prod(size)).reshape(size)
    return _of_slices(chosen, counts), _of_slices(chosen, sums).astype(np.uint64)


def _slots(
    cohort: Cohort,
    chosen: list[Chosen],
    found: Pairs,
    places: int,
) -> Iterator[tuple[Chosen, Ints]]:
    """Where each pair is counted: (slice, place) as one number, for choices that hold the rest."""
    for base in _bases(chosen):
        slice_ = np.zeros(cohort.members, dtype=np.int64)
        for name, size in zip(base, _sizes(base), strict=True):
            slice_ = slice_ * size + cohort.facts[name]
        yield base, (slice_ * places)[found.member] + found.place


def _bases(chosen: list[Chosen]) -> list[Chosen]:
    """A few choices of which every chosen one is a part: what is counted is gone through less."""
    bases: list[Chosen] = []
    for names in sorted(chosen, key=len, reverse=True):
        for nth, base in enumerate(bases):
            both = tuple(name for name in FILTERS if name in {*base, *names})
            if prod(_sizes(both)) <= SLICES_AT_ONCE:
                bases[nth] = both
                break
        else:
            bases.append(names)
    return bases


def _sizes(chosen: Chosen) -> tuple[int, ...]:
    return tuple(len(FILTERS[name]) for name in chosen)


def _of_slices(chosen: list[Chosen], parts: dict[Chosen, NDArray[Any]]) -> NDArray[Any]:
    """The cells of every choice, one below the other: each a sum over a part that holds it."""
    rows = []
    for names in chosen:
        base = next(base for base in parts if set(names) <= set(base))
        left_out = tuple(axis for axis, name in enumerate(base) if name not in names)
        rows.append(parts[base].sum(axis=left_out).reshape(-1, parts[base].shape[-1]))
    return np.concatenate(rows)


def _by_batch(
    cohort: Cohort,
    chosen: list[Chosen],
    tally: Tally,
    batches: Sequence[int],
    full: tuple[int, ...],
) -> ByBatch:
    came_with, counted = cohort.batch[tally.people.member], []
    for batch in batches:
        rows = np.flatnonzero(came_with == batch)
        of_batch = Pairs(tally.people.member[rows], tally.people.place[rows])
        counted.append(_cells(cohort, chosen, of_batch, prod(tally.shape))[0])
    return ByBatch(np.array(counted, dtype=np.int32), columns(tally.shape, full))


def _spread(
    cells: NDArray[Any],
    counted: tuple[int, ...],
    full: tuple[int, ...],
) -> NDArray[Any]:
    """Repeat counts along the axes over which they were not told apart."""
    of_slices = cells.reshape(len(cells), *counted)
    spread = np.broadcast_to(of_slices, (len(cells), *full))
    return spread.reshape(len(cells), -1)


def stored_filters(settings: list[dict[str, str]]) -> Iterator[str]:
    """The stored form of each slice's filters, such as ``"condition=mcas"``."""
    for setting in settings:
        yield "&".join(f"{name}={word}" for name, word in setting.items())
