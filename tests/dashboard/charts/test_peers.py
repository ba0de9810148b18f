import re
from html import unescape

from dashboard.charts.icons import icon_rows_html
from dashboard.findings.peers.peer_numbers import IconRow, IconRows, LittleFigures


def row(figures: LittleFigures | None, *, tag: str = "", label: str = "Headache") -> IconRow:
    return IconRow(label, "4 in 10", figures, ("For most it passed within 1 week.",), tag)


def kinds(html: str) -> list[str]:
    return re.findall(r'<i class="(\w+)">', html)


def test_every_figure_of_a_row_is_filled_or_open() -> None:
    """4 filled and the other 6 of ten."""
    html = icon_rows_html(IconRows((row(LittleFigures(4, 3, 6)),), 10))
    assert kinds(html) == ["in"] * 4 + ["out"] * 6


def test_each_row_has_as_many_figures_and_my_own_is_named() -> None:
    """Two rows of twenty, one of them mine."""
    rows = (row(LittleFigures(8, 6, 10), tag="yours"), row(LittleFigures(2, 1, 4)))
    html = icon_rows_html(IconRows(rows, 20))
    assert len(kinds(html)) == 40
    assert html.count("yours") == 1
    assert "1 in 20 people" in html


def test_the_line_under_the_figures_is_the_range_in_whole_figures() -> None:
    """From 3 to 5 of ten."""
    html = icon_rows_html(IconRows((row(LittleFigures(4, 3, 5)),), 10))
    assert "margin-left:30%;width:20%" in html


def test_a_hundred_people_are_a_bar() -> None:
    """3 of 100, within 1 to 6; no figure."""
    html = icon_rows_html(IconRows((row(LittleFigures(3, 1, 6)),), 100))
    assert kinds(html) == []
    assert '<b style="width:3%">' in html and "margin-left:1%;width:5%" in html
    assert "The whole bar is 100 people" in html


def test_without_a_number_nothing_is_drawn() -> None:
    """No figure, no line; the words stand."""
    html = icon_rows_html(IconRows((row(None),), 10))
    assert kinds(html) == [] and "ss-icons-range" not in html
    assert "For most it passed within 1 week." in html


def test_the_line_is_explained_once_a_page() -> None:
    """What a figure is stands under each."""
    numbers = IconRows((row(LittleFigures(4, 3, 5)),), 10)
    assert "the range" in icon_rows_html(numbers)
    assert "the range" not in icon_rows_html(numbers, explains_range=False)


def test_a_label_cannot_bring_html_with_it() -> None:
    """It is escaped."""
    html = icon_rows_html(IconRows((row(LittleFigures(1, 0, 10), label="<b>x</b>"),), 10))
    assert "<b>" not in html
    assert "<b>x</b>" in unescape(html)
