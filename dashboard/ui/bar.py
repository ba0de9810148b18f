"""The bar at the top of every page: five ways on, and under the open one its pages.

Streamlit's own bar folds into a nameless arrow on a phone; a newcomer does not find the charts.
"""

import streamlit as st

from dashboard.markup import paragraph_html
from dashboard.navigation import DESK, FIRST, SECTIONS, app_page
from dashboard.text import say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import language_query, show_language_switch


def show_bar(address: str) -> None:
    """Links to the sections, and to the pages of the section that is open.

    Args:
        address: of the open page; "" for the first.
    """
    _show_group_name()
    name = address or FIRST
    here = next((section for section, names in SECTIONS.items() if name in names), None)
    here = "lead" if name in DESK else here
    with st.container(key="bar"):
        with st.container(horizontal=True, key="bar-sections", gap="small"):
            for section, names in SECTIONS.items():
                place = "here" if section == here else "other"
                with st.container(key=f"bar-{place}-{section}", width="content"):
                    label = say(f"pages.bar_{section}")
                    st.page_link(app_page(names[0]), label=label, query_params=language_query())
            show_language_switch()
        if here and len(SECTIONS[here]) > 1:
            with st.container(horizontal=True, key="bar-pages", gap="small"):
                for other in SECTIONS[here]:
                    label = say(f"pages.short_{other}")
                    st.page_link(app_page(other), label=label, query_params=language_query())


def _show_group_name() -> None:
    """Whose pages these are, as text: a link's label would be read as Markdown."""
    if name := settings_of_group().name:
        st.html(paragraph_html(name, "ss-group"))
