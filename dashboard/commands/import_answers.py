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

from dashboard.commands import import_preview
from dashboard.commands.failures import FAILED, CommandProblem, print_sentence
from dashboard.commands.stores import existing_stores, refuse_other_pepper
from dashboard.importing import draft_map, spreadsheet, survey_rows
from dashboard.importing import store as import_store
from dashboard.importing.column_map import ColumnMap, map_from_toml
from dashboard.importing.problems import ImportProblem, UnfitReason
from dashboard.importing.sheet_marks import effects_with_weeks
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.text import say
from db.store.fingerprint import stored_fingerprint

LONGEST_SHOWN = 60
"""Characters of a header: it is the operator's, and may be a whole question."""


@dataclass(frozen=True)
class ImportRequest:
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


def propose_map(file: Path, map_file: Path) -> None:
    """Write a draft of the map for a spreadsheet.

    Raises:
        CommandProblem: the spreadsheet cannot be read, or there is a map already.
    """
    with raise_as_problems():
        written = draft_map.draft_column_map(spreadsheet.sheet_from_file(file))
    try:
        map_file.touch(mode=0o600, exist_ok=False)
        map_file.write_text(written, encoding="utf-8")
    except OSError:
        raise CommandProblem("import.map_unwritable", file=map_file) from None
    print_sentence(say("command.import.proposed", file=map_file))


def import_spreadsheet(wanted: ImportRequest, store: Path | None) -> None:
    """Check a spreadsheet, say what does not fit, and store it unless only a check was wanted.

    Raises:
        CommandProblem: nothing was stored, or would be; there is no store where one was named.
        typer.Exit: with 1, some rows do not fit and ``--skip-bad`` was not given.
    """
    with raise_as_problems():
        sheet = spreadsheet.sheet_from_file(wanted.file)
        the_map = _map_from_file(wanted.map_file)
        outcome = survey_rows.surveys_from_sheet(sheet, the_map)
        _print_outcome(sheet, the_map, outcome)
        if wanted.check:
            import_preview.print_preview(sheet, the_map, outcome)
        _refuse_bad_rows(outcome, wanted)
        import_store.check_batch_size(len(outcome.surveys))
        with existing_stores(store) as stores:
            refuse_other_pepper(stored_fingerprint(stores.members))
            import_store.check_not_imported(stores.members, sheet.digest())
            if wanted.check:
                print_sentence(say("command.import.would", count=len(outcome.surveys)))
                return
            with Console(stderr=True).status(say("command.import.storing")):
                batch = import_store.store_as_batch(stores.members, outcome.surveys, sheet.digest())
    print_sentence(say("command.import.done", count=len(outcome.surveys), batch=batch))


def _refuse_bad_rows(outcome: survey_rows.ImportOutcome, wanted: ImportRequest) -> None:
    bad = len({reason.line for reason in outcome.reasons})
    if bad and not wanted.skip_bad:
        print_sentence(say("command.import.nothing", count=bad), problem=True)
        raise typer.Exit(FAILED)


def _map_from_file(file: Path) -> ColumnMap:
    try:
        return map_from_toml(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise ImportProblem("map_unreadable") from None


def _print_outcome(
    sheet: AnswerSheet, the_map: ColumnMap, outcome: survey_rows.ImportOutcome
) -> None:
    for reason in outcome.reasons:
        print_sentence(_reason_sentence(reason))
    for line in outcome.repeated:
        print_sentence(say("command.import.repeated", line=line))
    Console(soft_wrap=True).print(_counts_table(sheet, outcome))
    unread = len(set(sheet.headers) - the_map.columns())
    print_sentence(say("command.import.left_out", count=unread))
    with_weeks = len(effects_with_weeks(the_map))
    if outcome.lost_stops:
        print_sentence(say("command.import.lost_stops"))
    key = "command.import.asked" if with_weeks else "command.import.asked_nothing"
    print_sentence(say(key, count=with_weeks))


def _reason_sentence(reason: UnfitReason) -> str:
    why = say(f"import.reason.{reason.key}")
    if not reason.column:
        return say("command.import.row", line=reason.line, why=why)
    column = shorten(reason.column, LONGEST_SHOWN, placeholder="\u2026")
    return say("command.import.cell", line=reason.line, column=column, why=why)


def _counts_table(sheet: AnswerSheet, outcome: survey_rows.ImportOutcome) -> Table:
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
def raise_as_problems() -> Iterator[None]:
    """Problems of an import as problems of a command."""
    try:
        yield
    except ImportProblem as problem:
        raise CommandProblem(f"import.{problem.args[0]}", **problem.values) from None
