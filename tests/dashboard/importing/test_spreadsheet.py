"""A CSV file, however it was saved, is the same spreadsheet."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.importing import draft_map, spreadsheet
from dashboard.importing.problems import ImportProblem
from dashboard.importing.spreadsheet import AnswerSheet

HEADERS = ["First dose", "Sex"]
ROWS = [["1,5 mg", "fémale"], ["he said \"3\"; then 'none'", "male"]]


def saved(separator: str, encoding: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([HEADERS, *ROWS])
    return file.getvalue().encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_way_of_saving_gives_the_same_cells(separator: str, encoding: str) -> None:
    """Separator, encoding and byte order mark are no part of a cell."""
    sheet = spreadsheet.sheet_from_bytes(saved(separator, encoding))
    assert [list(sheet.headers), *[list(line.cells) for line in sheet.lines]] == [HEADERS, *ROWS]
    assert sheet.digest() == spreadsheet.sheet_from_bytes(saved(",", "utf-8")).digest()


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    """Line numbers are those of the spreadsheet; a cell with a line break is on one line."""
    sheet = spreadsheet.sheet_from_bytes(b'dose,note\n1,"a\nb"\n\n,\n2,c\n')
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ("1", "a b")),
        (5, ("2", "c")),
    ]


def test_the_order_of_rows_does_not_change_the_digest_and_an_answer_does() -> None:
    """So a sorted copy is known, and another spreadsheet is not."""
    one, other = (
        spreadsheet.sheet_from_bytes(b"dose\n" + rows).digest() for rows in (b"1\n2\n", b"2\n1\n")
    )
    assert one == other
    assert one != spreadsheet.sheet_from_bytes(b"dose\n1\n3\n").digest()


def test_headers_that_are_missing_or_the_same_can_still_be_told_apart() -> None:
    """Each column has a name of its own."""
    assert spreadsheet.sheet_from_bytes(b"dose,,dose,dose (2)\n1,2,3,4,5\n").headers == (
        *("dose", "(2)", "dose (2)", "dose (2) (2)", "(5)"),
    )


@pytest.mark.parametrize("first", ["ann@example.org,Ann", "14/02/2023 10:11,Ann", "4.5,Ann"])
def test_a_spreadsheet_without_headers_is_refused(first: str) -> None:
    """Else a member's answers would be taken for headers, and written into the map."""
    with pytest.raises(ImportProblem, match="no_headers"):
        spreadsheet.sheet_from_bytes(f"{first}\n1,2\n".encode())


@pytest.mark.parametrize("content", [b"", b"\n \n;;\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    """There is nothing to import."""
    with pytest.raises(ImportProblem, match="no_rows"):
        spreadsheet.sheet_from_bytes(content)


def test_control_characters_never_reach_a_terminal() -> None:
    """An escape in a header or cell is gone."""
    sheet = spreadsheet.sheet_from_bytes(b"do\x1b[2Jse\n1\x00\x072\n")
    assert not [c for text in (*sheet.headers, *sheet.lines[0].cells) for c in text if c < " "]


_nasty = st.sampled_from(['"', ";", ",", "\t", "\n", "\r", "\x00", "\ufeff", "=cmd|", "4.5", "é"])
_text = st.lists(_nasty | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=200), _text.map(lambda t: t.encode("utf-8", "replace"))))
def test_no_file_makes_it_crash(content: bytes) -> None:
    """Whatever the bytes: a spreadsheet with a draft of a map, or one clear reason."""
    try:
        sheet = spreadsheet.sheet_from_bytes(content)
    except ImportProblem:
        return
    assert isinstance(sheet, AnswerSheet)
    assert all(len(line.cells) == len(sheet.headers) for line in sheet.lines)
    assert len(set(sheet.headers)) == len(sheet.headers)
    assert draft_map.draft_column_map(sheet)
