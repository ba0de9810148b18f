"""Entries of an import: the spreadsheet's bytes, its cells, the map, and a truth file."""

import tempfile
from functools import cache
from pathlib import Path

from dashboard.commands import demo
from dashboard.commands.failures import CommandProblem
from dashboard.importing import draft_map, survey_rows
from dashboard.importing import spreadsheet as spreadsheet_reader
from dashboard.importing.column_map import ColumnMap, map_from_toml
from dashboard.importing.problems import ImportProblem
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine
from dashboard.text import has_text
from db.answers import Survey
from tests.fuzz.entry import Entry, clear, refuse
from tests.fuzz.hostile import Hostile

EXAMPLE = Path("tests/dashboard/importing/google_forms.csv").resolve()
DECIDED = {
    "# still_there = true": "still_there = false",
    '# blank = "none"': 'blank = "none"',
    '# unit = "months"': 'unit = "weeks"',
}
LINES = 12
"""Of the example: a few of its rows are mistakes already."""
TOML = (
    *("[file]", "words = {a = 'b'}", "x = 1e400", "d = 2024-13-40", 'a."b".c = [[[]]]', "n = nan"),
    *(
        "big = " + "9" * 5_000,
        "deep = " + "[" * 2_000 + "]" * 2_000,
        'u = "\\ud800"',
        "t = 25:61:61",
    ),
)


@cache
def _sheet() -> AnswerSheet:
    return spreadsheet_reader.sheet_from_bytes(EXAMPLE.read_bytes())


@cache
def _written_map() -> str:
    written = draft_map.draft_column_map(_sheet())
    for open_line, decision in DECIDED.items():
        written = written.replace(open_line, decision)
    return written


@cache
def _map() -> ColumnMap:
    return map_from_toml(_written_map())


@cache
def _files() -> tuple[bytes, ...]:
    text = "\n".join(EXAMPLE.read_text(encoding="utf-8").splitlines()[:LINES])
    first = text.splitlines()[0]
    return (
        *(text.encode(code) for code in ("utf-8", "utf-8-sig", "utf-16")),
        *(text.encode("cp1252", "replace"), text.replace(",", ";").encode()),
        *(b"First dose,When,Sex\n0.5 mg,2 weeks,female\n", first.encode()),
    )


def spreadsheet(content: bytes) -> bool:
    """A spreadsheet with a draft of a map, or a sentence; then every row is read, too."""
    try:
        sheet = spreadsheet_reader.sheet_from_bytes(content)
    except ImportProblem as problem:
        clear(f"command.problem.import.{problem.args[0]}", **problem.values)
        return False
    cells = [*sheet.headers, *(cell for line in sheet.lines for cell in line.cells)]
    if any(ord(sign) < 32 for cell in cells for sign in cell):
        refuse(content, "a control character")
    if len(set(sheet.headers)) < len(sheet.headers) or len(sheet.digest()) < 12:
        refuse(content, "headers that cannot be told apart")
    written_map(draft_map.draft_column_map(sheet))
    return _rows(sheet, _map())


def cells(given: tuple[str, ...]) -> bool:
    """A row of any cells under the example's headers."""
    return _rows(AnswerSheet(_sheet().headers, (SheetLine(2, given),)), _map())


def written_map(text: str) -> bool:
    """A map, or a sentence; and the example is then read by it."""
    try:
        found = map_from_toml(text)
    except ImportProblem as problem:
        clear(f"command.problem.import.{problem.args[0]}", **problem.values)
        return False
    return _rows(AnswerSheet(_sheet().headers, _sheet().lines[:2]), found)


def truth(content: bytes) -> bool:
    """A truth of an invented group, or a sentence."""
    with tempfile.NamedTemporaryFile(dir=_memory()) as file:
        Path(file.name).write_bytes(content)
        try:
            demo.truth_from_file(Path(file.name))
        except CommandProblem as problem:
            clear(f"command.problem.{problem.args[0]}", **problem.values)
            return False
    return True


def _rows(sheet: AnswerSheet, the_map: ColumnMap) -> bool:
    try:
        outcome = survey_rows.surveys_from_sheet(sheet, the_map)
    except ImportProblem as problem:
        clear(f"command.problem.import.{problem.args[0]}", **problem.values)
        return False
    told = {reason.line for reason in outcome.reasons}
    for reason in outcome.reasons:
        if not has_text(f"import.reason.{reason.key}"):
            refuse(reason, "a reason without a text")
    for survey, _ in outcome.surveys:
        Survey.model_validate_json(survey.model_dump_json())
    if len(outcome.surveys) + len(told) != len(sheet.lines):
        refuse(sheet, "a row that is neither taken nor refused")
    return bool(outcome.surveys)


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _cells(source: Hostile) -> tuple[str, ...]:
    line = source.choice(_sheet().lines)
    return tuple(
        spreadsheet_reader.tidy_cell(source.text((cell,))) if source.random() < 0.2 else cell
        for cell in line.cells
    )


def _toml(source: Hostile) -> str:
    if source.random() < 0.2:
        return "\n".join([source.choice(TOML), _written_map(), source.choice(TOML)])
    lines = _written_map().splitlines()
    for _ in range(source.randint(1, 3)):
        at = source.randrange(len(lines))
        lines[at] = source.choice((source.text((lines[at],)), source.choice(TOML), ""))
    return "\n".join(lines)


def _truth(source: Hostile) -> bytes:
    valid = (b"[dose]\nbest_ug = 3000\n", b"[effects]\nnausea = 0.3\n", *map(str.encode, TOML[:8]))
    return source.blob(valid)


ENTRIES = (
    Entry("spreadsheet", lambda source: source.blob(_files()), spreadsheet, slow=3_000, quick=60),
    Entry("cells", _cells, cells, slow=8_000, quick=200),
    Entry("map", _toml, written_map, slow=3_000, quick=60),
    Entry("truth_file", _truth, truth, slow=1_500),
)
