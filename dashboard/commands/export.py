"""An edition as a file: for spreadsheets, as a meeting pack, and a finding of it as a picture."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import Engine

from dashboard.commands.failures import CommandProblem, print_sentence
from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS, UnknownFinding, figure_in_pack
from dashboard.report import exports, pack, picture
from dashboard.report.chromium import NoPicture
from dashboard.stores import Stores
from dashboard.text import say
from db.desk.group import load_group
from db.editions import editions
from db.editions.editions import Edition, EditionDamaged

EXPORTS: dict[str, Callable[[Engine, Edition], bytes]] = {
    ".csv": exports.edition_csv,
    ".xlsx": exports.edition_xlsx,
}
PACKS: dict[str, Callable[[pack.PackDocument], bytes]] = {
    ".html": lambda made: made.html,
    ".pdf": lambda made: made.pdf(),
}
"""Ending of the file -> what writes it."""
PICTURE = ".png"


@dataclass(frozen=True)
class ExportRequest:
    """Which edition, and where to.

    Attributes:
        number: of the edition; None for the newest.
        to: the file; its ending says which kind.
    """

    number: int | None
    to: Path


def export_edition(reader: Engine, wanted: ExportRequest) -> None:
    """Write an edition as CSV or XLSX.

    Raises:
        CommandProblem: no such edition, an ending that is neither, or a file that is not writable.
    """
    made_by = _file_ending(wanted.to, tuple(EXPORTS))
    edition = edition_of(reader, wanted.number)
    with (
        _raise_as_problems(),
        Console(stderr=True).status(say("export.writing", number=edition.number)),
    ):
        _write_file(wanted.to, EXPORTS[made_by](reader, edition))
    print_sentence(say("export.done", number=edition.number, file=wanted.to))


def make_pack(
    reader: Engine, wanted: ExportRequest, findings: str | None, group: str | None
) -> None:
    """Write a meeting pack as HTML or PDF, with a progress bar.

    Args:
        reader: of the edition store.
        wanted: edition and file.
        findings: names with commas between them; None for all.
        group: the group's name, for the cover.

    Raises:
        CommandProblem: as ``export_edition``, an unknown finding, or no browser for a PDF.
    """
    made_by = _file_ending(wanted.to, tuple(PACKS))
    edition = edition_of(reader, wanted.number)
    names = list(FINDINGS) if findings is None else _finding_names(findings)
    with _raise_as_problems():
        with _progress_bar() as on_progress:
            made = pack.meeting_pack(
                reader, edition, names, group or say("report.our_group"), on_progress
            )
        _write_file(wanted.to, PACKS[made_by](made))
    if made.missing:
        print_sentence(say(f"report.problem.{made.missing}"), problem=True)
    print_sentence(say("report.done", number=edition.number, file=wanted.to))


def group_name(stores: Stores) -> str | None:
    """The group's name as its leaders set it at the desk; None where they have not."""
    return load_group(stores.members).name or None


def make_picture(reader: Engine, wanted: ExportRequest, name: str) -> None:
    """Write one finding as PNG, as links preview it; without Chromium its words alone.

    Args:
        reader: of the edition store.
        wanted: edition and file.
        name: of the finding; of another effect behind a colon.

    Raises:
        CommandProblem: as ``export_edition``; an unknown finding, or a browser that fails.
    """
    _file_ending(wanted.to, (PICTURE,))
    edition = edition_of(reader, wanted.number)
    with _raise_as_problems():
        published = figure_in_pack(name)
        drawn = picture.picture_of_finding(*published(EditionSlice(reader, edition)))
        made, missing = picture.picture_as_png(drawn, picture.LINK)
    _write_file(wanted.to, made)
    if missing:
        print_sentence(say(f"command.picture.{missing}"), problem=True)
    print_sentence(say("command.picture.done", number=edition.number, file=wanted.to))


def edition_of(reader: Engine, number: int | None) -> Edition:
    """The edition with a number, or the newest.

    Raises:
        CommandProblem: there is none.
    """
    if number is None:
        found, problem = editions.latest_edition(reader), "no_edition"
    else:
        found, problem = editions.edition_of_number(reader, number), "no_such_edition"
    if found is None:
        raise CommandProblem(problem, number=number)
    return found


def _file_ending(file: Path, endings: Sequence[str]) -> str:
    ending = file.suffix.lower()
    if ending not in endings:
        raise CommandProblem("ending_unknown", endings=", ".join(endings))
    return ending


def _finding_names(findings: str) -> list[str]:
    return [name.strip() for name in findings.split(",") if name.strip()]


def _write_file(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError:
        raise CommandProblem("file_unwritable", file=file) from None


@contextmanager
def _raise_as_problems() -> Iterator[None]:
    try:
        yield
    except UnknownFinding as unknown:
        known = ", ".join(FINDINGS)
        raise CommandProblem("finding_unknown", name=unknown.args[0], known=known) from None
    except EditionDamaged as damaged:
        raise CommandProblem("edition_damaged", number=damaged.args[0]) from None
    except NoPicture as problem:
        raise CommandProblem("picture", why=say(f"report.problem.{problem.args[0]}")) from None


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("report.drawing"), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
