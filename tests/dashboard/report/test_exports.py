"""An edition for spreadsheets: all that is published, nothing else, and never a formula."""

import csv
import datetime
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, text

from dashboard.findings.edition_slice import EditionSlice
from dashboard.importing.spreadsheet import sheet_from_bytes
from dashboard.report import dictionary, exports
from dashboard.stores import Stores
from dashboard.tables import harmless_value
from dashboard.text import has_text, say
from db.catalogue import BENEFIT, BY_MORNING
from db.editions import editions
from db.editions.editions import (
    EarlierContrast,
    Edition,
    EditionCell,
    EditionContents,
    EditionContrast,
    EditionDamaged,
)
from db.editions.heads import GroupsHeld
from db.store.engine import writing_transaction

BOTH = (exports.edition_csv, exports.edition_xlsx)
SHEETS = ("cells", "differences", "dictionary", "rules", "about")
STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by their heads."""
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


@pytest.fixture
def few(write: Callable[..., EditionSlice]) -> EditionSlice:
    """Two cells, one under a filter."""
    return write(
        ("effect_by_week", "", "effect_headache|w2", 200, 60),
        ("effect_by_week", "condition=mcas", "effect_headache|w2", 40, 15),
    )


def test_the_csv_holds_every_published_number_and_nothing_else(
    reader: Engine, edition: Edition
) -> None:
    """Read back, its rows are the edition, and add up to its checksum."""
    rows = rows_of(exports.edition_csv(reader, edition))
    cells = [
        EditionCell(r["measure"], r["filters"], r["axis"], int(r["people"]), int(r["cases"]))
        for r in rows
        if r["kind"] == "cell"
    ]
    numbers = EditionContrast._fields[3:]
    contrasts = [
        EditionContrast(r["measure"], r["filters"], r["axis"], *(int(r[n]) for n in numbers))
        for r in rows
        if r["kind"] == "difference"
    ]
    assert len(cells) + len(contrasts) == len(rows)
    assert EditionContents(cells, contrasts) == editions.load_contents(reader, edition)
    assert {row["edition"] for row in rows} == {str(edition.number)}


def test_what_goes_out_is_read_back_by_the_import_without_loss(few: EditionSlice) -> None:
    """Cell by cell, the CSV by the reader of spreadsheets as by Python's own."""
    written = exports.edition_csv(few.reader, few.edition)
    sheet = sheet_from_bytes(written)
    rows = [dict(zip(sheet.headers, line.cells, strict=True)) for line in sheet.lines]
    assert sheet.headers == exports.COLUMNS
    assert rows == rows_of(written)
    assert len(rows) == 2


def test_every_column_that_goes_out_is_in_the_dictionary(few: EditionSlice) -> None:
    """Of the CSV by its name, of the sheets of numbers by what stands in their head."""
    explained = {entry.word for entry in dictionary.dictionary_entries()}
    assert set(exports.COLUMNS) <= explained
    heads = {
        say(f"export.column.{name}") for name in explained if has_text(f"export.column.{name}")
    }
    book = load_workbook(BytesIO(exports.edition_xlsx(few.reader, few.edition)), read_only=True)
    for name in ("cells", "differences"):
        assert set(next(book[say(f"export.sheet.{name}")].values)) <= heads


def test_the_workbook_holds_the_same_numbers(published: EditionSlice, stores: Stores) -> None:
    """Every fortieth cell and every fourth difference, with the stored words at the end."""
    whole = editions.load_contents(published.reader, published.edition)
    held = EditionContents(whole.cells[::40], whole.contrasts[::4])
    editions.write_edition(stores.edition_writer, published.edition, held)
    made = exports.edition_xlsx(stores.editions, published.edition)
    book = load_workbook(BytesIO(made), read_only=True)
    cells = [
        EditionCell(row[5], row[6] or "", row[7], row[3], row[4])
        for row in book[say("export.sheet.cells")].values
    ]
    differences = [
        EditionContrast(row[12], row[13] or "", row[14], *row[3:7])
        for row in book[say("export.sheet.differences")].values
    ]
    assert EditionContents(cells[1:], differences[1:]) == held


def test_differences_of_an_earlier_edition_are_exported_as_they_were(stores: Stores) -> None:
    """Points and bounds, which stood there before sums did; and the file has no empty column."""
    edition = Edition(1, datetime.date(2025, 11, 2), 400, invented=False, rule=1)
    row = EarlierContrast(BY_MORNING, "", BENEFIT, 12, -2, 26, 60, 40, 42, 30)
    editions.write_edition(stores.edition_writer, edition, EditionContents([], [], [row]))
    (found,) = rows_of(exports.edition_csv(stores.editions, edition))
    assert (found["kind"], found["measure"]) == ("difference", BY_MORNING)
    assert tuple(int(found[name]) for name in EarlierContrast._fields[3:]) == row[3:]
    assert found["variance"] == found["cases_first"] == ""
    book = load_workbook(BytesIO(exports.edition_xlsx(stores.editions, edition)), read_only=True)
    _, values = book[say("export.sheet.differences")].values
    assert values[3:10] == row[3:]
    assert editions.load_contents(stores.editions, edition).earlier == (row,)


def test_the_workbook_has_its_sheets_and_says_which_edition_it_is(few: EditionSlice) -> None:
    """Number, members and checksum on the last sheet."""
    book = load_workbook(BytesIO(exports.edition_xlsx(few.reader, few.edition)))
    assert book.sheetnames == [say(f"export.sheet.{name}") for name in SHEETS]
    about = dict(book[say("export.sheet.about")].iter_rows(values_only=True))
    checksum = editions.edition_checksum(
        few.edition, editions.load_contents(few.reader, few.edition)
    )
    assert about[say("export.about.edition")] == few.edition.number
    assert about[say("export.about.members")] == few.edition.members
    assert about[say("export.about.invented")] == say("export.about.invented_no")
    assert about[say("export.about.checksum")] == checksum


def test_words_stand_beside_the_stored_ones(few: EditionSlice) -> None:
    """The second row: headache in week 2, among those with MCAS."""
    book = load_workbook(BytesIO(exports.edition_xlsx(few.reader, few.edition)))
    row = list(book[say("export.sheet.cells")].iter_rows(values_only=True))[2]
    assert row[0] == say("export.measure.effect_by_week.title")
    assert row[1] == "Main condition: MCAS"
    assert row[2] == "headache · week 2 of use"
    stored = ("effect_by_week", "condition=mcas", "effect_headache|w2", few.edition.number)
    assert row[3:] == (40, 15, *stored)


@pytest.mark.parametrize("made", BOTH)
def test_the_same_edition_gives_the_same_bytes_also_after_the_next_one(
    made: Callable[[Engine, Edition], bytes], few: EditionSlice, write: Callable[..., EditionSlice]
) -> None:
    """Edition 1 before and after edition 2."""
    before = made(few.reader, few.edition)
    write(("effect_by_week", "", "effect_headache|w2", 300, 240), number=2)
    assert made(few.reader, few.edition) == before


def test_a_workbook_says_nothing_of_when_it_was_made(
    few: EditionSlice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock stands in no part of it: two files of different years are the same."""
    files = []
    for year in (2026, 2031):
        monkeypatch.setattr(
            "zipfile.time.localtime", lambda *_, y=year: (y, 1, 1, 0, 0, 0, 0, 0, 0)
        )
        files.append(exports.edition_xlsx(few.reader, few.edition))
    assert files[0] == files[1]
    assert b"2031" not in files[1]


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    """As OWASP lists them; other texts and numbers stay as they are."""
    assert harmless_value(f"{start}1+1") == f"'{start}1+1"
    assert harmless_value("sleep") == "sleep"
    assert harmless_value(-5) == -5


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_csv_begins_a_formula(write: Callable[..., EditionSlice], start: str) -> None:
    """Whatever a store might hold."""
    asked = write((f"{start}cmd", f"{start}x=y", f"{start}SUM(A1)", 20, 10))
    (row,) = rows_of(exports.edition_csv(asked.reader, asked.edition))
    assert [row[name][:2] for name in ("measure", "filters", "axis")] == [f"'{start}"] * 3


def test_what_begins_with_a_sign_in_a_csv_is_a_number(reader: Engine, edition: Edition) -> None:
    """A difference may be -3; a spreadsheet has nothing to run there."""
    values = {v for row in rows_of(exports.edition_csv(reader, edition)) for v in row.values()}
    signed = [value for value in values if value.startswith(STARTS)]
    assert signed
    assert all(value.lstrip("-").isdigit() for value in signed)


def test_no_cell_of_a_workbook_is_a_formula(
    few: EditionSlice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where a label began like one: it is text, and begins with an apostrophe."""
    monkeypatch.setattr(dictionary, "place_on_axes", lambda _: "=1+1")
    book = load_workbook(BytesIO(exports.edition_xlsx(few.reader, few.edition)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [c for c in cells if isinstance(c.value, str) and c.value.startswith(STARTS)]
    assert "'=1+1" in {cell.value for cell in cells}


@pytest.mark.parametrize("made", BOTH)
def test_nothing_is_exported_of_an_edition_that_is_damaged(
    made: Callable[[Engine, Edition], bytes], few: EditionSlice, stores: Stores
) -> None:
    """One number changed by hand, and the checksum differs."""
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET cases = 10 WHERE cases = 15"))
    with pytest.raises(EditionDamaged):
        made(few.reader, few.edition)


def test_groups_of_an_older_edition_come_with_the_file_and_say_so(
    few: EditionSlice, stores: Stores
) -> None:
    """Edition 2 holds everyone alone: its file has the group of edition 1, and both checksums."""
    cell = EditionCell("effect_by_week", "", "effect_headache|w2", 220, 60)
    second = replace(few.edition, number=2, groups=GroupsHeld.not_due, day_number=2)
    editions.write_edition(stores.edition_writer, second, EditionContents([cell], []))
    rows = rows_of(exports.edition_csv(few.reader, second))
    told = [(row["edition"], row["filters"]) for row in rows]
    assert told == [("2", ""), ("1", "condition=mcas")]
    book = load_workbook(BytesIO(exports.edition_xlsx(few.reader, second)))
    about = dict(book[say("export.sheet.about")].iter_rows(values_only=True))
    assert about[say("export.about.groups")] == say("export.about.groups_elsewhere", edition=1)
    first = editions.edition_checksum(few.edition, editions.load_contents(few.reader, few.edition))
    assert about[say("export.about.checksum_of", edition=1)] == first
