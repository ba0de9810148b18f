"""The bar at the top of every page: all ways on, in view on a phone too.

Streamlit's own bar folds into a nameless arrow on a phone; a newcomer does not find the charts.
"""

import streamlit as st

from dashboard.navigation import SECTIONS, page
from dashboard.text import say


def bar() -> None:
    """Links to every page in order, side by side; the open one is marked by Streamlit."""
    with st.container(horizontal=True, key="bar", gap="small"):
        for names in SECTIONS.values():
            for name in names:
                st.page_link(page(name), label=say(f"pages.short_{name}"))
