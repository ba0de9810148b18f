"""What every finding is: numbers, of whom, how sure, in one plain sentence."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from dashboard.tables import Table
from db.editions.editions import Edition, EditionCell, EditionContrast, Filters

Numbers = TypeVar("Numbers")


class FindingState(Enum):
    """Whether there is anything to show."""

    shown = "shown"
    too_few = "too_few"
    too_rare = "too_rare"
    """The effect is one that the edition tells no numbers of."""


@dataclass(frozen=True)
class Finding(Generic[Numbers]):
    """One answered question.

    Attributes:
        name: such as ``timelines.shares_by_week_figure``; key of its texts and of its figure.
        edition: where every number comes from.
        filters: filter name -> word; empty for everyone.
        state: whether enough people are there.
        kicker: what is counted, among whom: the small line above the sentence.
        sentence: the result, one idea in at most 18 words.
        basis: the line under it: what was compared, of how many people, with which range. The
            two go together wherever the sentence goes (docs/measures.md, rule 8).
        trust: why it can, or cannot, be trusted.
        numbers: what the figure is drawn from.
        table: the same numbers as words.
        cells: the published cells behind it, as they are exported.
    """

    name: str
    edition: Edition
    filters: Filters
    state: FindingState
    kicker: str
    sentence: str
    basis: str
    trust: str
    numbers: Numbers
    table: Table
    cells: tuple[EditionCell, ...] | tuple[EditionContrast, ...]

    @property
    def is_shown(self) -> bool:
        """Whether its figure may be drawn."""
        return self.state is FindingState.shown

    @property
    def whole_sentence(self) -> str:
        """The sentence with its basis, for a place that has one line."""
        return f"{self.sentence} {self.basis}".strip()
