"""Which pages there are, in which order: the only place that makes an ``st.Page``."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.text import say

PAGES = Path(__file__).resolve().parent.parent / "pages"
SECTIONS: dict[str, tuple[str, ...]] = {
    "start": ("home",),
    "give": ("share",),
    "see": ("answers", "timelines", "doses", "timings", "response", "article"),
    "me": ("record", "peers"),
    "know": ("how", "leaks", "imprint"),
    "lead": ("leaders",),
}
"""Section -> the names of its pages; each is a script in pages/ and its address."""
DESK: tuple[str, ...] = ("answered", "invites", "held", "group", "pack")
"""The leaders' other pages: in their addresses, but not in the bar that every visitor sees."""
OPENED = ("question", "changes")
"""Pages that others open: they have an address, and no place in the bar."""
FIRST = "home"


def app_page(name: str) -> StreamlitPage:
    """The page of this name, for the navigation and for links to it."""
    # A copy: the navigation marks a page as the one that runs. Thirty are asked for in a run, and
    # Streamlit looks for each one's file anew: a tenth of a warm run.
    return copy(
        _page_from_file(name, say(f"pages.{name}"), in_a_run=get_script_run_ctx() is not None)
    )


@cache
def _page_from_file(name: str, title: str, *, in_a_run: bool) -> StreamlitPage:  # noqa: ARG001
    # Outside of a run Streamlit makes pages without content, which are no use in one.
    return st.Page(
        PAGES / f"{name}.py",
        title=title,
        url_path=None if name == FIRST else name,
        default=name == FIRST,
    )


def page_sections() -> dict[str, list[StreamlitPage]]:
    """Every page under its section's title, in order."""
    shown = {
        **SECTIONS,
        "see": (*SECTIONS["see"], *OPENED),
        "lead": (*SECTIONS["lead"], *DESK),
    }
    return {
        say(f"pages.section_{section}"): [app_page(name) for name in names]
        for section, names in shown.items()
    }
