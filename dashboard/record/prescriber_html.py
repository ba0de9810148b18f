"""The page for the prescriber as one HTML file: no script, nothing from elsewhere, made to print.

It is made on the fly and handed to the browser; nothing of it is stored or logged here.
"""

import secrets
from functools import cache
from html import escape
from pathlib import Path

from dashboard.findings.finding import Table
from dashboard.record.prescriber_sheet import PrescriberSheet, SheetLine, SheetPart
from dashboard.text import language

SHEET = Path(__file__).parents[1] / "ui" / "summary_page.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even if a text could bring a script along, no browser would run it."""
FILE_NAME = "my-weeks.html"
LONG = 6_000
"""Characters of markup from which the page is set in smaller letters on paper."""


def prescriber_html_file(sheet: PrescriberSheet) -> str:
    """The whole file.

    Streamlit serves a file under the hash of its content: a random line in it, and nobody can
    tell from an address which answers it holds.
    """
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="robots" content="noindex"><title>{escape(sheet.title)}</title>'
        f"<style>{_stylesheet_text()}</style>"
    )
    mark, code = f"<!-- {secrets.token_hex(16)} -->", escape(language.get())
    html = f'<html lang="{code}"><head>{head}</head><body>{sheet_html(sheet)}</body></html>'
    return f"<!doctype html>{mark}{html}"


def sheet_html(sheet: PrescriberSheet, level: int = 1) -> str:
    """What the page holds, for the file and for the screen alike.

    Args:
        sheet: what it holds.
        level: of its heading; its parts have the next one.
    """
    parts = "".join(_part_html(part, f"h{level + 1}") for part in sheet.parts)
    # On a phone its tables may be wider than the screen: the keyboard can scroll them, too.
    name = escape(sheet.title)
    size = " long" if len(parts) > LONG else ""
    return (
        f'<article class="own-sheet{size}" tabindex="0" role="region" aria-label="{name}">'
        f'<h{level} class="own-title">{escape(sheet.title)}</h{level}>'
        f'<p class="by-hand">{escape(sheet.by_hand)}</p>'
        f"<p>{escape(sheet.under)}</p>{parts}"
        f"<footer>{escape(sheet.foot)}</footer></article>"
    )


@cache
def _stylesheet_text() -> str:
    return SHEET.read_text(encoding="utf-8")


def _part_html(part: SheetPart, heading: str) -> str:
    lead = f"<p>{escape(part.lead)}</p>" if part.lead else ""
    table = _table_html(part.table) if part.table else ""
    lines = "".join(_line_html(line) for line in part.lines)
    after = f"<p>{escape(part.after)}</p>" if part.after else ""
    title = f'<{heading} class="own-part">{escape(part.title)}</{heading}>'
    return f"<section>{title}{lead}{table}{lines}{after}</section>"


def _line_html(line: SheetLine) -> str:
    return f"<p><b>{escape(line.label)}.</b> {escape(line.said)}</p>"


def _table_html(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{_cells_html(rest)}</tr>'
        for first, *rest in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells_html(cells: list[str]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)
