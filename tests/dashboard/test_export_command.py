"""``sweetspot export``, ``pack`` and ``picture``: an edition as a file, or one plain sentence."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.gallery import FINDINGS
from dashboard.report import chromium, exports
from dashboard.report.chromium import NoPicture
from dashboard.stores import Stores
from dashboard.text import say
from db.desk.group import GroupSettings, write_group
from db.editions import editions
from db.store.engine import writing_transaction
from tests.published import publish_members

FAILED = 1


def sweetspot(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command, each on one line."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, " ".join(result.stdout.split()), " ".join(result.stderr.split())


@pytest.fixture
def filled(stores: Stores) -> Stores:
    """300 invented members and their first edition: every finding has people enough, by any lot."""
    return publish_members(stores, 300)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Figures drawn at once; how many were asked for."""
    asked: list[int] = []

    def draw(figures: Sequence[object], on_progress: Callable[[int, int], None]) -> list[str]:
        asked.append(len(figures))
        on_progress(len(figures), len(figures))
        return ["<svg></svg>"] * len(figures)

    monkeypatch.setattr(chromium, "svg_drawings", draw)
    monkeypatch.setattr(chromium, "print_page_to_pdf", lambda page: b"%PDF-" + page.encode())
    return asked


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium."""

    def fail(*_: object) -> None:
        raise NoPicture("no_browser")

    for name in ("svg_drawings", "print_page_to_pdf", "photograph_pages"):
        monkeypatch.setattr(chromium, name, fail)


@pytest.mark.parametrize(
    ("ending", "made"), [("csv", exports.edition_csv), ("xlsx", exports.edition_xlsx)]
)
def test_an_export_is_the_newest_edition_or_the_one_that_is_named(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, ending: str, made: Callable[..., bytes]
) -> None:
    """There is one: both are the same file, byte for byte."""
    edition = editions.latest_edition(filled.editions)
    assert edition
    for number in ((), ("--edition", 1)):
        file = tmp_path / f"edition.{ending}"
        code, told, _ = sweetspot("export", *where, "--to", file, *number)
        assert (code, told) == (0, say("export.done", number=1, file=file))
        assert file.read_bytes() == made(filled.editions, edition)


def test_an_ending_in_capitals_is_the_same_ending(
    filled: Stores, where: tuple[str, ...], tmp_path: Path
) -> None:
    """As some file managers write it."""
    file = tmp_path / "EDITION.CSV"
    assert sweetspot("export", *where, "--to", file)[0] == 0
    assert file.read_bytes().startswith(b"edition,kind,")


@pytest.mark.parametrize(
    ("command", "endings"), [("export", ".csv, .xlsx"), ("pack", ".html, .pdf")]
)
def test_an_ending_that_says_nothing_is_one_sentence_and_a_failure(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, command: str, endings: str
) -> None:
    """It names those that there are."""
    code, _, problem = sweetspot(command, *where, "--to", tmp_path / "edition.doc")
    assert (code, problem) == (FAILED, say("command.problem.ending_unknown", endings=endings))


@pytest.mark.parametrize(("command", "ending"), [("export", "csv"), ("pack", "html")])
def test_an_edition_that_is_not_there_is_one_sentence_and_a_failure(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, command: str, ending: str
) -> None:
    """And no file is left."""
    file = tmp_path / f"edition.{ending}"
    code, _, problem = sweetspot(command, *where, "--to", file, "--edition", 2)
    assert (code, problem) == (FAILED, say("command.problem.no_such_edition", number=2))
    assert not file.exists()


@pytest.mark.parametrize(("command", "ending"), [("export", "csv"), ("pack", "html")])
def test_before_the_first_edition_there_is_nothing_to_write(
    stores: Stores, where: tuple[str, ...], tmp_path: Path, command: str, ending: str
) -> None:
    """One sentence, and a failure."""
    file = tmp_path / f"edition.{ending}"
    code, _, problem = sweetspot(command, *where, "--to", file)
    assert (code, problem) == (FAILED, say("command.problem.no_edition"))


def test_a_file_that_cannot_be_written_is_one_sentence_and_a_failure(
    filled: Stores, where: tuple[str, ...], tmp_path: Path
) -> None:
    """A folder that is not there."""
    file = tmp_path / "nowhere" / "edition.csv"
    code, _, problem = sweetspot("export", *where, "--to", file)
    assert code == FAILED
    assert problem == " ".join(say("command.problem.file_unwritable", file=file).split())


def test_a_damaged_edition_is_one_sentence_and_a_failure(
    filled: Stores, where: tuple[str, ...], tmp_path: Path
) -> None:
    """One number changed by hand."""
    with writing_transaction(filled.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET people = people + 5 WHERE axis = 'everyone'"))
    code, _, problem = sweetspot("export", *where, "--to", tmp_path / "edition.csv")
    assert (code, problem) == (FAILED, say("command.problem.edition_damaged", number=1))


def test_a_pack_holds_the_findings_that_were_named(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, drawn: list[int]
) -> None:
    """Two of them, with the group's name on the cover: the desk's, unless another is given."""
    write_group(filled.members, GroupSettings(name="Friends of the desk"))
    file = tmp_path / "pack.html"
    named = ("--findings", "timelines.groups, response.by_week")
    assert sweetspot("pack", *where, "--to", tmp_path / "desk.html", *named)[0] == 0
    assert "Friends of the desk" in (tmp_path / "desk.html").read_text(encoding="utf-8")
    drawn.clear()
    code, told, _ = sweetspot("pack", *where, "--to", file, *named, "--group", "Others")
    assert (code, told) == (0, say("report.done", number=1, file=file))
    html = file.read_text(encoding="utf-8")
    assert drawn == [html.count('<section class="page finding')]
    assert 1 <= drawn[0] <= 2
    assert "Others" in html and "Friends" not in html
    assert FINDINGS["doses.kept"].title not in html


def test_a_pack_holds_everything_unless_findings_are_named(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, drawn: list[int]
) -> None:
    """Each finding is in its list: with a page, or among those that too few answered."""
    file = tmp_path / "pack.pdf"
    assert sweetspot("pack", *where, "--to", file)[0] == 0
    made = file.read_bytes()
    assert made.startswith(b"%PDF-")
    assert all(choice.title.encode() in made for choice in FINDINGS.values())


def test_an_unknown_finding_is_one_sentence_that_names_those_there_are(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, drawn: list[int]
) -> None:
    """And a failure."""
    file = tmp_path / "pack.html"
    code, _, problem = sweetspot("pack", *where, "--to", file, "--findings", "doses")
    known = ", ".join(FINDINGS)
    assert (code, problem) == (
        FAILED,
        say("command.problem.finding_unknown", name="doses", known=known),
    )


def test_without_a_browser_there_is_a_pack_of_tables_and_a_sentence(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, no_browser: None
) -> None:
    """The HTML is made, and the sentence says what to install."""
    file = tmp_path / "pack.html"
    code, told, problem = sweetspot("pack", *where, "--to", file)
    assert (code, told) == (0, say("report.done", number=1, file=file))
    assert problem == say("report.problem.no_browser")
    assert file.exists()


def test_without_a_browser_there_is_no_pdf_and_a_sentence(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, no_browser: None
) -> None:
    """And a failure, and no file."""
    file = tmp_path / "pack.pdf"
    code, _, problem = sweetspot("pack", *where, "--to", file)
    assert (code, problem) == (FAILED, say("report.problem.no_browser"))
    assert not file.exists()


def test_without_a_browser_a_picture_has_its_words_and_a_sentence_says_so(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, no_browser: None
) -> None:
    """1200 by 630, as links preview it."""
    to = tmp_path / "lasting.png"
    code, said, why = sweetspot("picture", "timelines.lasting", "--to", to, *where)
    assert (code, why) == (0, say("command.picture.no_browser"))
    assert said == say("command.picture.done", number=1, file=to)
    assert Image.open(to).size == (1200, 630)


@pytest.mark.parametrize("name", ["timelines.nothing", "answered.members", "timelines.map:pain"])
def test_a_picture_of_no_finding_is_one_sentence_and_a_failure(
    filled: Stores, where: tuple[str, ...], tmp_path: Path, name: str
) -> None:
    """Neither of a made-up one nor of the leaders' own."""
    to = tmp_path / "nothing.png"
    code, _, why = sweetspot("picture", name, "--to", to, *where)
    assert code == FAILED and name in why
    assert not to.exists()
