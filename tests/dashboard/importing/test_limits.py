"""Files that nobody's form wrote: refused in bounded time and memory, and nothing is stored."""

import datetime
import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from dashboard.importing import spreadsheet
from dashboard.importing.problems import ImportProblem

MOST_SECONDS = 20
"""On two busy cores; each took under two when this was written. Unbounded is hours."""
MOST_GROWTH_KB = 600_000
HEADERS = b"Dose,Time,Weeks\n"


def problem_of(content: bytes) -> str:
    """Why a file is refused, within the bounds."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ImportProblem) as told:
        spreadsheet.sheet_from_bytes(content)
    assert time.monotonic() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH_KB
    return str(told.value.args[0])


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def part_changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    parts[name] = change(parts[name])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for part, written in parts.items():
            book.writestr(part, written)
    return file.getvalue()


def merged(cells: str) -> bytes:
    """A workbook with a title above it, and merged cells."""
    book = Workbook()
    for row in [["LDN 2022"], *PLAIN, PLAIN[1]]:
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bomb_that_lies() -> bytes:
    """1.2 GB of nothing in a part that says it has 1,000 bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "")
        with book.open("xl/a.xml", "w") as part:
            for _ in range(1_200):
                part.write(bytes(1_000_000))
    true, said = (struct.pack("<I", size) for size in (1_200_000_000, 1_000))
    return file.getvalue().replace(true, said)


def packed_otherwise(kind: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as book:
        book.writestr("[Content_Types].xml", "")
    return file.getvalue()


PLAIN: list[list[object]] = [["Dose", "Time", "Weeks"], [4.5, "night", 3]]
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million rows": (lambda: HEADERS + b"1,n,3\n" * 1_000_000, "too_large"),
    "a cell of 100 MB": (lambda: HEADERS + b'"' + b"x" * 100_000_000 + b'",n,3\n', "too_large"),
    "a cell of 10 MB": (lambda: HEADERS + b'"' + b"x" * 10_000_000 + b'",n,3\n', "too_large"),
    "a quote that never ends": (lambda: HEADERS + b'"' + b"1,n,3\n" * 900_000, "too_large"),
    "a million blank lines and more": (lambda: HEADERS + b"\n" * 19_000_000, "too_large"),
    "columns without end": (lambda: b"a," * 100_000 + b"a\n1\n", "too_large"),
    "a zip bomb": (
        lambda: packed(**{"[Content_Types].xml": b"", "xl__a.xml": b"0" * 300_000_000}),
        "too_large",
    ),
    "a zip bomb that lies": (bomb_that_lies, "unreadable_xlsx"),
    "a part that cannot be unpacked by pieces": (
        lambda: packed_otherwise(zipfile.ZIP_LZMA),
        "unreadable_xlsx",
    ),
    "a cell over two lines": (lambda: merged("B2:B3"), "merged_cells"),
    "a thousand parts": (
        lambda: packed(**{"[Content_Types].xml": b""}, **{f"a{n}": b"" for n in range(1_000)}),
        "unreadable_xlsx",
    ),
    "entities that grow": (
        lambda: part_changed(
            workbook(PLAIN),
            SHEET,
            lambda xml: xml.replace(b"<worksheet", ENTITIES, 1),
        ),
        "unreadable_xlsx",
    ),
    "a cell at the far end": (
        lambda: part_changed(workbook(PLAIN), SHEET, lambda xml: xml.replace(b"</sheetData>", FAR)),
        "too_large",
    ),
    "half a workbook": (lambda: workbook(PLAIN)[:2_000], "unreadable_xlsx"),
    "two sheets": (lambda: workbook(PLAIN, PLAIN), "several_sheets"),
    "an old Excel": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "other_format"),
    "an OpenDocument": (lambda: packed(mimetype=b"application/x"), "other_format"),
    "a PDF": (lambda: b"%PDF-1.7 " + bytes(600), "other_format"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_bounded_time_and_memory(name: str) -> None:
    """Each by its own reason."""
    make, problem = BAD_FILES[name]
    assert problem_of(make()) == problem


def test_blank_rows_below_the_answers_are_no_fault() -> None:
    """As a spreadsheet writes them that once had more."""
    below = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    content = part_changed(workbook(PLAIN), SHEET, lambda xml: xml.replace(b"</sheetData>", below))
    assert len(spreadsheet.sheet_from_bytes(content).lines) == 1


def test_a_workbook_is_the_same_spreadsheet_as_its_csv() -> None:
    """Numbers as they are shown, dates without their midnight, and no formula is run."""
    day = datetime.date(2023, 4, 3)
    moment = datetime.datetime.combine(day, datetime.time(10, 22, 7))
    rows: list[list[object]] = [["Dose", "On", "At", "Sum"]]
    rows += [[0.1 + 0.2, day, moment, "=1+1"], [3.0, None, None, True]]
    sheet = spreadsheet.sheet_from_bytes(workbook(rows))
    assert [line.cells for line in sheet.lines] == [
        ("0.3", "2023-04-03", "2023-04-03 10:22:07", "=1+1"),
        ("3", "", "", "TRUE"),
    ]


def test_cells_merged_within_a_line_are_no_fault() -> None:
    """As a title is above its table."""
    sheet = spreadsheet.sheet_from_bytes(merged("A3:A3"))
    assert sheet.headers == ("Dose", "Time", "Weeks")
    assert len(sheet.lines) == 2


def test_what_a_format_writes_beside_a_number_is_read_with_it() -> None:
    """4.5 that is shown as "4.5 mcg" is no 4.5 mg; a share stays a share."""
    book = Workbook()
    for row in [["Dose", "Time", "Share"], [4.5, "night", 0.5]]:
        book.active.append(row)
    book.active["A2"].number_format = '0.0" mcg"'
    book.active["C2"].number_format = "0%"
    file = io.BytesIO()
    book.save(file)
    (line,) = spreadsheet.sheet_from_bytes(file.getvalue()).lines
    assert line.cells == ("4.5 mcg", "night", "50%")


def test_a_workbook_with_an_array_formula_is_the_same_twice() -> None:
    """What stands there is a formula, and no place in the memory of this program."""
    rows = [*PLAIN, [ArrayFormula("A3", "=SUM(A2:A2*1)"), "night", 4]]
    one, two = (spreadsheet.sheet_from_bytes(workbook(rows)) for _ in range(2))
    assert one.lines[-1].cells[0].startswith("=")
    assert one.digest() == two.digest()


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\nDose;Time\r\n0,5;night\r\n",
        "\ufeffsep=;\r\nDose;Time\r\n0,5;night\r\n".encode(),
        b"LDN 2023;;\n;;\nDose;Time;\n0,5;night;x\n",
        "Dose;Time\n0,5;night\n".encode("utf-16-le"),
        "Dose;Time\n0,5;night\n".encode("utf-16-be"),
        b"Dose\tTime\n0,5\tnight, or so, or later, or not\n",
    ],
)
def test_what_stands_above_or_around_the_answers_is_no_answer(content: bytes) -> None:
    """Titles, ``sep=`` lines, marks, and UTF-16 without a mark."""
    sheet = spreadsheet.sheet_from_bytes(content)
    assert sheet.headers[:2] == ("Dose", "Time")
    assert [line.cells[0] for line in sheet.lines] == ["0,5"]


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that a spreadsheet saves just now: half of it may be the old one."""
    file = tmp_path / "answers.csv"
    file.write_bytes(HEADERS + b"1,n,3\n")
    states = iter([(1, 22), (2, 22)])
    monkeypatch.setattr(spreadsheet, "_file_state", lambda _descriptor: next(states))
    with pytest.raises(ImportProblem, match="file_changed"):
        spreadsheet.sheet_from_file(file)
    monkeypatch.undo()
    assert len(spreadsheet.sheet_from_file(file).lines) == 1
