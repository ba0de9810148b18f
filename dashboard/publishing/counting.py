"""A measure and a cohort -> cells: how many people, how many cases, whose record keys.

The finest cell is a place on the measure's axes for one combination of all six filters; every
published cell is a sum of finest cells, so the cells of two chunks simply add.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dashboard.publishing.batches import ByBatch, Slots, columns, people_by_batch
from db.catalogue import FILTERS, MeasureSpec
from db.cohort import Cohort, Ints
from db.editions import AXIS_SEPARATOR

Keys = NDArray[np.uint64]


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
    chosen: list[tuple[str, ...]] = [(), *((name,) for name in FILTERS if name in spec.filters)]
    chosen += spec.allowed_pairs() if pairs else ()
    return [
        dict(zip(names, words, strict=True))
        for names in chosen
        for words in product(*(FILTERS[name] for name in names))
    ]


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
    combinations, member_combination = _combinations(cohort)
    roll_up = _roll_up(slices(spec, pairs=pairs), combinations)
    slots = _slots(cohort, tally, member_combination)
    counted = []
    for found, full in ((tally.people, tally.shape), (tally.cases, shape(spec))):
        places = int(np.prod(full))
        slot = member_combination[found.member] * places + found.place
        for weights in (None, cohort.record_key[found.member].astype(np.float64)):
            # Sums of 32-bit keys over 100,000 members stay below 2^53: exact as floats.
            finest = np.bincount(slot, weights, len(combinations) * places)
            cells = roll_up @ finest.reshape(len(combinations), places)
            counted.append(_spread(cells, full, shape(spec)))
    people, people_keys, cases, cases_keys = counted
    return Counts(
        people.astype(np.int64),
        cases.astype(np.int64),
        people_keys.astype(np.uint64),
        cases_keys.astype(np.uint64),
        _by_batch(roll_up, slots, (tally.shape, shape(spec)), batches),
    )


def _slots(cohort: Cohort, tally: Tally, member_combination: Ints) -> Slots:
    people, places = tally.people, int(np.prod(tally.shape))
    slot = member_combination[people.member] * places + people.place
    return Slots(slot, cohort.batch[people.member], places)


def _by_batch(
    roll_up: csr_array,
    slots: Slots,
    shapes: tuple[tuple[int, ...], tuple[int, ...]],
    batches: Sequence[int],
) -> ByBatch | None:
    if not batches:
        return None
    return ByBatch(people_by_batch(roll_up, slots, batches), columns(*shapes))


def _combinations(cohort: Cohort) -> tuple[Ints, Ints]:
    """(combination, filter) -> position of the word; and each member's combination."""
    key = np.zeros(cohort.members, dtype=np.int64)
    for name, words in FILTERS.items():
        key = key * len(words) + cohort.facts[name]
    occupied, member_combination = np.unique(key, return_inverse=True)
    columns = []
    for words in reversed(FILTERS.values()):
        columns.append(occupied % len(words))
        occupied = occupied // len(words)
    return np.column_stack(columns[::-1]), member_combination


def _roll_up(settings: list[dict[str, str]], combinations: Ints) -> csr_array:
    """Which combinations belong to which slice: 0/1, slices by combinations."""
    names = list(FILTERS)
    columns = {name: combinations[:, names.index(name)] for name in names}

    def members(setting: dict[str, str]) -> Ints:
        belongs = np.ones(len(combinations), dtype=bool)
        for name, word in setting.items():
            belongs &= columns[name] == FILTERS[name].index(word)
        return np.flatnonzero(belongs)

    rows = [members(setting) for setting in settings]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    ones = np.ones(int(starts[-1]))
    size = (len(settings), len(combinations))
    return csr_array((ones, np.concatenate(rows), starts), shape=size)


def _spread(
    cells: NDArray[np.float64],
    counted: tuple[int, ...],
    full: tuple[int, ...],
) -> NDArray[np.float64]:
    """Repeat counts along the axes over which they were not told apart."""
    of_slices = cells.reshape(len(cells), *counted)
    spread = np.broadcast_to(of_slices, (len(cells), *full))
    return spread.reshape(len(cells), -1)


def stored_filters(settings: list[dict[str, str]]) -> Iterator[str]:
    """The stored form of each slice's filters, such as ``"condition=mcas"``."""
    for setting in settings:
        yield "&".join(f"{name}={word}" for name, word in setting.items())
