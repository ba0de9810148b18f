"""The last look before an edition is written: no count may be narrowed to a handful of people.

Noise and rounding leave 15 possible counts to a cell that is shown, and 20 to one that is not. But
cells add up. Where the noise of a sum's cells happens to lie at its edges, all together leave a few
possible counts: in about 3 of 230 editions. The cell that closes such a sum is not published.

The rules are open, so what can be concluded here is what anyone can. It is decided on what would
be published, and drawn nowhere: whoever sees that a cell is missing learns only that its number
was at an edge, one of two. One thing comes from true counts: a cell that was withheld for another
reason than its size is told to be so (builder._cells_hidden_otherwise), else its sums would
contradict themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing import counting
from dashboard.publishing.audit.relations import Rows, numbered, rows
from dashboard.publishing.blurring import THRESHOLD
from dashboard.stats.noise import CUT, ROUND_TO
from db.counting.cohort import Ints
from db.editions.editions import EditionCell
from db.thresholds import SMALLEST_GROUP

Reals = NDArray[np.float64]
Place = tuple[str, str, str]
"""Measure, stored filters, stored axis words."""
NARROWEST = 5
"""Possible counts; issue 4."""
OFF = CUT + ROUND_TO // 2
"""How far a published count may be from the true one."""
HIDDEN = THRESHOLD - 1 + CUT
"""People of a cell that is not shown because it is too small, at the most."""
ABSENT = -1
ANY = 10**7
"""More people than any group has."""
ROUNDS = 50
"""Bounds have settled by then."""


@dataclass(frozen=True)
class Published:
    """What an edition would show, and what its absence tells.

    Attributes:
        cells: that would be published.
        unlisted: stored filters of slices whose cells are missing whatever their size.
        groups: measures whose cases are hidden under the threshold, too.
        hidden: cells that are missing for another reason than their size.
    """

    cells: dict[Place, EditionCell]
    unlisted: frozenset[str]
    groups: tuple[str, ...]
    hidden: frozenset[Place] = frozenset()

    @classmethod
    def of(
        cls,
        cells: Iterable[EditionCell],
        unlisted: Iterable[str],
        groups: tuple[str, ...],
        hidden: Iterable[Place] = (),
    ) -> "Published":
        """By their places."""
        by_place = {(cell.measure, cell.filters, cell.axis): cell for cell in cells}
        return cls(by_place, frozenset(unlisted), groups, frozenset(hidden))


def withheld(published: Published, drawn_now: frozenset[Place]) -> list[Place]:
    """Cells that are not to be published, so that no count has under NARROWEST possible values.

    Args:
        published: the edition without the audit.
        drawn_now: cells with a number that nobody has seen yet. They are withheld first: the
            others were published before.

    Returns:
        Places in the order in which they were found; empty for nearly every edition.
    """
    found: list[Place] = []
    listed = rows().without(_unlisted(published.unlisted))
    while True:
        left = {place: c for place, c in published.cells.items() if place not in found}
        bounds = told(replace(published, cells=left, hidden=published.hidden | {*found}))
        tighten(bounds, listed)
        width = bounds.most - bounds.least + 1
        # Under 1: what is carried forward may be off by a few more. Nobody learns from that.
        narrow = np.flatnonzero((width >= 1) & (width < NARROWEST))
        closing = list(_closing(bounds, listed, narrow, left)) if narrow.size else []
        if not closing:
            return found
        chosen: list[Place] = []
        for cells in closing:
            if not {*cells} & {*chosen}:
                chosen.append(min(cells, key=lambda at: _harm(left[at], fresh=at in drawn_now)))
        found += chosen


def _harm(cell: EditionCell, *, fresh: bool) -> tuple[bool, int, int, EditionCell]:
    """What readers would miss, the least first; a cell that was seen before is no secret."""
    return not fresh, -cell.filters.count("="), cell.people, cell


@dataclass(frozen=True)
class Bounds:
    """The least and the largest that each count may be."""

    least: Reals
    most: Reals


def told(published: Published) -> Bounds:
    """What each cell tells of itself, the missing ones included."""
    size = max(int(measure.cases.max()) for measure in numbered().values()) + 1
    bounds = Bounds(np.zeros(size), np.full(size, float(ANY)))
    for name, measure in numbered().items():
        slice_of, _ = positions(name)
        hidden = np.full(measure.cases.shape, HIDDEN)
        hidden[[at for filters, at in slice_of.items() if filters in published.unlisted]] = ANY
        for place in (place for place in published.hidden if place[0] == name):
            hidden[position(place)] = ANY
        people, cases = _shown(published, name, measure.cases.shape)
        group = SMALLEST_GROUP * (name in published.groups)
        _tell(bounds, measure.people, people, (SMALLEST_GROUP, np.where(group, ANY, hidden)))
        _tell(bounds, measure.cases, cases, (group, hidden))
    return bounds


def _shown(published: Published, name: str, size: tuple[int, ...]) -> tuple[Ints, Ints]:
    people, cases = np.full(size, ABSENT), np.full(size, ABSENT)
    for place, cell in published.cells.items():
        if place[0] == name:
            at = position(place)
            people[at], cases[at] = cell.people, cell.cases
    return people, cases


def _tell(bounds: Bounds, number: Ints, shown: Ints, limits: tuple[int, Ints]) -> None:
    least_shown, hidden = limits
    absent = shown == ABSENT
    least = np.where(absent, 0, np.maximum(shown - OFF, least_shown))
    np.maximum.at(bounds.least, number, least)
    np.minimum.at(bounds.most, number, np.where(absent, hidden, shown + OFF))


def tighten(bounds: Bounds, all_: Rows) -> None:
    """By every relation of a count that has moved, until none does."""
    # A row of counts that are all missing leaves each as it is: up to HIDDEN, down to nobody.
    moved = (bounds.least > 0) | (bounds.most != HIDDEN)
    for _ in range(ROUNDS):
        touched = np.zeros(all_.equal.size, bool)
        touched[all_.row[moved[all_.count]]] = True
        here = np.flatnonzero(touched[all_.row])
        before = bounds.least.copy(), bounds.most.copy()
        count, least, most = _implied(bounds, all_, here)
        np.maximum.at(bounds.least, count, least)
        np.minimum.at(bounds.most, count, most)
        moved = (before[0] != bounds.least) | (before[1] != bounds.most)
        if not moved.any():
            return


def _implied(bounds: Bounds, all_: Rows, here: Ints) -> tuple[Ints, Reals, Reals]:
    """Of some entries: the count, and its bounds by those of the others in its row."""
    row, count, plus = all_.row[here], all_.count[here], all_.plus[here]
    low, high, equal = bounds.least[count], bounds.most[count], all_.equal[row]
    up, down = np.where(plus, high, -low), np.where(plus, low, -high)
    others_up = np.bincount(row, up)[row] - up
    others_down = np.bincount(row, down)[row] - down
    least = np.where(plus, -others_up, np.where(equal, others_down, 0))
    return count, least, np.where(plus, np.where(equal, -others_down, np.inf), others_up)


def _closing(
    bounds: Bounds,
    all_: Rows,
    narrow: Ints,
    left: Mapping[Place, object],
) -> Iterator[list[Place]]:
    """For each narrow count the cells that are shown of it, and of the rows that narrowed it."""
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for place in left:
        for number in numbers_of(place):
            places[number].append(place)
    for number in narrow.tolist():
        touched = np.isin(all_.row, all_.row[all_.count == number])
        here = np.flatnonzero(touched)
        count, least, most = _implied(bounds, all_, here)
        tight = (least == bounds.least[count]) | (most == bounds.most[count])
        closed = all_.row[here[tight & (count == number)]]
        counts = {number, *all_.count[np.isin(all_.row, closed)].tolist()}
        if found := [place for one in sorted(counts) for place in places[one]]:
            yield found


def _unlisted(slices: frozenset[str]) -> Ints:
    """Counts of slices that are not published: whatever adds up to their margins is possible."""
    found = [np.empty(0, np.int64)]
    for name, measure in numbered().items():
        here = [at for filters, at in positions(name)[0].items() if filters in slices]
        found += [measure.people[here].ravel(), measure.cases[here].ravel()]
    return np.concatenate(found)


def every_slice() -> set[str]:
    """The stored filters of every slice of every published measure."""
    return {filters for name in numbered() for filters in positions(name)[0]}


def numbers_of(place: Place) -> tuple[int, int]:
    """The numbers of a cell's people and cases."""
    measure, at = numbered()[place[0]], position(place)
    return int(measure.people[at]), int(measure.cases[at])


def position(place: Place) -> tuple[int, int]:
    """A cell's slice and place."""
    slice_of, place_of = positions(place[0])
    return slice_of[place[1]], place_of[place[2]]


@cache
def positions(name: str) -> tuple[dict[str, int], dict[str, int]]:
    """Of a measure: stored filters -> slice, and stored axis words -> place."""
    spec = numbered()[name].spec
    settings = counting.filter_texts(counting.slices_of_measure(spec, pairs=True))
    words = counting.axis_words(spec)
    return {s: at for at, s in enumerate(settings)}, {w: at for at, w in enumerate(words)}
