"""The page for the prescriber as a PDF, in memory: one sheet of A4, two for a long record.

Set in Helvetica, which every PDF reader has: no font file is needed, and a sign that it lacks is
put into the nearest letters rather than failing.
"""

import secrets
import unicodedata
from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF
from fpdf.fonts import FontFace

from dashboard.record.prescriber_sheet import PrescriberSheet, SheetLine, SheetPart
from dashboard.tables import Table
from dashboard.text import language

FILE_NAME = "my-weeks.pdf"
FONT = "Helvetica"
SIZES = (9.5, 8.5, 7.5)
"""Points, the largest first."""
TWO_SHEETS = 2
MARGIN = 14
"""Millimetres around the text."""
LEADING = 0.46
"""Millimetres of a line for each point of its letters."""
INK, QUIET, RULE = (27, 42, 46), (70, 86, 90), (120, 131, 134)
WIDEST = 30
"""Letters after which a column of a table breaks its lines."""
LATIN_1 = 256
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF carries a date. This one tells nobody when it was made."""
PLAIN = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "μ": "µ",
        "≥": ">=",
        "≤": "<=",
        "\u202f": " ",
    },
)


class _RandomIdPdf(FPDF):
    """A4 with an identity drawn by chance: the library's own is a hash of what is on the page."""

    def file_id(self) -> str:
        mark = secrets.token_hex(16).upper()
        return f"<{mark}><{mark}>"


def prescriber_pdf_file(sheet: PrescriberSheet) -> bytes:
    """The whole file, in the largest letters with which it fits one sheet, or else two."""
    two_sheets = None
    for size in SIZES:
        paper = _typeset_sheet(sheet, size)
        if paper.pages_count == 1:
            break
        if two_sheets is None and paper.pages_count == TWO_SHEETS:
            two_sheets = paper
    else:
        paper = two_sheets or paper
    return bytes(paper.output())


def latin_1_text(text: str) -> str:
    """The text in letters that Helvetica has (Latin-1); a sign that is like none is a "?"."""
    return "".join(_nearest_letters(sign) for sign in text.translate(PLAIN))


def _nearest_letters(sign: str) -> str:
    if not sign.isprintable():
        return " "
    if ord(sign) < LATIN_1:
        return sign
    nearest = unicodedata.normalize("NFKD", sign).encode("latin-1", "ignore").decode("latin-1")
    return nearest if nearest.isprintable() and nearest else "?"


def _typeset_sheet(sheet: PrescriberSheet, size: float) -> _RandomIdPdf:
    """The page in letters of one size."""
    paper = _RandomIdPdf(format="A4")
    paper.set_lang(language.get())
    paper.set_title(latin_1_text(sheet.title))
    paper.set_creation_date(NO_MOMENT)
    paper.set_margin(MARGIN)
    paper.set_auto_page_break(auto=True, margin=MARGIN)
    paper.add_page()
    _write_head(paper, sheet, size)
    for part in sheet.parts:
        _write_part(paper, part, size)
    paper.ln(size * LEADING / 2)
    _write_text(paper, sheet.foot, size - 1, QUIET)
    return paper


def _write_head(paper: _RandomIdPdf, sheet: PrescriberSheet, size: float) -> None:
    _write_text(paper, sheet.title, size * 1.7, INK, style="B")
    _write_text(paper, sheet.by_hand, size, QUIET)
    paper.ln(size * LEADING / 2)
    paper.set_draw_color(*RULE)
    paper.line(MARGIN, paper.y, paper.w - MARGIN, paper.y)
    paper.ln(1)
    _write_text(paper, sheet.under, size, INK)


def _write_part(paper: _RandomIdPdf, part: SheetPart, size: float) -> None:
    paper.ln(size * LEADING / 2)
    if paper.will_page_break(4 * size * LEADING):
        paper.add_page()  # no heading stands alone at the foot of a sheet
    _write_text(paper, part.title, size * 1.15, INK, style="B")
    if part.lead:
        _write_text(paper, part.lead, size, QUIET)
    if part.table:
        _write_table(paper, part.table, size)
    for line in part.lines:
        _write_line(paper, line, size)
    if part.after:
        _write_text(paper, part.after, size, QUIET)


def _write_text(
    paper: _RandomIdPdf,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    style: Literal["", "B"] = "",
) -> None:
    paper.set_font(FONT, style, size)
    paper.set_text_color(*colour)
    paper.multi_cell(
        0, size * LEADING, latin_1_text(text), align="L", new_x="LMARGIN", new_y="NEXT"
    )


def _write_line(paper: _RandomIdPdf, line: SheetLine, size: float) -> None:
    """Bold words, and what is said of them in the same paragraph."""
    paper.set_text_color(*INK)
    paper.set_font(FONT, "B", size)
    paper.write(size * LEADING, latin_1_text(f"{line.label}. "))
    paper.set_font(FONT, "", size)
    paper.write(size * LEADING, latin_1_text(line.said))
    paper.ln(size * LEADING * 1.12)


def _write_table(paper: _RandomIdPdf, table: Table, size: float) -> None:
    paper.set_font(FONT, "", size)
    paper.set_text_color(*INK)
    paper.set_draw_color(*RULE)
    head = FontFace(color=QUIET, emphasis="", size_pt=size - 0.5)
    with paper.table(
        headings_style=head,
        borders_layout="HORIZONTAL_LINES",
        col_widths=_column_widths(table),
        line_height=size * LEADING,
        padding=(0.3, 1, 0.3, 0),
        text_align="LEFT",
    ) as shown:
        for row in (table.head, *table.rows):
            shown.row([latin_1_text(cell) for cell in row])


def _column_widths(table: Table) -> list[int]:
    """Widths of the columns, in proportion to their longest texts."""
    columns = zip(table.head, *table.rows, strict=True)
    return [min(WIDEST, max(len(cell) for cell in column) + 2) for column in columns]
