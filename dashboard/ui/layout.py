"""Headings, paragraphs, choices and links that pages share. All words come from the texts."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.navigation import app_page
from dashboard.text import say, text_table
from dashboard.ui.language import language_query
from dashboard.ui.look import card_container


def show_heading(name: str) -> None:
    """Show a page's title and the one sentence under it."""
    st.title(say(f"{name}.title"), anchor=False)
    st.markdown(say(f"{name}.lead"))


def show_paragraphs(key: str, above: Mapping[str, Callable[[], None]] | None = None) -> None:
    """Sections of a text page: each table under ``key`` has a title and a body.

    Args:
        key: of the texts.
        above: section -> what is shown between its title and its body.
    """
    for name in text_table(key):
        with card_container(f"{name}"):
            st.header(say(f"{key}.{name}.title"), anchor=name)
            if above and name in above:
                above[name]()
            st.markdown(say(f"{key}.{name}.body"))


def show_next_page_link(name: str) -> None:
    """Show the way on to the next page."""
    with st.container(key="next"):
        label = say("app.next", title=say(f"pages.{name}"))
        st.page_link(app_page(name), label=label, query_params=language_query())
