"""How the counts of an edition hang together: all that anyone can add up or subtract.

Filters partition the members; a group of effects holds its effects; the states of a course add up;
who is there in week 3 was there in week 2; two measures may count the very same people. Nothing
here depends on a group: it is made once a process.

tests/attacks/attacks_relations.py says the same in other code, for the attacker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing import counting
from dashboard.publishing.batch_rule import columns_of_places
from db import catalogue
from db.catalogue import EFFECT_AXIS, EFFECT_GROUP_AXIS, EVERY_EFFECT, FILTERS, MeasureSpec
from db.counting.cohort import Ints
from db.vocabulary import EFFECT_GROUPS


class Relation(NamedTuple):
    """Many at once, by numbers of counts: the sum of ``more`` is at least that of ``less``.

    Or exactly, where ``equal``. All arrays of a relation have one shape.
    """

    more: Sequence[Ints]
    less: Sequence[Ints]
    equal: bool = False


@dataclass(frozen=True)
class Numbered:
    """The numbers of a measure's counts, [slice, place]; of people told apart by nothing, one."""

    spec: MeasureSpec
    people: Ints
    cases: Ints

    def along(self, counts: Ints) -> Ints:
        """Counts with a dimension for each axis."""
        return counts.reshape(len(counts), *counting.axis_sizes(self.spec))


@dataclass(frozen=True)
class Rows:
    """Relations as rows: entry -> its row, its count, and whether it stands on the larger side."""

    row: Ints
    count: Ints
    plus: NDArray[np.bool_]
    equal: NDArray[np.bool_]

    def without(self, counts: Ints) -> "Rows":
        """Those rows that have none of these counts."""
        if not counts.size:
            return self
        gone = np.zeros(int(self.count.max()) + 1, bool)
        gone[counts] = True
        keep = np.ones(self.equal.size, bool)
        keep[self.row[gone[self.count]]] = False
        here = keep[self.row]
        return Rows(self.row[here], self.count[here], self.plus[here], self.equal)


@cache
def numbered() -> dict[str, Numbered]:
    """Every published measure's counts."""
    found, used = {}, 0
    for spec in catalogue.MEASURES.values():
        if spec.inner:
            continue
        full, slices = counting.axis_sizes(spec), len(counting.slices_of_measure(spec, pairs=True))
        column = columns_of_places(spec.people_sizes, full)
        people = used + np.arange(slices)[:, None] * (column.max() + 1) + column
        used = int(people.max()) + 1
        cases = used + np.arange(people.size).reshape(people.shape)
        used = int(cases.max()) + 1
        found[spec.name] = Numbered(spec, people, cases)
    return found


@cache
def rows() -> Rows:
    """Every relation of an edition."""
    row, count, plus, equal, height = [], [], [], [], 0
    for relation in _relations(numbered()):
        width = relation.more[0].size
        for terms, sign in ((relation.more, True), (relation.less, False)):
            for term in terms:
                row.append(height + np.arange(width))
                count.append(term.ravel())
                plus.append(np.full(width, sign))
        equal.append(np.full(width, relation.equal))
        height += width
    return Rows(*map(np.concatenate, (row, count, plus, equal)))


def _relations(all_: dict[str, Numbered]) -> Iterator[Relation]:
    for measure in all_.values():
        yield Relation([measure.people], [measure.cases])
        for counts in (measure.people, measure.cases):
            yield from _partitions(measure.spec, counts)
        yield from _effects(measure)
    yield from _courses(all_)
    yield from _ends(all_)
    yield from _starts(all_)
    yield from _facts(all_)


def _partitions(spec: MeasureSpec, counts: Ints) -> Iterator[Relation]:
    """Everyone is the sum over a filter's words; a filter's cell that over a second filter's."""
    block = _blocks(spec, counts)
    for names, cells in block.items():
        for axis, _ in enumerate(names):
            whole = block[names[:axis] + names[axis + 1 :]]
            yield Relation([whole], list(np.moveaxis(cells, axis, 0)), equal=True)


def _blocks(spec: MeasureSpec, counts: Ints) -> dict[tuple[str, ...], Ints]:
    """Filters that are set together -> counts, a dimension for each of them, and the places."""
    block: dict[tuple[str, ...], Ints] = {}
    settings = [tuple(setting) for setting in counting.slices_of_measure(spec, pairs=True)]
    for names in dict.fromkeys(settings):
        sizes = [len(FILTERS[name]) for name in names]
        here = [place for place, setting in enumerate(settings) if setting == names]
        block[names] = counts[here].reshape(*sizes, counts.shape[1])
    return block


def _effects(measure: Numbered) -> Iterator[Relation]:
    """Any effect holds each group, each group its effects; and no more than all of them."""
    words = measure.spec.axes[0]
    # How long they lasted is told in weeks of each effect's own.
    if words not in (EFFECT_AXIS, EFFECT_GROUP_AXIS) or measure.spec.name == "effect_lasting":
        return
    families = {EVERY_EFFECT: list(EFFECT_GROUPS)}
    if words == EFFECT_AXIS:
        families |= {g: [f"effect_{e.name}" for e in es] for g, es in EFFECT_GROUPS.items()}
    cases = measure.along(measure.cases)
    for family, names in families.items():
        whole = cases[:, words.index(family)]
        parts = [cases[:, words.index(name)] for name in names]
        yield Relation(parts, [whole])
        yield from (Relation([whole], [part]) for part in parts)


def _courses(all_: dict[str, Numbered]) -> Iterator[Relation]:
    """Where everyone has got to adds up; two measures tell of one week; nobody comes back."""
    course, effects = all_["course_by_week"], all_["effect_by_week"]
    people, states = course.along(course.people)[:, 0], course.along(course.cases)
    on_ldn, any_effect = effects.along(effects.people)[:, 0], effects.along(effects.cases)[:, 0]
    yield Relation([people], list(np.moveaxis(states, 1, 0)), equal=True)
    yield Relation([on_ldn], [states[:, 0], states[:, 1]], equal=True)
    yield Relation([any_effect], [states[:, 0]], equal=True)
    after = all_["effect_after_step"]
    for weeks in (people, on_ldn, after.along(after.people)[:, 0]):
        yield Relation([weeks[:, :-1]], [weeks[:, 1:]])


def _ends(all_: dict[str, Numbered]) -> Iterator[Relation]:
    """A life table: at risk in a band are those of the band before whom nothing befell there."""
    for name in ("effect_lasting", "first_benefit"):
        people, cases = (all_[name].along(c) for c in (all_[name].people, all_[name].cases))
        for band, following in pairwise(range(people.shape[-1])):
            yield Relation([people[..., band]], [people[..., following], cases[..., band]])
    stopped = all_["stop_reason"]
    yield Relation([stopped.people[:, 0]], list(stopped.cases.T), equal=True)


def _starts(all_: dict[str, Numbered]) -> Iterator[Relation]:
    """Where doses have ended up, with and without the dose that people started at."""
    kept, start = all_["dose_kept"], all_["start_to_kept"]
    settings = counting.slices_of_measure(kept.spec, pairs=True)
    here = [
        settings.index(setting) for setting in counting.slices_of_measure(start.spec, pairs=True)
    ]
    people, cases = start.along(start.people)[:, :, 0], start.along(start.cases)
    yield Relation([kept.people[:, 0]], list(kept.cases.T), equal=True)
    yield Relation([people], list(np.moveaxis(cases, 2, 0)), equal=True)
    yield Relation([kept.people[here, 0]], list(people.T), equal=True)
    yield Relation([kept.cases[here]], list(np.moveaxis(cases, 1, 0)), equal=True)


def _facts(all_: dict[str, Numbered]) -> Iterator[Relation]:
    """Who answered is who was there in week 1, for everyone and for each word of each filter."""
    answered = all_["who_answered"]
    place: dict[str, Any] = {word: i for i, word in enumerate(counting.axis_words(answered.spec))}
    everyone = answered.people[:, 0]
    yield Relation([everyone], [answered.cases[:, 0]], equal=True)
    for name, words in FILTERS.items():
        named = [answered.cases[:, place[f"{name}:{word}"]] for word in words]
        yield Relation([everyone], named, equal=True)
        for measure in ("effect_by_week", "course_by_week"):
            first_week = _blocks(all_[measure].spec, all_[measure].people)[(name,)][:, 0]
            yield Relation([np.concatenate(named)], [first_week], equal=True)
    for measure in ("effect_by_week", "course_by_week"):
        yield Relation([everyone], [all_[measure].people[:1, 0]], equal=True)
