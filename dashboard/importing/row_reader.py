"""One row while it is read: its cells by header, and what was found wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.importing.column_parts import (
    ConditionTick,
    DoseColumn,
    EffectColumn,
    EffectList,
    ScoreColumn,
    TimeColumn,
    WordsColumn,
)
from dashboard.importing.problems import UnfitCell, UnfitReason
from dashboard.importing.word_cells import is_blank, meaning_of_cell

Part = TypeVar(
    "Part",
    WordsColumn,
    DoseColumn,
    TimeColumn,
    ScoreColumn,
    EffectList,
    EffectColumn,
    ConditionTick,
)
Read = TypeVar("Read")


@dataclass
class SheetRow:
    """A row of the spreadsheet.

    Attributes:
        line: of the spreadsheet.
        cells: header -> cell.
        reasons: why the row does not fit, as far as it was read.
    """

    line: int
    cells: Mapping[str, str]
    reasons: list[UnfitReason] = field(default_factory=list)

    def get(self, part: Part | None, read: Callable[[str, Part], Read]) -> Read | None:
        """What a column's cell tells; None where the map has none, or where it does not fit."""
        if part is None:
            return None
        try:
            return read(self.cells[part.column], part)
        except UnfitCell as unfit:
            self.note_reason(unfit.args[0], part.column)
            return None

    def is_blank(self, part: WordsColumn | DoseColumn | TimeColumn | None) -> bool:
        """Whether the map has no such column, or its cell says nothing."""
        return part is None or is_blank(self.cells[part.column])

    def note_reason(self, key: str, column: str = "") -> None:
        """Note a reason."""
        self.reasons.append(UnfitReason(self.line, column, key))


def word_from_cell(cell: str, part: WordsColumn) -> str | None:
    """The stored word that a cell means; None where it is blank.

    Raises:
        UnfitCell: as ``word_cells.meaning_of_cell``.
    """
    return meaning_of_cell(cell, part.words, contained=part.contained)
