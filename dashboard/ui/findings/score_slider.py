"""What a bothersome side effect costs: a slider that redraws the score and nothing else."""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from dashboard.findings.doses import sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.text import number_in_language, say
from dashboard.ui.findings import finding_links
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.language import set_language
from db.editions.editions import Cells

WEIGHTS = tuple(tenths / 10 for tenths in range(11))
_ENDS = (
    '<p class="ss-kicker" style="color:var(--ss-quiet);display:flex;'
    'justify-content:space-between;max-width:none">'
    "<span>{}</span><span>{}</span></p>"
)
KEPT = 1_000
"""Sets of cells that are kept: about 1 kB each."""


@dataclass(frozen=True)
class Kept(EditionSlice):
    """A question whose cells are read once for everyone, so that sliding opens no store."""

    def cells(self, measure: str) -> Cells:
        """Published cells of a measure, read at the first time they are asked for."""
        filters = tuple(sorted(self.filters.items()))
        return _read((self.edition.number, str(self.reader.url), filters, measure), self)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _read(place: tuple[Any, ...], _asked: EditionSlice) -> Cells:
    return EditionSlice.cells(_asked, place[-1])


@st.fragment
def score_by_weight(asked: EditionSlice) -> None:
    """Show the slider, and the score that follows it.

    Args:
        asked: edition and filters.
    """
    set_language()  # a fragment runs alone, in a thread that knows no language yet
    cost = st.select_slider(
        say("doses.weight"),
        WEIGHTS,
        finding_links.word_from_link("weight", WEIGHTS, sweet_spot.WEIGHT),
        format_func=lambda weight: number_in_language(f"{weight:.1f}"),
        key="weight",
    )
    ends = (say("doses.weight_none"), say("doses.weight_whole"))
    st.html(_ENDS.format(*map(escape, ends)))
    kept = Kept(asked.reader, asked.edition, asked.filters)
    show_finding("doses.score", kept, weight=cost)
