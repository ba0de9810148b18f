"""One finding on a card: its sentence, its figure, its caveat, its table and its file.

The words are put into HTML that we write ourselves, and escaped: in Markdown a dollar sign or a
pipe in a label would change what is shown.
"""

import csv
from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape
from io import StringIO
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import Finding, FindingState, Table
from dashboard.text import cache_by_language, say
from dashboard.ui.look import card_container, html_with_whole_ranges
from db.editions.editions import Edition, EditionCell, EditionContrast

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so."""
KEPT = 512
"""Pieces of HTML kept for the next run."""


def show_finding_card(
    finding: Finding[Any], figure: go.Figure, key: str, file_stem: str, link: str = ""
) -> None:
    """Show a finding.

    Args:
        finding: with too few people its figure is not shown.
        figure: drawn from the finding's numbers for the reader's theme; never changed here.
        key: unique on the page.
        file_stem: of the file of its cells, without the ending.
        link: that opens this card as it is.
    """
    with card_container(key):
        st.html(_finding_heading(finding.kicker, finding.sentence))
        if finding.state is FindingState.too_few:
            st.html(_too_few_people())
        else:
            _show_figure(figure, finding.sentence, key)
        # One element, not two: each costs time in the event loop of every run.
        st.html(_trust_line(finding.trust) + edition_line(finding.edition, link))
        _show_table_and_file(finding, key, file_stem)


def _show_figure(figure: go.Figure, alt: str, key: str) -> None:
    st.plotly_chart(
        figure, width="stretch", theme=None, key=f"{key}-figure", config=CONFIG, alt=alt
    )


def _show_table_and_file(finding: Finding[Any], key: str, file_stem: str) -> None:
    if not finding.table.rows:
        return
    with st.expander(say("card.table")):
        st.html(scroll_region(finding.kicker, _finding_table(finding.table)))
        if finding.cells:
            st.download_button(
                say("card.csv"),
                partial(cells_as_csv, finding.cells),
                file_name=f"{file_stem}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"{key}-csv",
            )


def cells_as_csv(cells: Sequence[EditionCell | EditionContrast]) -> str:
    """The published cells as CSV that no spreadsheet takes for a formula.

    Args:
        cells: of one kind; at least one.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(cells[0]._fields)
    for cell in cells:
        writer.writerow([_without_formula(value) for value in cell])
    return text.getvalue()


def _without_formula(value: str | int) -> str | int:
    """A text that a spreadsheet would run gets an apostrophe; a number stays a number."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


@lru_cache(KEPT)
def _finding_heading(kicker: str, sentence: str) -> str:
    heading = html_with_whole_ranges(sentence)
    return f'<p class="ss-kicker">{escape(kicker)}</p><h2 class="ss-sentence">{heading}</h2>'


@cache_by_language(KEPT)
def _trust_line(trust: str) -> str:
    if not trust:
        return ""
    return f'<p class="ss-trust"><b>{escape(say("card.trust"))}</b> {escape(trust)}</p>'


def edition_line(edition: Edition, link: str = "") -> str:
    """The line under every figure: edition, people, blur, whether it is invented, and a link."""
    return f'<p class="ss-foot">{_edition_in_words(edition)}{_card_link(link) if link else ""}</p>'


@cache_by_language(KEPT)
def _edition_in_words(edition: Edition) -> str:
    parts = [
        say("card.edition", number=edition.number),
        say("card.members", members=edition.members),
        say("card.blurred"),
    ]
    if edition.invented:
        parts.append(say("card.invented"))
    return escape(say("card.between").join(parts))


def _card_link(address: str) -> str:
    """Copied by static/early.js; without it, and in a list of links, a link like any other."""
    done = escape(say("card.link_copied"))
    words = escape(say("card.link"))
    return f' <a class="ss-link" href="{escape(address)}" data-done="{done}">{words}</a>'


def scroll_region(what: str, table: str) -> str:
    """A place that scrolls, and that a screen reader tells from the page's other tables.

    Args:
        what: the table is about.
        table: HTML.
    """
    name = escape(say("card.table_of", what=what))
    return f'<div class="ss-table" tabindex="0" role="region" aria-label="{name}">{table}</div>'


@lru_cache(KEPT)
def _finding_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    body = "".join(f"<tr>{_table_row(row)}</tr>" for row in table.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _table_row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
    return f'<th scope="row">{escape(first)}</th>{cells}'


def _too_few_people() -> str:
    text = f"<p>{escape(say('card.too_few'))}</p>"
    return f'<div class="ss-panel"><span class="ss-mark" aria-hidden="true"></span>{text}</div>'
