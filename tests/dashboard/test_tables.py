"""A table on the page, and rows in a file: neither runs what stands in a cell."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tables import (
    FORMULA,
    Table,
    harmless_value,
    rows_as_csv,
    table_region_html,
    text_without_guard,
)

TABLE = Table(("week", "people"), (("1 <i>", "10"), ("2", "20 & more")))


def test_the_first_cell_of_a_row_is_its_heading() -> None:
    """A screen reader says it before every other cell of the row."""
    html = table_region_html(TABLE, "a table")
    assert '<th scope="col">week</th><th scope="col">people</th>' in html
    assert '<tr><th scope="row">2</th><td>20 &amp; more</td></tr>' in html


def test_every_word_of_a_table_is_escaped() -> None:
    """Its name, too, which stands in an attribute."""
    html = table_region_html(TABLE, '"><script>')
    assert "1 &lt;i&gt;" in html and "<i>" not in html
    assert 'aria-label="&#34;&gt;&lt;script&gt;"' in html


@pytest.mark.parametrize("start", FORMULA)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    """Whatever its column; a number keeps its minus sign, and a missing value is an empty cell."""
    written = rows_as_csv(("text", "number", "none"), [{"text": f"{start}1+1", "number": -3}])
    ((_, *_), row) = list(csv.reader(StringIO(written, newline="")))
    assert row == [f"'{start}1+1", "-3", ""]


@given(st.text(max_size=8) | st.from_regex(r"'{0,3}[=+@\t-]x", fullmatch=True))
def test_what_was_made_harmless_is_read_back_as_it_was(text: str) -> None:
    """Also where an apostrophe stood there before; and nothing that goes out begins a formula."""
    guarded = harmless_value(text)
    assert isinstance(guarded, str)
    assert not guarded.startswith(FORMULA)
    assert text_without_guard(guarded) == text


def test_a_row_with_a_column_that_the_head_does_not_have_is_refused() -> None:
    """No value is lost unseen."""
    with pytest.raises(ValueError, match="extra"):
        rows_as_csv(("text",), [{"text": "x", "extra": 1}])
