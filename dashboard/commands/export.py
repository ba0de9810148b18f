"""An edition as a file: for spreadsheets, and as a meeting pack."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import Engine

from dashboard.commands.failures import Problem, tell
from dashboard.gallery import FINDINGS, UnknownFinding
from dashboard.report import exports, pack
from dashboard.report.chromium import NoPicture
from dashboard.text import say
from db.editions import editions
from db.editions.editions import Edition, EditionDamaged

EXPORTS: dict[str, Callable[[Engine, Edition], bytes]] = {
    ".csv": exports.csv_of,
    ".xlsx": exports.xlsx_of,
}
PACKS: dict[str, Callable[[pack.Pack], bytes]] = {
    ".html": lambda made: made.html,
    ".pdf": lambda made: made.pdf(),
}
"""Ending of the file -> what writes it."""


@dataclass(frozen=True)
class Wanted:
    """Which edition, and where to.

    Attributes:
        number: of the edition; None for the newest.
        to: the file; its ending says which kind.
    """

    number: int | None
    to: Path


def export(reader: Engine, wanted: Wanted) -> None:
    """Write an edition as CSV or XLSX.

    Raises:
        Problem: no such edition, an ending that is neither, or a file that cannot be written.
    """
    made_by = _by_ending(wanted.to, tuple(EXPORTS))
    edition = edition_of(reader, wanted.number)
    with _told_plainly(), Console(stderr=True).status(say("export.writing", number=edition.number)):
        _write(wanted.to, EXPORTS[made_by](reader, edition))
    tell(say("export.done", number=edition.number, file=wanted.to))


def make_pack(reader: Engine, wanted: Wanted, findings: str | None, group: str | None) -> None:
    """Write a meeting pack as HTML or PDF, with a progress bar.

    Args:
        reader: of the edition store.
        wanted: edition and file.
        findings: names with commas between them; None for all.
        group: the group's name, for the cover.

    Raises:
        Problem: as ``export``, an unknown finding, or no browser for a PDF.
    """
    made_by = _by_ending(wanted.to, tuple(PACKS))
    edition = edition_of(reader, wanted.number)
    names = list(FINDINGS) if findings is None else _names(findings)
    with _told_plainly():
        with _progress() as on_progress:
            made = pack.make(reader, edition, names, group or say("report.our_group"), on_progress)
        _write(wanted.to, PACKS[made_by](made))
    if made.missing:
        tell(say(f"report.problem.{made.missing}"), problem=True)
    tell(say("report.done", number=edition.number, file=wanted.to))


def edition_of(reader: Engine, number: int | None) -> Edition:
    """The edition with a number, or the newest.

    Raises:
        Problem: there is none.
    """
    if number is None:
        found, problem = editions.latest(reader), "no_edition"
    else:
        found, problem = editions.numbered(reader, number), "no_such_edition"
    if found is None:
        raise Problem(problem, number=number)
    return found


def _by_ending(file: Path, endings: Sequence[str]) -> str:
    ending = file.suffix.lower()
    if ending not in endings:
        raise Problem("ending_unknown", endings=", ".join(endings))
    return ending


def _names(findings: str) -> list[str]:
    return [name.strip() for name in findings.split(",") if name.strip()]


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError:
        raise Problem("file_unwritable", file=file) from None


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except UnknownFinding as unknown:
        known = ", ".join(FINDINGS)
        raise Problem("finding_unknown", name=unknown.args[0], known=known) from None
    except EditionDamaged as damaged:
        raise Problem("edition_damaged", number=damaged.args[0]) from None
    except NoPicture as problem:
        raise Problem("picture", why=say(f"report.problem.{problem.args[0]}")) from None


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("report.drawing"), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
