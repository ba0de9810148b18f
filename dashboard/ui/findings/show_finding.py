"""Puts a finding on the screen: asked once an edition, drawn once a theme, kept for everyone.

What is kept depends on published cells alone, so it may be shared between visitors.
"""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.gallery import PublishedFigure, figure_about
from dashboard.text import language
from dashboard.ui.empty_states import show_unavailable
from dashboard.ui.findings import finding_links
from dashboard.ui.findings.finding_card import CardPlace, show_finding_card
from dashboard.ui.findings.sent_figure import SentFigure

_log = get_logger("dashboard")
Built = tuple[Finding[Any], go.Figure]
KEPT_FIGURES = 600
"""About 32 kB each: 20 MB at the most. What is drawn anew takes 2 to 6 ms."""


def visitor_theme() -> str:
    """The visitor's theme, ``"light"`` or ``"dark"``."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_finding(
    name: str, asked: EditionSlice, word: str = "", *, stands_alone: bool = True
) -> bool:
    """Show a finding card.

    Args:
        name: in ``gallery.FIGURES``.
        asked: edition and filters.
        word: what it is asked about, such as an effect; the figure's first unless said otherwise.
        stands_alone: whether its card says so where it has nothing to show; else it is left out.

    Returns:
        Whether a figure is on it.

    Raises:
        UnknownFinding: no figure has this name, or it is not asked about this word.
    """
    published = figure_about(name, word)
    chosen = asked  # what a link leads back to, also where everyone is shown instead
    note = "card.everyone_alone" if asked.instead_of else ""
    try:
        finding, figure = _finding_and_figure(published, asked)
        if asked.filters and not finding.is_shown:
            everyone = asked.among({})
            whole = _finding_and_figure(published, everyone)
            if whole[0].is_shown:  # instead of an empty card
                (finding, figure), asked, note = whole, everyone, "card.everyone_few"
    except SQLAlchemyError as error:
        _log.error("an edition cannot be read: %s", type(error).__name__)
        show_unavailable(f"{name}{published.arguments}")
        return False
    if not finding.is_shown and not stands_alone:
        return False
    key = published.card_key(finding)
    stem = published.file_stem(asked.edition, asked.filters)
    place = CardPlace(key, stem, finding_links.link_to_card(chosen, key), note)
    show_finding_card(finding, figure, place)
    return finding.is_shown


def show_findings(asked: EditionSlice, *names: str) -> None:
    """Show finding cards of one edition and filters, one under the other."""
    for name in names:
        show_finding(name, asked)


def _finding_and_figure(published: PublishedFigure, asked: EditionSlice) -> Built:
    """The finding and its figure: worked out once, for every visitor who asks the same."""
    filters = tuple(sorted(asked.filters.items()))
    edition = (str(asked.reader.url), asked.edition.number)
    palette = visitor_theme()
    place = repr((published.name, edition, filters, palette, language.get(), published.arguments))

    def build_finding() -> Built:
        found, drawing = published(asked, palette)
        return found, SentFigure(drawing)

    # Named: Streamlit looks a function's signature up for each that is not, in every call.
    return _build_once(place=place, _build=build_finding)


@st.cache_resource(max_entries=KEPT_FIGURES, show_spinner=False)
def _build_once(place: str, _build: Callable[[], Built]) -> Built:  # noqa: ARG001 - place is the key
    return _build()
