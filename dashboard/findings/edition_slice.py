"""A question put to an edition: which edition, among whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from dashboard.findings.finding import Finding, FindingState, Numbers
from dashboard.findings.slice_labels import slice_label
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import EFFECT_AXIS, EVERY_EFFECT
from db.editions import cells, editions
from db.editions.editions import (
    Axis,
    CellCounts,
    Cells,
    ContrastSums,
    Edition,
    EditionCell,
    EditionContrast,
    Filters,
)
from db.filter_rules import FiltersNotAllowed, check_filters, is_held_by
from db.thresholds import GROUPS_FROM_MEMBERS

NOTHING = Table((), ())


@dataclass(frozen=True)
class FindingText:
    """What goes with a sentence: the figure's table and cells, words for kicker and caveat, basis.

    ``basis`` is the line under the sentence: what was compared, of how many people, which range.
    """

    table: Table
    cells: tuple[EditionCell, ...] | tuple[EditionContrast, ...]
    texts: Mapping[str, Any] = field(default_factory=dict)
    basis: str = ""


@dataclass(frozen=True)
class EditionSlice:
    """An edition and the filters that are set; it can read nothing else.

    Attributes:
        reader: where the edition is read.
        edition: that is read.
        filters: among whom; empty for everyone.
        everyone_of: the edition that everyone is read from, where groups come from an older one.
        instead_of: the group that was asked for, where everyone stands in its place.

    Raises (from its methods):
        db.filter_rules.FiltersNotAllowed: whatever the edition does not publish.
    """

    reader: Engine = field(repr=False)
    edition: Edition
    filters: Filters = field(default_factory=dict)
    everyone_of: Edition | None = None
    instead_of: Filters = field(default_factory=dict)

    def cells(self, measure: str) -> Cells:
        """Published cells of a measure by the words along its axes; of everyone, means."""
        return cells.load_cells(self.reader, self.edition, measure, self.filters)

    def contrasts(self, contrast: str) -> Mapping[str, ContrastSums]:
        """Published sums of a contrast by axis word; of everyone, means."""
        return cells.load_contrasts(self.reader, self.edition, contrast, self.filters)

    def contrasts_to_export(
        self, contrast: str, words: Collection[str]
    ) -> tuple[EditionContrast, ...]:
        """Published sums as they are exported: of this edition alone."""
        alone = cells.load_contrasts_alone(self.reader, self.edition, contrast, self.filters)
        return tuple(alone[word] for word in sorted(alone) if word in words)

    def stored_slices(self) -> list[str]:
        """The groups within the group that may be looked at with this edition."""
        held = cells.groups_edition(self.reader, self.edition)
        return cells.load_slices(self.reader, held) if held else []

    def answered_cells(self) -> Cells:
        """Who answered, by group: of the newest edition that holds groups; nothing without one."""
        held = cells.groups_edition(self.reader, self.edition)
        return cells.load_cells_alone(self.reader, held, "who_answered") if held else {}

    def cells_to_export(
        self, measure: str, shown: Mapping[Axis, CellCounts]
    ) -> tuple[EditionCell, ...]:
        """The cells that are shown, as they are exported: of this edition alone."""
        filters = "&".join(f"{name}={word}" for name, word in self.filters.items())
        alone = cells.load_cells_alone(self.reader, self.edition, measure, self.filters)
        return tuple(
            EditionCell(
                measure,
                filters,
                editions.AXIS_SEPARATOR.join(axis),
                alone[axis].people,
                int(alone[axis].cases),
            )
            for axis in sorted(shown)
        )

    def among(self, filters: Filters) -> "EditionSlice":
        """The group within the group that holds these words, in the newest edition with groups.

        Raises:
            db.filter_rules.FiltersNotAllowed: no edition that pages read holds such a group.
        """
        if not filters:
            whole = self.everyone_of or self.edition
            return EditionSlice(self.reader, whole, instead_of=self.filters or self.instead_of)
        held = cells.groups_edition(self.reader, self.edition)
        chosen = check_filters("effect_by_week", filters)
        slices = self.stored_slices()
        stored = next((text for text in slices if chosen and is_held_by(*chosen, text)), None)
        if held is None or stored is None:
            raise FiltersNotAllowed(next(iter(filters)))
        name, _, words = stored.partition("=")
        return EditionSlice(self.reader, held, {name: words}, self.edition)

    def filters_in_words(self) -> str:
        """Among whom, in words."""
        if not self.filters:
            return say("finding.everyone")
        return " · ".join(
            f"{say(f'words.filter.{name}')}: {slice_label(name, word)}"
            for name, word in self.filters.items()
        )

    def finding(
        self, name: str, sentence: str, numbers: Numbers, told: FindingText
    ) -> Finding[Numbers]:
        """The finding that answers, with its texts looked up under its name."""
        state, trust = FindingState.shown, say(f"finding.{name}.trust", **told.texts)
        return self._finding_in_state(state, name, (sentence, trust), numbers, told)

    def too_few(self, name: str, numbers: Numbers, needed: int, **texts: str) -> Finding[Numbers]:
        """The finding that says that too few people are there for an answer."""
        key = "too_few_in_group" if self.filters else "too_few_basis"
        basis = say(f"finding.{key}", needed=needed)
        told = FindingText(NOTHING, (), texts, basis)
        said = (say("finding.too_few"), "")
        return self._finding_in_state(FindingState.too_few, name, said, numbers, told)

    def effects_left_out(self) -> frozenset[str]:
        """Effects of which nothing is shown though people are there who could have them.

        In a small group all single effects and kinds of effects, in groups the rare ones.
        """
        shown = {axis[0] for axis in self.cells("effect_by_week")}
        return frozenset(EFFECT_AXIS) - shown if EVERY_EFFECT in shown else frozenset()

    def without_number(
        self, name: str, numbers: Numbers, sentence: str, basis: str = "", **texts: str
    ) -> Finding[Numbers]:
        """The finding that says in a sentence of its own why there is no number yet."""
        told = FindingText(NOTHING, (), texts, basis)
        return self._finding_in_state(FindingState.too_few, name, (sentence, ""), numbers, told)

    def too_rare(
        self, name: str, numbers: Numbers, why: str = "", **texts: str
    ) -> Finding[Numbers]:
        """The finding that says why an effect has no numbers here.

        Args:
            name: of the finding.
            numbers: what would be drawn.
            why: key of the reason; that of an effect where none is named.
            texts: words for its kicker.
        """
        key = why or ("in_group" if self.filters else "small_group")
        text = say(f"finding.rare.{key}", members=GROUPS_FROM_MEMBERS)
        told = FindingText(NOTHING, (), texts, say(f"finding.rare.{key}_basis"))
        return self._finding_in_state(FindingState.too_rare, name, (text, ""), numbers, told)

    def _kicker(self, name: str, texts: Mapping[str, Any]) -> str:
        kicker = say(f"finding.{name}.kicker", who=self.filters_in_words(), **texts)
        return kicker[:1].upper() + kicker[1:]  # it may begin with an effect's name

    def _finding_in_state(
        self,
        state: FindingState,
        name: str,
        sentence_and_trust: tuple[str, str],
        numbers: Numbers,
        told: FindingText,
    ) -> Finding[Numbers]:
        sentence, trust = sentence_and_trust
        return Finding(
            name=name,
            edition=self.edition,
            filters=self.filters,
            state=state,
            kicker=self._kicker(name, told.texts),
            sentence=sentence,
            basis=told.basis,
            trust=trust,
            numbers=numbers,
            table=told.table,
            cells=told.cells,
        )
