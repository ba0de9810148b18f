"""The ways to take part and to come back, the group's own words, and how many have answered."""

import streamlit as st
from markupsafe import Markup

from dashboard.markup import paragraph_html
from dashboard.navigation import app_page
from dashboard.questionnaire.story_time import MINUTES
from dashboard.text import say
from dashboard.ui.edition_calendar import next_edition_sentence
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import language_query
from dashboard.ui.newest_edition import newest_edition_or_none

DOORS = ("share", "record")


def show_doors() -> None:
    """Show the way to the survey and, for who comes back, to their record; side by side."""
    with st.container(horizontal=True, key="doors"):
        for name in DOORS:
            with st.container(key=f"door-{name}"):
                label = say(f"home.{name}")
                page = app_page(name)
                st.page_link(page, label=label, width="stretch", query_params=language_query())
    least, most = MINUTES
    st.html(paragraph_html(say("home.share_under", least=least, most=most), "ss-under-doors"))


def show_welcome() -> None:
    """Show the group's own words as text: a paragraph a line; nothing where it has none.

    Never as Markdown: that would fetch pictures from wherever the words say.
    """
    lines = [line.strip() for line in settings_of_group().welcome.splitlines() if line.strip()]
    if lines:
        words = Markup().join(Markup("<p>{}</p>").format(line) for line in lines)
        st.html(Markup('<div class="ss-welcome">{}</div>').format(words))


def show_changes_link() -> None:
    """Show the way to what changed since the last edition; nothing before the first."""
    if newest_edition_or_none() is not None:
        st.page_link(app_page("changes"), label=say("changes.link"), query_params=language_query())


def show_members_line() -> None:
    """How many members there are, in steps; that an edition is new, or when the next one comes.

    Nothing before the first.
    """
    edition = newest_edition_or_none()
    if edition is None:
        return
    said = say("home.answered", members=edition.members)
    st.markdown(f"{said} {next_edition_sentence(edition)}")
