"""What ``sweetspot import --check`` shows: doses as they were read, and ten rows."""

from itertools import islice

from rich.bar import Bar
from rich.console import Console
from rich.table import Table

from dashboard.commands.failures import print_sentence
from dashboard.importing import preview
from dashboard.importing.column_map import ColumnMap
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.survey_rows import ImportOutcome
from dashboard.text import say

BAR_WIDTH = 40


def print_preview(sheet: AnswerSheet, the_map: ColumnMap, outcome: ImportOutcome) -> None:
    """Print dose cells, a histogram of the doses, and the first rows that fit."""
    console = Console(soft_wrap=True)
    print_sentence(say("command.import.preview.cells"))
    console.print(_cells_table(sheet, the_map), markup=False, highlight=False)
    print_sentence(say("command.import.preview.doses"))
    console.print(_doses_histogram(outcome))
    print_sentence(say("command.import.preview.rows"))
    rows = zip(outcome.lines, outcome.surveys, strict=True)
    for line, (survey, _) in islice(rows, preview.ROWS_SHOWN):
        print_sentence(_row_sentence(preview.row_as_understood(line, survey)))


def _cells_table(sheet: AnswerSheet, the_map: ColumnMap) -> Table:
    table = Table(*(say(f"command.import.preview.column.{name}") for name in _CELL_COLUMNS))
    for found in preview.frequent_dose_cells(sheet, the_map):
        refused = say(f"import.reason.{found.reason}") if found.reason else ""
        read = _mg_text(found.dose_ug) if found.dose_ug else refused
        table.add_row(_plain_text(found.text), str(found.rows), read)
    return table


def _doses_histogram(outcome: ImportOutcome) -> Table:
    grid = Table.grid(padding=(0, 1))
    counts = preview.dose_counts([survey for survey, _ in outcome.surveys])
    most = max((steps for _, steps in counts), default=0)
    for dose_ug, steps in counts:
        grid.add_row(_mg_text(dose_ug), Bar(most, 0, steps, width=BAR_WIDTH), str(steps))
    return grid


def _row_sentence(row: preview.RowAsUnderstood) -> str:
    told = vars(row)
    parts = (
        say(f"command.import.preview.{name}", told=told[name]) for name in _PARTS if told[name]
    )
    return say("command.import.preview.row", line=row.line, parts=" ".join(parts))


def _mg_text(dose_ug: int) -> str:
    return say("command.import.preview.mg", mg=f"{dose_ug / preview.UG_IN_MG:g}")


def _plain_text(cell: str) -> str:
    """A cell of the spreadsheet, which rich must not take for markup."""
    return cell.replace("[", r"\[")


_CELL_COLUMNS = ("cell", "count", "read")
_PARTS = ("asked_in_week", "steps", "stopped", "effects", "facts")
