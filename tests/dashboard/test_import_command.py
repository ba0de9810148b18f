"""``sweetspot import``: a draft, a check, all or nothing; never an answer in what is said."""

import logging
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.importing import spreadsheet
from dashboard.stores import Stores
from dashboard.text import say
from db.members import hand_in
from db.store.engine import core_table
from db.store.engine import reading_transaction as reading_from
from db.tables import Member
from db.vocabulary import Standing, Timing
from tests.dashboard.importing.conftest import EXAMPLE, decided

FAILED = 1
FIT = 26
"""Of 32 rows, six of which were spoilt; two of those that fit repeat another."""

pytestmark = pytest.mark.sqlite


def bring(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error, each on one line."""
    result = CliRunner().invoke(app, ["import", *map(str, arguments)])
    return result.exit_code, " ".join(result.stdout.split()), " ".join(result.stderr.split())


@pytest.fixture
def the_map(tmp_path: Path) -> Path:
    """The draft that the command writes, decided by a person."""
    file = tmp_path / "map.toml"
    assert bring(EXAMPLE, "--map", file, "--propose")[0] == 0
    file.write_text(decided(file.read_text(encoding="utf-8")), encoding="utf-8")
    return file


def standings(stores: Stores) -> Counter[int]:
    with reading_from(stores.members) as connection:
        return Counter(
            standing for (standing,) in connection.execute(select(core_table(Member).c.standing))
        )


def test_a_draft_never_replaces_a_map(the_map: Path) -> None:
    """A map is an hour's work."""
    before = the_map.read_text(encoding="utf-8")
    code, _, problem = bring(EXAMPLE, "--map", the_map, "--propose")
    assert (code, problem) == (FAILED, say("command.problem.import.map_unwritable", file=the_map))
    assert the_map.read_text(encoding="utf-8") == before


def test_nothing_is_stored_while_one_row_does_not_fit(stores: Stores, the_map: Path) -> None:
    """Each of the six is named by line, column and reason."""
    code, told, problem = bring(EXAMPLE, "--map", the_map)
    assert (code, problem) == (FAILED, say("command.import.nothing", count=6))
    assert told.count("Line ") == 6 + 2
    assert 'Line 4, column "What was your starting dose?"' in told
    assert say("import.reason.dose_several") in told
    assert hand_in.is_empty(stores.members)


def test_a_check_stores_nothing_and_says_what_would_come_in(stores: Stores, the_map: Path) -> None:
    """The number of rows that fit."""
    code, told, _ = bring(EXAMPLE, "--map", the_map, "--check", "--skip-bad")
    assert code == 0
    assert say("command.import.would", count=FIT) in told
    assert hand_in.is_empty(stores.members)


@pytest.mark.parametrize("check", [["--check"], []], ids=["check", "import"])
def test_a_mistyped_folder_takes_no_answers(
    the_map: Path, tmp_path: Path, check: list[str]
) -> None:
    """Neither looked at nor brought in: the group would never see them there."""
    place = tmp_path / "stroe"
    code, _, problem = bring(EXAMPLE, "--map", the_map, "--skip-bad", *check, "--store", place)
    assert code == FAILED
    assert str(place) in problem.replace(" ", "")
    assert not place.exists()


def test_the_example_comes_in_once(stores: Stores, the_map: Path) -> None:
    """Those that fit, as one batch; the two repeated rows are held; a second time is refused."""
    code, told, _ = bring(EXAMPLE, "--map", the_map, "--skip-bad")
    assert code == 0
    assert say("command.import.done", count=FIT, batch=1) in told
    came = standings(stores)
    assert came == {Standing.counted.value: FIT - 2, Standing.held.value: 2}
    code, _, problem = bring(EXAMPLE, "--map", the_map, "--skip-bad")
    assert (code, problem) == (FAILED, say("command.problem.import.known", batch=1))
    assert standings(stores) == came


def test_no_answer_is_in_what_is_said_or_logged_or_stored_as_text(
    stores: Stores, folder: Path, the_map: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No cell of the spreadsheet that is long enough to tell something, and no date of it.

    But for dose cells that were read whole: a check shows them, and no name fits into one.
    """
    caplog.set_level(logging.DEBUG)
    said = "".join(map(str, [*bring(EXAMPLE, "--map", the_map, "--check"), caplog.text]))
    said += "".join(map(str, [*bring(EXAMPLE, "--map", the_map, "--skip-bad"), caplog.text]))
    kept = b"".join(file.read_bytes() for file in folder.glob("members*"))
    sheet = spreadsheet.sheet_from_file(EXAMPLE)
    cells = {
        cell
        for line in sheet.lines
        for header, cell in zip(sheet.headers, line.cells, strict=True)
        if "dose" not in header
    }
    telling = {cell for cell in cells if len(cell) > 6 and cell.casefold() not in said_anyway()}
    assert len(telling) > 100
    assert not [cell for cell in telling if cell in said or cell.encode() in kept]


def said_anyway() -> set[str]:
    """Answers that are also words of ours: of the sentences about rows, and stored ones."""
    return {"side effects", "at night", *(timing.name for timing in Timing)}


def test_fewer_than_twenty_rows_are_refused(stores: Stores, the_map: Path, tmp_path: Path) -> None:
    """Also where --skip-bad leaves fewer: of 11 rows, those of lines 4 and 9 do not fit."""
    few = tmp_path / "few.csv"
    few.write_bytes(b"\r\n".join(EXAMPLE.read_bytes().split(b"\r\n")[:12]))
    code, _, problem = bring(few, "--map", the_map, "--skip-bad")
    assert (code, problem) == (FAILED, say("command.problem.import.too_few", count=9, least=20))
    assert hand_in.is_empty(stores.members)


@pytest.mark.parametrize(
    ("file", "problem"), [("missing.csv", "file_unreadable"), (".", "file_unreadable")]
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, the_map: Path, file: str, problem: str
) -> None:
    """And a failure."""
    code, _, said = bring(tmp_path / file, "--map", the_map, "--check")
    assert (code, said) == (FAILED, say(f"command.problem.import.{problem}"))
    code, _, said = bring(EXAMPLE, "--map", tmp_path / "missing.toml", "--check")
    assert (code, said) == (FAILED, say("command.problem.import.map_unreadable"))
