"""A group's old spreadsheet brought in; what is said names lines and columns, never an answer."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

import typer
from rich.console import Console
from rich.table import Table

from dashboard.commands.failures import FAILED, Problem, tell
from dashboard.commands.stores import opened
from dashboard.importing import draft_map, spreadsheet, survey_rows
from dashboard.importing import store as import_store
from dashboard.importing.column_map import Map, read_map
from dashboard.importing.problems import ImportProblem, Reason
from dashboard.importing.spreadsheet import Sheet
from dashboard.text import say
from db.vocabulary import SIDE_EFFECTS

LONGEST_SHOWN = 60
"""Characters of a header: it is the operator's, and may be a whole question."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the files, and how.

    Attributes:
        file: the spreadsheet as CSV.
        map_file: the map, read or (with ``--propose``) written.
        check: store nothing.
        skip_bad: bring in the rows that fit, and leave the others.
    """

    file: Path
    map_file: Path
    check: bool
    skip_bad: bool


def propose(file: Path, map_file: Path) -> None:
    """Write a draft of the map for a spreadsheet.

    Raises:
        Problem: the spreadsheet cannot be read, or there is a map already.
    """
    with _told_plainly():
        written = draft_map.draft(_sheet(file))
    try:
        map_file.touch(mode=0o600, exist_ok=False)
        map_file.write_text(written, encoding="utf-8")
    except OSError:
        raise Problem("import.map_unwritable", file=map_file) from None
    tell(say("command.import.proposed", file=map_file))


def bring(wanted: Wanted, store: Path | None) -> None:
    """Check a spreadsheet, say what does not fit, and store it unless only a check was wanted.

    Raises:
        Problem: nothing was stored, or would be.
        typer.Exit: with 1, some rows do not fit and ``--skip-bad`` was not given.
    """
    with _told_plainly():
        sheet, the_map = _sheet(wanted.file), _map(wanted.map_file)
        outcome = survey_rows.read_rows(sheet, the_map)
        _show(sheet, the_map, outcome)
        _refuse_bad(outcome, wanted)
        import_store.check_size(len(outcome.surveys))
        with opened(store) as stores:
            import_store.check_not_imported(stores.members, sheet.digest())
            if wanted.check:
                tell(say("command.import.would", count=len(outcome.surveys)))
                return
            with Console(stderr=True).status(say("command.import.storing")):
                batch = import_store.bring_in(stores.members, outcome.surveys, sheet.digest())
    tell(say("command.import.done", count=len(outcome.surveys), batch=batch))


def _refuse_bad(outcome: survey_rows.Outcome, wanted: Wanted) -> None:
    bad = len({reason.line for reason in outcome.reasons})
    if bad and not wanted.skip_bad:
        tell(say("command.import.nothing", count=bad), problem=True)
        raise typer.Exit(FAILED)


def _sheet(file: Path) -> Sheet:
    try:
        with file.open("rb") as opened_file:
            return spreadsheet.read(opened_file.read(spreadsheet.LARGEST_BYTES + 1))
    except OSError:
        raise ImportProblem("file_unreadable") from None


def _map(file: Path) -> Map:
    try:
        return read_map(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise ImportProblem("map_unreadable") from None


def _show(sheet: Sheet, the_map: Map, outcome: survey_rows.Outcome) -> None:
    for reason in outcome.reasons:
        tell(_sentence(reason))
    for line in outcome.repeated:
        tell(say("command.import.repeated", line=line))
    Console(soft_wrap=True).print(_table(sheet, outcome))
    unread = len(set(sheet.headers) - the_map.columns())
    tell(say("command.import.left_out", count=unread))
    unasked = len(set(SIDE_EFFECTS) - the_map.effects_told)
    if unasked:
        tell(say("command.import.unasked", count=unasked))


def _sentence(reason: Reason) -> str:
    why = say(f"import.reason.{reason.key}")
    if not reason.column:
        return say("command.import.row", line=reason.line, why=why)
    column = shorten(reason.column, LONGEST_SHOWN, placeholder="\u2026")
    return say("command.import.cell", line=reason.line, column=column, why=why)


def _table(sheet: Sheet, outcome: survey_rows.Outcome) -> Table:
    table = Table(show_header=False)
    table.add_row(say("command.import.rows"), str(len(sheet.lines)))
    table.add_row(say("command.import.fit"), str(len(outcome.surveys)))
    table.add_row(say("command.import.repeats"), str(len(outcome.repeated)))
    # A row with two doses that cannot be read is one row with this reason.
    found = dict.fromkeys((reason.line, reason.key) for reason in outcome.reasons)
    for key, lines in Counter(key for _, key in found).most_common():
        table.add_row(say(f"import.reason.{key}"), str(lines))
    return table


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except ImportProblem as problem:
        raise Problem(f"import.{problem.args[0]}", **problem.values) from None
