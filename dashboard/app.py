"""The script that every visit runs: page configuration, look, navigation. Nobody imports it."""

from contextlib import suppress
from pathlib import Path

import streamlit as st

from dashboard.navigation import sections
from dashboard.ui.bar import bar
from dashboard.ui.help_panel import help_panel
from dashboard.ui.language import choose
from dashboard.ui.look import look
from dashboard.ui.notices import invented_notice, medical_notice
from dashboard.ui.page_ended import PageEnded

# No page_title: it would override every page's own. A local icon: Streamlit fetches the others
# from a host outside.
st.set_page_config(page_icon=Path(__file__).with_name("static") / "icon.png", layout="centered")
choose()  # before the first word
look()
page = st.navigation(sections(), position="hidden")
bar(page.url_path)
invented_notice()
try:
    with suppress(PageEnded):
        page.run()
finally:
    # Also where a page failed: whoever needs help needs it then, too.
    with st.container(key="foot"):
        medical_notice()
        help_panel()
