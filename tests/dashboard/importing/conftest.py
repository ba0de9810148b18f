"""The invented spreadsheet, and its map as a person would leave it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.importing import draft_map, spreadsheet
from dashboard.importing.column_map import ColumnMap, map_from_toml
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine

EXAMPLE = Path(__file__).with_name("google_forms.csv")
DECISIONS = {
    "# still_there = true": "still_there = false",
    '# blank = "none"': 'blank = "none"',
    '# unit = "months"': 'unit = "weeks"',
    '# "widespread pain" = ""': '"widespread pain" = "chronic_pain"',
}
"""What the draft leaves to a person."""


def decided(draft: str) -> str:
    """A draft with a person's decisions."""
    for open_line, decision in DECISIONS.items():
        assert open_line in draft
        draft = draft.replace(open_line, decision)
    return draft


@pytest.fixture(scope="session")
def example() -> AnswerSheet:
    """The spreadsheet."""
    return spreadsheet.sheet_from_bytes(EXAMPLE.read_bytes())


@pytest.fixture(scope="session")
def example_map(example: AnswerSheet) -> ColumnMap:
    """Its map."""
    return map_from_toml(decided(draft_map.draft_column_map(example)))


@pytest.fixture(scope="session")
def sheet() -> Callable[..., AnswerSheet]:
    """Makes a spreadsheet of the cells of its columns."""

    def make(**columns: list[str]) -> AnswerSheet:
        lines = enumerate(zip(*columns.values(), strict=True), start=2)
        return AnswerSheet(
            tuple(columns), tuple(SheetLine(number, cells) for number, cells in lines)
        )

    return make
