"""The app-wide look: one style sheet and one card."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

SHEET = Path(__file__).with_name("look.css")


@cache
def _style() -> str:
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def look() -> None:
    """Load the style sheet; once a run, by the script that every page runs under."""
    st.html(_style())


def card(key: str) -> DeltaGenerator:
    """A card to put things on: ``with card("doors"): ...``.

    Args:
        key: unique on the page.
    """
    return st.container(border=True, key=f"card-{key}")
