"""The group's own words, and how many have answered, roughly."""

import streamlit as st
from markupsafe import Markup

from dashboard.text import say
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
    """One line: the edition, and its blurred and rounded number of members; nothing before it."""
    edition = newest_edition_or_none()
    if edition is None:
        return
    st.markdown(
        say(
            "home.answered",
            members=edition.members,
            edition=edition.number,
            month=say(f"app.months.m{edition.published_on.month}"),
            year=edition.published_on.year,
        ),
    )
