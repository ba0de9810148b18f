"""What can be wrong with a spreadsheet, a map or a row; never with a cell's content in it."""

from dataclasses import dataclass
from typing import Any


class ImportProblem(Exception):
    """Nothing can be imported; ``args[0]`` is a key in ``[command.problem.import]``."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.values = values


class UnfitCell(Exception):
    """A cell cannot be read; ``args[0]`` is a key in ``[import.reason]``."""


@dataclass(frozen=True, order=True)
class UnfitReason:
    """Why a row does not fit.

    Attributes:
        line: of the spreadsheet; its headers are on line 1 unless blank lines stand above them.
        column: its header; "" where the row as a whole does not fit.
        key: of a text in ``[import.reason]``.
    """

    line: int
    column: str
    key: str
