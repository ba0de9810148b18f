"""Which pages there are, in which order: the only place that makes an ``st.Page``."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.text import say

PAGES = Path(__file__).resolve().parent.parent / "pages"
SECTIONS: dict[str, tuple[str, ...]] = {
    "start": ("home",),
    "give": ("share",),
    "see": ("timelines", "doses", "timings", "response", "article"),
    "me": ("record", "peers"),
    "know": ("how", "leaks"),
    "lead": ("leaders",),
}
"""Section -> the names of its pages; each is a script in pages/ and its address."""
DESK: tuple[str, ...] = ("answered", "invites", "held", "group", "pack")
"""The leaders' other pages: in their addresses, but not in the bar that every visitor sees."""
FIRST = "home"


def page(name: str) -> StreamlitPage:
    """The page of this name, for the navigation and for links to it."""
    return st.Page(
        PAGES / f"{name}.py",
        title=say(f"pages.{name}"),
        url_path=None if name == FIRST else name,
        default=name == FIRST,
    )


def sections() -> dict[str, list[StreamlitPage]]:
    """Every page under its section's title, in order."""
    shown = {**SECTIONS, "lead": (*SECTIONS["lead"], *DESK)}
    return {
        say(f"pages.section_{section}"): [page(name) for name in names]
        for section, names in shown.items()
    }
