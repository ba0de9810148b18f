"""What a bothersome side effect costs: a slider that redraws the score and nothing else."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.charts import doses as charts
from dashboard.findings import doses
from dashboard.findings.asked import Asked
from dashboard.text import say
from dashboard.ui.showing import show
from db.editions import Cells

TENTHS = 10
_WORDS = {0: "nothing", TENTHS // 2: "half", TENTHS: "whole"}
KEPT = 1_000
"""Sets of cells that are kept: about 1 kB each."""


@dataclass(frozen=True)
class Kept(Asked):
    """A question whose cells are read once for everyone, so that sliding opens no store."""

    def cells(self, measure: str) -> Cells:
        """Published cells of a measure, read at the first time they are asked for."""
        filters = tuple(sorted(self.filters.items()))
        return _read((self.edition.number, str(self.reader.url), filters, measure), self)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _read(place: tuple[Any, ...], _asked: Asked) -> Cells:
    return Asked.cells(_asked, place[-1])


@st.fragment
def score_by_weight(asked: Asked) -> None:
    """The slider, and the score that follows it.

    Args:
        asked: edition and filters.
    """
    tenths = st.select_slider(
        say("doses.weight"),
        range(TENTHS + 1),
        value=round(TENTHS * doses.WEIGHT),
        format_func=_name,
        key="weight",
    )
    kept = Kept(asked.reader, asked.edition, asked.filters)
    show(doses.score, charts.score, kept, tenths / TENTHS)


def _name(tenths: int) -> str:
    if tenths in _WORDS:
        return say(f"doses.weight_{_WORDS[tenths]}")
    return say("doses.weight_tenths", number=tenths)
