"""Everything linear that an attacker knows of an edition's counts, without knowing any member.

All of it can be read in the open source: filters partition the members, a group of effects holds
its effects, states of a course add up, who is there in week 3 was there in week 2, and two measures
may count the very same people.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from attacks_edition import Edition, Grid, Shown

from dashboard.publishing import counting
from dashboard.publishing.batch_rule import columns_of_places
from dashboard.publishing.measures import TALLIES
from db.bands import DOSE_UG
from db.catalogue import EFFECT_AXIS, EFFECT_GROUP_AXIS, FILTERS
from db.vocabulary import EFFECT_GROUPS


class Relation(NamedTuple):
    """Many at once, by the numbers of the counts: the sum of ``more`` is at least that of ``less``.

    Or exactly, where ``equal``.
    """

    more: Sequence[Grid]
    less: Sequence[Grid]
    equal: bool = False


class Counted(NamedTuple):
    """The numbers of a measure's unknown counts: [slice, place], or a dimension for each axis."""

    people: Grid
    cases: Grid


def unknowns(edition: Edition) -> tuple[dict[str, Counted], int]:
    """A number for each unknown count of each measure, and how many there are.

    People that a measure does not tell apart along an axis are one unknown.
    """
    numbers, used = {}, 0
    for name, shown in edition.shown.items():
        slices, places = shown.people.shape
        told_apart = TALLIES[name](edition.members).shape
        column = columns_of_places(told_apart, counting.axis_sizes(shown.spec))
        people = used + np.arange(slices)[:, None] * (column.max() + 1) + column
        used = int(people.max()) + 1
        cases = used + np.arange(slices * places).reshape(slices, places)
        used = int(cases.max()) + 1
        numbers[name] = Counted(people, cases)
    return numbers, used


def relations(edition: Edition, numbers: dict[str, Counted]) -> Iterator[Relation]:
    """Every relation of an edition."""
    by_axis = {}
    for name, shown in edition.shown.items():
        people, cases = numbers[name]
        yield Relation([people], [cases])
        for counts in (people[:, np.unique(people[0], return_index=True)[1]], cases):
            yield from _partitions(shown, counts)
        shape = (len(people), *counting.axis_sizes(shown.spec))
        by_axis[name] = Counted(people.reshape(shape), cases.reshape(shape))
        if name != "effect_lasting":  # there each effect has weeks of its own
            yield from _effects(shown.spec.axes[0], by_axis[name].cases)
    yield from _courses(by_axis)
    yield from _ends(by_axis)
    yield from _starts(edition, numbers, by_axis)
    yield from _facts(edition, numbers)


def _partitions(shown: Shown, counts: Grid) -> Iterator[Relation]:
    """A total is the sum over a filter's words; a filter's cell the sum over a second filter's."""
    position = {frozenset(setting.items()): i for i, setting in enumerate(shown.settings)}
    for setting, whole in position.items():
        named = {name for name, _ in setting}
        for name, words in FILTERS.items():
            parts = [position.get(setting | {(name, word)}) for word in words]
            if name not in named and None not in parts:
                yield Relation([counts[whole]], [counts[part] for part in parts], equal=True)


def _effects(words: tuple[str, ...], cases: Grid) -> Iterator[Relation]:
    """Any effect holds each group, each group its effects; and no more than all of them."""
    if words not in (EFFECT_AXIS, EFFECT_GROUP_AXIS):
        return
    families = {"any_effect": list(EFFECT_GROUPS)}
    if words == EFFECT_AXIS:
        families |= {g: [f"effect_{e.name}" for e in es] for g, es in EFFECT_GROUPS.items()}
    for family, names in families.items():
        whole = cases[:, words.index(family)]
        parts = [cases[:, words.index(name)] for name in names]
        yield Relation(parts, [whole])
        for part in parts:
            yield Relation([whole], [part])


def _courses(by_axis: dict[str, Counted]) -> Iterator[Relation]:
    """Who has got where: states add up, nobody comes back, and two measures tell of one week."""
    course, effects = by_axis["course_by_week"], by_axis["effect_by_week"]
    on_with, on_without = course.cases[:, 0], course.cases[:, 1]
    yield Relation([course.people[:, 0]], list(np.moveaxis(course.cases, 1, 0)), equal=True)
    yield Relation([effects.people[:, 0]], [on_with, on_without], equal=True)
    yield Relation([effects.cases[:, 0]], [on_with], equal=True)
    for people in (course.people, effects.people, by_axis["effect_after_step"].people):
        yield Relation([people[:, 0, :-1]], [people[:, 0, 1:]])


def _ends(by_axis: dict[str, Counted]) -> Iterator[Relation]:
    """A life table: who is at risk in a band was so in the one before, and did not end in it."""
    for name in ("effect_lasting", "first_benefit"):
        people, cases = by_axis[name]
        for band, following in pairwise(range(people.shape[-1])):
            less = [people[..., following], cases[..., band]]
            yield Relation([people[..., band]], less)
    stopped = by_axis["stop_reason"]
    yield Relation([stopped.people[:, 0]], list(stopped.cases.T), equal=True)


def _starts(
    edition: Edition,
    numbers: dict[str, Counted],
    by_axis: dict[str, Counted],
) -> Iterator[Relation]:
    """Where doses have ended up, with and without the dose that people started at."""
    kept, start = numbers["dose_kept"], by_axis["start_to_kept"]
    settings = edition.shown["dose_kept"].settings
    rows = [settings.index(setting) for setting in edition.shown["start_to_kept"].settings]
    first = range(len(DOSE_UG.words))
    yield Relation([kept.people[:, 0]], list(kept.cases.T), equal=True)
    yield Relation([start.people[:, :, 0]], list(np.moveaxis(start.cases, 2, 0)), equal=True)
    yield Relation([kept.people[rows, 0]], [start.people[:, d, 0] for d in first], equal=True)
    yield Relation([kept.cases[rows]], [start.cases[:, d] for d in first], equal=True)


def _facts(edition: Edition, numbers: dict[str, Counted]) -> Iterator[Relation]:
    """Who answered is who was there in week 1, for everyone and for each word of each filter."""
    answered, place = numbers["who_answered"], edition.shown["who_answered"].place
    yield Relation([answered.people[:, 0]], [answered.cases[:, 0]], equal=True)
    for measure in ("effect_by_week", "course_by_week"):
        people, settings = numbers[measure].people, edition.shown[measure].settings
        yield Relation([answered.people[0, :1]], [people[0, :1]], equal=True)
        for name, words in FILTERS.items():
            named = [answered.cases[:, place[f"{name}:{word}"]] for word in words]
            yield Relation([answered.people[:, 0]], named, equal=True)
            for count, word in zip(named, words, strict=True):
                yield Relation([count], [people[settings.index({name: word}), :1]], equal=True)
