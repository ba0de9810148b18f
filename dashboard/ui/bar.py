"""The bar at the top of every page: one row on a phone, with a menu; at a desk all its links.

Streamlit's own bar folds into a nameless arrow on a phone; a newcomer does not find the charts. The
menu opens by the browser's own ``details``, without a script; static/early.js closes it by Escape,
and when another page has come.
"""

import streamlit as st

from dashboard.markup import fill_template, paragraph_html
from dashboard.navigation import DESK, FIRST, SECTIONS, app_page
from dashboard.text import say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import language_query, show_language_switch

NAME = "start"
"""The section that is the product's name: it stands in the row, not in the menu."""


def show_bar(address: str) -> None:
    """Links to the sections, and to their pages: at a desk those of the section that is open.

    Args:
        address: of the open page; "" for the first.
    """
    _show_group_name()
    name = address or FIRST
    here = next((section for section, names in SECTIONS.items() if name in names), None)
    here = "lead" if name in DESK else here
    with st.container(key="bar", horizontal=True, gap=None):
        _show_section_link(NAME, here)
        with st.container(key="bar-toggle"):
            st.html(fill_template("bar_toggle", here=_place_in_words(name, here)))
        with st.container(key="bar-menu", horizontal=True, gap=None):
            for section, names in SECTIONS.items():
                if section != NAME:
                    _show_section_link(section, here)
                if len(names) > 1:
                    _show_page_links(section, here)
        show_language_switch()


def _show_section_link(section: str, here: str | None) -> None:
    place = "here" if section == here else "other"
    with st.container(key=f"bar-{place}-{section}", width="content"):
        _show_link(SECTIONS[section][0], say(f"pages.bar_{section}"))


def _show_page_links(section: str, here: str | None) -> None:
    place = "here" if section == here else "other"
    with st.container(key=f"bar-pages-{place}-{section}", horizontal=True, gap=None):
        for name in SECTIONS[section]:
            _show_link(name, say(f"pages.short_{name}"))


def _show_link(name: str, label: str) -> None:
    st.page_link(app_page(name), label=label, query_params=language_query())


def _place_in_words(name: str, here: str | None) -> tuple[str, ...]:
    """Where one is: the section, and its page where it has several; nothing on the first page."""
    if here in {None, NAME}:
        return ()
    section, page = say(f"pages.bar_{here}"), say(f"pages.short_{name}")
    return (section,) if page == section else (section, page)


def _show_group_name() -> None:
    """Whose pages these are, as text: a link's label would be read as Markdown."""
    if name := settings_of_group().name:
        st.html(paragraph_html(name, "ss-group"))
