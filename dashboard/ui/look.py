"""The app-wide look: three style sheets and one card."""

import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

SHEETS = ("look.css", "frame.css", "claims.css")
_UNBROKEN = re.compile(r"\d+–\d+|\d[\d.,]* mg\b")


@cache
def style_element() -> str:
    """The style sheets as an element; also in the page that loads the front end."""
    folder = Path(__file__).parent
    return f"<style>{''.join((folder / name).read_text('utf-8') for name in SHEETS)}</style>"


def load_style_sheets() -> None:
    """Load the style sheets; once a run, by the script that every page runs under."""
    st.html(style_element())


def html_with_whole_ranges(text: str) -> str:
    """A text as HTML, in which weeks 9–12 and 1.5 mg are not broken over two lines."""
    return _UNBROKEN.sub(r'<span class="ss-range">\g<0></span>', escape(text))


def card_container(key: str) -> DeltaGenerator:
    """The container of a card, to put things on.

    Args:
        key: unique on the page.
    """
    return st.container(border=True, key=f"card-{key}")
