"""The script that every visit runs: page configuration, look, navigation. Nobody imports it."""

import sys
from contextlib import suppress
from pathlib import Path

import streamlit as st

from dashboard.navigation import page_sections
from dashboard.text import say
from dashboard.ui.bar import show_bar
from dashboard.ui.help_panel import show_help_panel
from dashboard.ui.language import set_language
from dashboard.ui.look import load_style_sheets
from dashboard.ui.notices import show_edition_notice, show_invented_notice, show_medical_notice
from dashboard.ui.page_ended import PageEnded
from dashboard.ui.tab_memory import forget_what_ended, show_idle_clock


def refuse_wrong_start() -> None:
    """Show one sentence and nothing else: no headers, no closed doors, no publishing clock."""
    st.error(say("command.problem.wrong_start"))
    st.stop()


if sys.argv[:1] == [__file__]:
    refuse_wrong_start()

# No page_title: it would override every page's own. A local icon: Streamlit fetches the others
# from a host outside.
st.set_page_config(page_icon=Path(__file__).with_name("static") / "icon.png", layout="centered")
set_language()  # before the first word
page = st.navigation(page_sections(), position="hidden")
load_style_sheets(page.url_path)
forget_what_ended(page.url_path)
show_bar(page.url_path)
show_invented_notice()
try:
    with suppress(PageEnded):
        page.run()
finally:
    # Also where a page failed: whoever needs help needs it then, too.
    with st.container(key="foot"):
        show_edition_notice()
        show_medical_notice()
        show_help_panel()
        show_idle_clock()
