"""Groups within the group: which words of a filter stand alone, and which are counted together.

A slice is shown from 50 people on. Words below it are counted together; where those stay under 50,
one shown word joins them. So the slices of a filter always make up the whole group, and none is the
difference of others. A slice is named by what it holds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.publishing import counting
from dashboard.publishing.blurring import PublishedCount
from db.catalogue import FILTERS, WORD_SEPARATOR, MeasureSpec
from db.thresholds import GROUP_DOWN_TO_PEOPLE, GROUP_FROM_PEOPLE

IN_ORDER = ("age_band", "first_dose")
"""Filters whose words have neighbours."""
_UNSAID = "not_said"

Words = tuple[str, ...]
"""Of one slice, in the filter's own order."""


@dataclass(frozen=True)
class FilterSizes:
    """What a filter's slices are decided by: published counts of this edition, nothing exact.

    Attributes:
        name: of the filter.
        people: published people of a slice, 0 where it may not be shown; it may be of any words.
        is_mostly_one_invite: whether over half of a slice came with one invite.
        before: slices that the last edition with groups showed.
    """

    name: str
    people: Callable[[Words], PublishedCount | int]
    is_mostly_one_invite: Callable[[Words], bool]
    before: frozenset[Words] = frozenset()

    def may_stand(self, words: Words) -> bool:
        """Whether a slice of these words is shown."""
        was_shown = any(set(slice_) <= set(words) for slice_ in self.before)
        least = GROUP_DOWN_TO_PEOPLE if was_shown else GROUP_FROM_PEOPLE
        return self.people(words) >= least and not self.is_mostly_one_invite(words)


def filter_slices(sizes: FilterSizes) -> list[Words]:
    """The slices of a filter, in the order of its words; none where there would be only one."""
    every = FILTERS[sizes.name]
    alone = [word for word in every if sizes.may_stand((word,))]
    joined = _in_order(sizes.name, set(every) - set(alone))
    while joined and alone and not sizes.may_stand(joined):
        nearest = _joining_word(sizes, alone, joined)
        alone.remove(nearest)
        joined = _in_order(sizes.name, {*joined, nearest})
    if len(alone) + bool(joined) < 2:
        return []
    found = [(word,) for word in alone] + ([joined] if joined else [])
    return sorted(found, key=lambda words: every.index(words[0]))


def slice_text(name: str, words: Words) -> str:
    """A slice as it is stored, such as ``"sex=male+other+not_said"``."""
    return f"{name}={WORD_SEPARATOR.join(words)}"


def slice_rows(
    spec: MeasureSpec, groups: Sequence[tuple[str, Words]]
) -> Iterator[tuple[str, list[int]]]:
    """Everyone and each slice: as it is stored, and its rows in a measure's weighted counts.

    Args:
        spec: the measure; slices of filters under which it is not counted are left out.
        groups: filter and words of the slices.
    """
    yield "", [0]
    row_of = {place: row for row, place in enumerate(counting.slices_of_measure(spec))}
    for name, words in groups:
        if name in spec.filters:
            yield slice_text(name, words), [row_of[name, word] for word in words]


def slices_from_texts(texts: Iterator[str]) -> Mapping[str, frozenset[Words]]:
    """Stored slices by the name of their filter."""
    found: dict[str, set[Words]] = {name: set() for name in FILTERS}
    for text in texts:
        name, _, words = text.partition("=")
        if name in found:
            found[name].add(tuple(words.split(WORD_SEPARATOR)))
    return {name: frozenset(slices) for name, slices in found.items()}


def _in_order(name: str, words: set[str]) -> Words:
    return tuple(word for word in FILTERS[name] if word in words)


def _joining_word(sizes: FilterSizes, alone: list[str], joined: Words) -> str:
    """The neighbour where words have an order, else the smallest; of equals the first."""
    every = FILTERS[sizes.name]
    near = alone
    if sizes.name in IN_ORDER:
        places = {every.index(word) for word in joined if word != _UNSAID}
        near = [
            word
            for word in alone
            if word != _UNSAID and places & {every.index(word) - 1, every.index(word) + 1}
        ]
    return min(near or alone, key=lambda word: sizes.people((word,)))
