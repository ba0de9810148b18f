"""The group's own words, and how many have answered, roughly."""

import streamlit as st
from markupsafe import Markup

from dashboard.text import say
from dashboard.ui.edition_calendar import next_edition_sentence
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.newest_edition import newest_edition_or_none


def show_welcome() -> None:
    """Show the group's own words as text: a paragraph a line; nothing where it has none.

    Never as Markdown: that would fetch pictures from wherever the words say.
    """
    lines = [line.strip() for line in settings_of_group().welcome.splitlines() if line.strip()]
    if lines:
        words = Markup().join(Markup("<p>{}</p>").format(line) for line in lines)
        st.html(Markup('<div class="ss-welcome">{}</div>').format(words))


def show_members_line() -> None:
    """How many members there are, in steps; that an edition is new, or when the next one comes.

    Nothing before the first.
    """
    edition = newest_edition_or_none()
    if edition is None:
        return
    said = say("home.answered", members=edition.members)
    st.markdown(f"{said} {next_edition_sentence(edition)}")
