"""The app-wide look: its style sheets and one card."""

import re
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from dashboard.markup import fill_template, heading_html, paragraph_html, style_element

_NAMES = ("look", "frame", "bar", "cards", "print", "claims", "answers")
SHEETS = tuple(f"ui/{name}.css" for name in _NAMES)
"""Also in the page that loads the front end."""
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡0-9])")
COLUMNS = "ui/columns.css"
TWO_COLUMN_PAGES = frozenset({"timelines", "doses", "timings", "response", "peers"})
"""Whose findings stand in two columns on a wide screen."""
DARK_PRINT = "ui/print_dark.css"
"""Figures that were drawn for a dark ground, on white paper."""
OWN_STYLE = "ui/own/illness.css"
"""Of everything that is a member's own; the same for everyone."""


def load_style_sheets(page: str) -> None:
    """Load the style sheets; once a run, by the script that every page runs under.

    Args:
        page: its address.
    """
    dark = (DARK_PRINT,) if st.context.theme.type == "dark" else ()
    wide = (COLUMNS,) if page in TWO_COLUMN_PAGES else ()
    st.html(style_element(*SHEETS, *dark, *wide))


def card_container(key: str) -> DeltaGenerator:
    """The container of a card, to put things on.

    Args:
        key: unique on the page.
    """
    return st.container(border=True, key=f"card-{key}")


def card_heading_html(sentence: str, body: str) -> Markup:
    """The heading of a card, and a sentence under it."""
    return heading_html(sentence) + paragraph_html(body, "ss-body")


def finding_heading_html(kicker: str, sentence: str, lines: Sequence[str] = ()) -> Markup:
    """What stands above a figure.

    Args:
        kicker: what is counted, among whom.
        sentence: the result.
        lines: under it: its basis, and more sentences.
    """
    return fill_template("finding_heading", kicker=kicker, sentence=sentence, lines=lines)


def trust_line_html(head: str, body: str) -> Markup:
    """What stands under a figure: why it can, or cannot, be trusted.

    Its first sentence is the most important; the rest is folded, and open on paper.
    """
    first, rest = sentences_apart(body)
    return fill_template("trust_line", head=head, first=first, rest=rest)


def sentences_apart(text: str) -> tuple[str, str]:
    """A text's first sentence, and all that follows it."""
    first, *rest = _BETWEEN_SENTENCES.split(text, maxsplit=1)
    return first, rest[0] if rest else ""
