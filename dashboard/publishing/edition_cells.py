"""The weighted totals of an edition -> its cells: which slices, which effects, blurred by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dashboard.publishing import count_names, counting, slices
from dashboard.publishing.blurring import (
    BlurredCell,
    BlurredCells,
    CountNoise,
    PublishedCount,
    publishable_cell,
    publishable_count,
)
from dashboard.publishing.chunks import Totals
from dashboard.publishing.invite_rule import InviteRule
from dashboard.publishing.shown_effects import ShownEffects
from dashboard.publishing.slices import FilterSizes, Words
from dashboard.stats.noise import CUT
from db import catalogue
from db.catalogue import FILTERS, MeasureSpec
from db.counting.cohort import Ints
from db.editions.editions import EditionCell
from db.thresholds import GROUPS_DOWN_TO_MEMBERS, GROUPS_FROM_MEMBERS

ANSWERED = "who_answered"


@dataclass(frozen=True)
class ShownBefore:
    """What the last edition with groups showed; nothing where the last one due held none.

    Attributes:
        slices: filter -> slices.
        effects: single effects that it showed in groups.
    """

    slices: dict[str, frozenset[Words]] = field(default_factory=dict)
    effects: frozenset[str] = frozenset()


class EditionCounts:
    """The counts of one edition, blurred: each by its name, the same wherever it stands."""

    def __init__(self, totals: Totals, noise: CountNoise, rule: InviteRule) -> None:
        self._totals = totals
        self._noise = noise
        self._invites = rule
        self._answered = {
            name: self._answered_by_word(name, words) for name, words in FILTERS.items()
        }

    def members(self) -> PublishedCount | int:
        """The published number of members; 0 where it may not be shown."""
        everyone = int(self._totals.cells[ANSWERED].people[0, 0])
        blurred = self._noise.blurred(everyone, count_names.EVERYONE.name(""))
        return publishable_count(blurred) or 0

    def slice_people(self, name: str, words: Words) -> PublishedCount | int:
        """The published people of a slice; 0 where it may not be shown."""
        people = sum(self._answered[name][word] for word in words)
        text = slices.slice_text(name, words)
        return publishable_count(self._noise.blurred(people, count_names.EVERYONE.name(text))) or 0

    def groups(self, off: frozenset[str], before: ShownBefore) -> list[tuple[str, Words]]:
        """The slices of this edition: filter and words; none in a small group.

        Args:
            off: filters that the group's leaders switched off.
            before: what the last edition with groups showed.
        """
        least = GROUPS_DOWN_TO_MEMBERS if before.slices else GROUPS_FROM_MEMBERS
        if self.members() < least:
            return []
        return [
            (name, words)
            for name in FILTERS
            if name not in off
            for words in slices.filter_slices(self._sizes_of_filter(name, before))
        ]

    def blurred_cells(self, spec: MeasureSpec, groups: list[tuple[str, Words]]) -> BlurredCells:
        """A measure's cells for everyone and for each slice, by stored slice and axis words."""
        found: BlurredCells = {}
        for text, rows in slices.slice_rows(spec, groups):
            found.update(self._cells_of_slice(spec, text, rows))
        return found

    def answered_cells(self, groups: list[tuple[str, Words]]) -> Iterator[EditionCell]:
        """Who answered: everyone, and the slices that the filters open."""
        members = PublishedCount(self.members())
        if members:
            yield EditionCell(ANSWERED, "", "everyone", members, members)
            for name, words in groups:
                text = count_names.fact_word(name, catalogue.WORD_SEPARATOR.join(words))
                people = min(self.slice_people(name, words), members)
                yield EditionCell(ANSWERED, "", text, members, people)

    def _answered_by_word(self, name: str, words: tuple[str, ...]) -> dict[str, int]:
        axis = counting.axis_words(catalogue.MEASURES[ANSWERED])
        cases = self._totals.cells[ANSWERED].cases[0]
        return {word: int(cases[axis.index(count_names.fact_word(name, word))]) for word in words}

    def _sizes_of_filter(self, name: str, before: ShownBefore) -> FilterSizes:
        def mostly_one_invite(words: Words) -> bool:
            return self._invites.is_mostly_one(name, words, self.slice_people(name, words))

        return FilterSizes(
            name,
            lambda words: self.slice_people(name, words),
            mostly_one_invite,
            before.slices.get(name, frozenset()),
        )

    def _cells_of_slice(
        self, spec: MeasureSpec, text: str, rows: list[int]
    ) -> Iterator[tuple[tuple[str, str], BlurredCell]]:
        counts = self._totals.cells[spec.name]
        people: Ints = counts.people[rows].sum(axis=0)
        cases: Ints = counts.cases[rows].sum(axis=0)
        words = counting.axis_words(spec)
        asked = count_names.names_of_asked(spec.name, sorted(self._totals.lists))
        of_people = count_names.people_of_places(spec.name)
        of_cases = count_names.cases_of_places(spec.name)
        # Fewer than these cannot reach the threshold with the largest noise.
        for at in map(int, np.flatnonzero(people >= CUT)):
            yield (
                (text, words[at]),
                BlurredCell(
                    self._noise.blurred(int(people[at]), of_people[at].name(text) + asked[at]),
                    self._noise.blurred(int(cases[at]), of_cases[at].name(text) + asked[at]),
                ),
            )


def published_cells(
    measure: str, blurred: BlurredCells, effects: ShownEffects
) -> Iterator[EditionCell]:
    """A measure's cells as everyone may see them.

    Args:
        measure: its name.
        blurred: its cells.
        effects: that are shown.
    """
    for (text, axis), cell in blurred.items():
        shown = publishable_cell(cell) if effects.holds_place(measure, text, axis) else None
        if shown is not None:
            yield EditionCell(measure, text, axis, *shown)
