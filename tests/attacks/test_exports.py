"""Whoever opens what can be downloaded: in a spreadsheet, or at an address that she worked out."""

import csv
import datetime
import io
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attacks_crawl import pages
from attacks_server import Attacked, serving
from attacks_visit import Visit, opened
from openpyxl import load_workbook
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from dashboard import demo
from dashboard.report.exports import edition_csv, edition_xlsx
from dashboard.stores import Stores, open_stores
from dashboard.ui.findings import finding_card
from db.editions import editions
from db.editions.editions import EditionCell, EditionContrast
from tests.editions_of import publish_next
from tests.visitor import ask

MEMBERS = 613
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What the issue names; held against the code's own list only by what comes out."""
HOSTILE = [f"{start}cmd|' /C calc'!A0" for start in FORMULA]
SECRET = "pain,7\n"
OWN_PAGE = f"""
import streamlit as st
from dashboard.ui.own.own_file import own_file_button
own_file_button("Save", lambda: {SECRET!r}, "my-story.csv", "text/csv")
"""
PLAIN_PAGE = f"""
import streamlit as st
st.download_button("Save", {SECRET!r}, file_name="my-story.csv", mime="text/csv")
"""
Rows = list[list[str]]


def rows_of(content: bytes | str) -> Rows:
    """As a spreadsheet takes a CSV apart."""
    text = content if isinstance(content, str) else content.decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def would_run(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula; a whole number is a number."""
    return cell.startswith(FORMULA) and not cell.removeprefix("-").isdigit()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """613 invented members and their first edition."""
    folder = tmp_path_factory.mktemp("exports") / "store"
    stores = open_stores(folder)
    demo.fill_with_members(stores.members, MEMBERS, seed=7)
    assert publish_next(stores).edition == 1
    return folder


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Attacked]:
    """The real application on it."""
    with serving(store) as running:
        yield running


@pytest.fixture(scope="module")
def files(server: Attacked) -> dict[str, bytes]:
    """Address -> content of every file that any page offers to a visitor."""
    with opened(server.port) as visit:
        return files_of_pages(visit)


def files_of_pages(visit: Visit) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for page in pages(visit):
        visit.open(page)
        found |= visit.files()
    return found


def published(store: Path) -> set[tuple[str, ...]]:
    """Every row of the edition store as text, the edition's number before it."""
    connection = sqlite3.connect(store / "editions.sqlite")
    tables = [connection.execute(f"SELECT * FROM {table}") for table in ("cell", "contrast_sums")]
    return {tuple(map(str, row)) for rows in tables for row in rows}


def test_no_file_of_any_page_has_a_cell_that_a_spreadsheet_would_run(
    files: dict[str, bytes],
    gained: Callable,
) -> None:
    """Every file behind every figure, opened as a spreadsheet opens it."""
    cells = [cell for content in files.values() for row in rows_of(content) for cell in row]
    run = [cell for cell in cells if would_run(cell)]
    control = sum(map(would_run, HOSTILE))
    gained("export_formulas", len(run), "0", control, f"{len(files)} files, {len(cells)} cells")
    assert len(files) > 10
    assert not run
    assert control == len(FORMULA)


def test_every_row_of_every_file_is_a_published_cell(
    files: dict[str, bytes],
    store: Path,
    gained: Callable,
) -> None:
    """Nothing that is not in the edition, which she may read anyway."""
    in_edition = published(store)
    heads = {("edition", *row._fields) for row in (EditionCell, EditionContrast)}
    taken = [tuple(row) for content in files.values() for row in rows_of(content)]
    foreign = [row for row in taken if row not in in_edition and row not in heads]
    gained("export_unpublished", len(foreign), "0", run=f"{len(taken)} rows")
    assert len(taken) > 200
    assert not foreign


def test_the_address_of_a_published_file_gives_nothing_that_a_page_does_not(
    files: dict[str, bytes],
    server: Attacked,
) -> None:
    """It can be computed by who has the file already; any other address answers 404."""
    with opened(server.port) as visit:
        again = files_of_pages(visit)
    assert again == files
    assert all(address.startswith("/media/") for address in files)
    assert ask(server.port, f"/media/{'0' * 64}.csv")[0] == 404


def address_of(content: str) -> str:
    """Where Streamlit would put this file: she knows the rule, and tries every likely content."""
    return f"/media/{_calculate_file_id(content.encode(), 'text/csv', 'my-story.csv')}.csv"


def test_a_members_own_file_lies_where_nobody_can_work_out(store: Path, tmp_path: Path) -> None:
    """She knows every answer in it, and its name and type; two members with the same answers."""
    script = tmp_path / "own.py"
    script.write_text(OWN_PAGE)
    with serving(store, script) as own, opened(own.port) as hers, opened(own.port) as his:
        hers.open("")
        his.open("")
        addresses = [address for visit in (hers, his) for address in visit.files()]
        assert [ask(own.port, address)[2] for address in addresses] == [SECRET.encode()] * 2
        assert len(set(addresses)) == 2
        assert ask(own.port, address_of(SECRET))[0] == 404


def test_without_that_the_address_tells_her_that_her_guess_is_right(
    store: Path, tmp_path: Path
) -> None:
    """The control: Streamlit's own button; she opens no page, and has no session."""
    script = tmp_path / "plain.py"
    script.write_text(PLAIN_PAGE)
    with serving(store, script) as plain, opened(plain.port) as member:
        member.open("")
        assert ask(plain.port, address_of("pain,6\n"))[0] == 404
        assert ask(plain.port, address_of(SECRET))[::2] == (200, SECRET.encode())


def hostile_cells(text: str) -> tuple[EditionCell, EditionContrast]:
    """A cell and a difference whose every word somebody made up."""
    return (
        EditionCell(text, text, text, 40, 10),
        EditionContrast(text, text, text, 40, -5, 15, 10),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_a_figures_file_stay_words(text: str) -> None:
    """An apostrophe stands before them; numbers, negative ones too, stay numbers."""
    for cell in hostile_cells(text):
        edition = editions.Edition(7, datetime.date(2026, 1, 5), 40, invented=False)
        (_, row) = rows_of(finding_card.cells_as_csv([cell], edition))
        assert not any(map(would_run, row))
        assert row[:4] == ["7", *[f"'{text}"] * 3]
        assert list(map(int, row[4:])) == list(cell[3:])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_a_whole_edition_stay_words(text: str, stores: Stores) -> None:
    """The leaders' file of all cells and differences."""
    edition = editions.Edition(1, datetime.date(2026, 1, 5), 40, invented=False)
    cell, contrast = hostile_cells(text)
    editions.write_edition(
        stores.edition_writer, edition, editions.EditionContents([cell], [contrast])
    )
    rows = rows_of(edition_csv(stores.editions, edition))
    assert len(rows) == 3
    assert not any(would_run(value) for row in rows for value in row)


def test_no_cell_of_the_leaders_workbook_is_a_formula(store: Path) -> None:
    """Nor a text that would become one where the sheet is saved as CSV."""
    reader = open_stores(store).editions
    edition = editions.latest_edition(reader)
    assert edition is not None
    book = load_workbook(io.BytesIO(edition_xlsx(reader, edition)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 1_000
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [c.value for c in cells if isinstance(c.value, str) and would_run(c.value)]


@pytest.mark.parametrize("text", HOSTILE)
def test_written_without_care_the_same_words_would_run(text: str) -> None:
    """The control: the csv module alone puts no apostrophe anywhere."""
    written = io.StringIO()
    csv.writer(written).writerow([text])
    assert any(map(would_run, rows_of(written.getvalue())[0]))
