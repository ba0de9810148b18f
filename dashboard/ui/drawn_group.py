"""How an edition draws a group by lot, in seven dots: one hollow, one double."""

import streamlit as st

from dashboard.markup import fill_template
from dashboard.text import say


def show_drawn_group() -> None:
    """Show the dots, what they mean, and the words."""
    st.html(fill_template("drawn_group", dots=_DOTS))
    st.markdown(say("how.drawn.body"))


_DOTS = ("once", "once", "out", "once", "once", "twice", "once")
"""Seven members: 15, 70 and 15 in 100 are nearest to one, five and one of seven."""
