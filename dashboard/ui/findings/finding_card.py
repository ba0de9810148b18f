"""One finding on a card: its sentence, its figure, its caveat, its table and its file.

The words are put into HTML that we write ourselves, and escaped: in Markdown a dollar sign or a
pipe in a label would change what is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard.charts.theme import CONFIG
from dashboard.findings.finding import Finding, FindingState
from dashboard.findings.older_forms import older_forms_sentence
from dashboard.markup import fill_template, paragraph_html
from dashboard.tables import Table, rows_as_csv, table_region_html
from dashboard.text import cache_by_language, say
from dashboard.ui.look import card_container, finding_heading_html, trust_line_html
from dashboard.ui.newest_edition import newest_edition_or_none
from db.editions.editions import Edition, EditionCell, EditionContrast

EDITION = "edition"
KEPT = 512
"""Pieces of HTML kept for the next run."""


@dataclass(frozen=True)
class CardPlace:
    """Where a finding stands, and what leads to it.

    Attributes:
        key: unique on the page.
        file_stem: of the file of its cells, without the ending.
        link: that opens this card as it is.
        note: key of what is said where everyone stands in a group's place; empty for nothing.
    """

    key: str
    file_stem: str
    link: str = ""
    note: str = ""


def show_finding_card(finding: Finding[Any], figure: go.Figure, place: CardPlace) -> None:
    """Show a finding.

    Args:
        finding: with too few people its figure is not shown.
        figure: drawn from the finding's numbers for the reader's theme; never changed here.
        place: of the card.
    """
    with card_container(place.key):
        note = paragraph_html(say(place.note), "ss-note") if place.note else Markup()
        st.html(_finding_heading(finding.kicker, finding.sentence, finding.basis) + note)
        if finding.is_shown:
            _show_figure(figure, finding.whole_sentence, place.key)
        else:
            st.html(_reason_for_nothing(finding.state))
        # One element, not two: each costs time in the event loop of every run.
        foot = _trust_line(finding.trust) + edition_line(finding.edition, place.link)
        if finding.is_shown:
            foot += _save_card(place.file_stem, is_invented=finding.edition.invented)
        st.html(foot)
        _show_table_and_file(finding, place.key, place.file_stem)


def _show_figure(figure: go.Figure, alt: str, key: str) -> None:
    st.plotly_chart(
        figure, width="stretch", theme=None, key=f"{key}-figure", config=CONFIG, alt=alt
    )


def _show_table_and_file(finding: Finding[Any], key: str, file_stem: str) -> None:
    if not finding.table.rows:
        return
    with st.expander(say("card.table")):
        st.html(_finding_table(finding.table, say("card.table_of", what=finding.kicker)))
        if finding.cells:
            st.download_button(
                say("card.csv"),
                partial(cells_as_csv, finding.cells, finding.edition),
                file_name=f"{file_stem}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"{key}-csv",
            )


def cells_as_csv(cells: Sequence[EditionCell | EditionContrast], edition: Edition) -> str:
    """The published cells as CSV that no spreadsheet takes for a formula.

    Args:
        cells: of one kind; at least one.
        edition: that they are of; each row names it, as in the export of a whole edition.
    """
    rows = ({EDITION: edition.number, **cell._asdict()} for cell in cells)
    return rows_as_csv((EDITION, *cells[0]._fields), rows)


@lru_cache(KEPT)
def _finding_heading(kicker: str, sentence: str, basis: str) -> Markup:
    return finding_heading_html(kicker, sentence, [basis] if basis else [])


@cache_by_language(KEPT)
def _trust_line(trust: str) -> Markup:
    return trust_line_html(say("card.trust"), trust) if trust else Markup()


def edition_line(edition: Edition, link: str = "") -> Markup:
    """The line under a figure: its link, and on paper its edition, people and whether invented.

    On the screen these stand once a page (dashboard/ui/notices.py), and here where the card reads
    another edition than the newest. Above it, whether answers of an older survey are in it.
    """
    newest = newest_edition_or_none()
    is_newest = newest is not None and newest.number == edition.number
    words = Markup('<span class="{}">{}</span>{}').format(
        "ss-printed" if is_newest else "ss-of-edition",
        _edition_in_words(edition),
        _card_link(link) if link else "",
    )
    older = older_forms_sentence(edition)
    of_older = paragraph_html(older, "ss-foot") if older else Markup()
    return of_older + paragraph_html(words, "ss-foot")


@cache_by_language(KEPT)
def _edition_in_words(edition: Edition) -> str:
    parts = [
        say("card.edition", number=edition.number),
        say("card.members", members=edition.members),
    ]
    if edition.invented:
        parts.append(say("card.invented"))
    return say("card.between").join(parts)


def _card_link(address: str) -> Markup:
    """Copied by static/early.js; without it, and in a list of links, a link like any other."""
    link = Markup(' <a class="ss-link" href="{}" data-done="{}">{}</a>')
    return link.format(address, say("card.link_copied"), say("card.link"))


def _save_card(file_stem: str, *, is_invented: bool) -> Markup:
    """The card as a picture, drawn by static/card_picture.js in the reader's browser."""
    return _save_card_html((file_stem, is_invented))


@cache_by_language(KEPT)
def _save_card_html(stem_and_invented: tuple[str, bool]) -> Markup:
    stem, is_invented = stem_and_invented
    invented = say("report.invented") if is_invented else ""
    return fill_template("save_card", stem=stem, invented=invented)


@lru_cache(KEPT)
def _finding_table(table: Table, label: str) -> Markup:
    return table_region_html(table, label)


def _reason_for_nothing(state: FindingState) -> Markup:
    mark = '<div class="ss-panel"><span class="ss-mark" aria-hidden="true"></span><p>{}</p></div>'
    return Markup(mark).format(say(f"card.{state.value}"))  # noqa: S704 - a line of our own
