"""Words to post about a finding, in each language of the group, with the link to its page.

Made of the same published numbers as the finding's card: the sentence with the line under it, the
people and the edition. No number is told without its range.
"""

from urllib.parse import urlencode

import streamlit as st

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.findings.slice_labels import slice_label
from dashboard.gallery import PublishedFigure
from dashboard.leaders.screens.sign_in_form import show_problem, show_quiet_sentence
from dashboard.text import language, say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import PARAMETER
from dashboard.ui.newest_edition import reader_of_edition
from dashboard.ui.site_address import is_here_alone, site_in_browser
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Edition, Filters
from db.filter_rules import FiltersNotAllowed


def show_words_to_post(figure: PublishedFigure, edition: Edition) -> None:
    """Show a message a language, each with a button to copy; plain text, so nothing in it acts.

    Args:
        figure: that the message is about.
        edition: whose numbers it tells.
    """
    st.subheader(say("leaders.post.heading"), anchor=False)
    everyone = EditionSlice(reader_of_edition(edition), edition)
    filters = _select_group(everyone)
    site = site_in_browser()
    show_quiet_sentence(say("leaders.post.lead"))
    if site and is_here_alone(site):
        show_problem(say("leaders.invites.problem.site_here"))
    asked = _slice_of_group(figure, everyone, filters)
    if filters and asked is everyone:
        show_quiet_sentence(say("card.everyone_alone"))
    for code in settings_of_group().languages:
        show_quiet_sentence(say(f"language.{code}"))
        st.code(words_in_language(code, figure, asked, site), language=None, wrap_lines=True)


def words_in_language(code: str, figure: PublishedFigure, asked: EditionSlice, site: str) -> str:
    """The message in one language.

    Args:
        code: of the language.
        figure: that it is about.
        asked: edition and group.
        site: the site's address; empty where it is not known, then there is no link.
    """
    before = language.set(code)
    try:
        found = figure.question(asked, *figure.arguments)
        group = settings_of_group().name or say("report.our_group")
        lines = [found.kicker, found.whole_sentence, _edition_words(found, group)]
        return "\n".join([*lines, *([_link(code, figure, asked, site)] if site else [])])
    finally:
        language.reset(before)


def _edition_words(found: Finding[object], group: str) -> str:
    edition = found.edition
    return say("leaders.post.of", group=group, number=edition.number, members=edition.members)


def _link(code: str, figure: PublishedFigure, asked: EditionSlice, site: str) -> str:
    """The figure's page in this language, with the group that is looked at; never an edition."""
    chosen = {name: words.split(WORD_SEPARATOR)[0] for name, words in asked.filters.items()}
    return f"{site}/{figure.chapter}?{urlencode({PARAMETER: code, **chosen})}"


def _select_group(everyone: EditionSlice) -> Filters:
    slices = ["", *everyone.stored_slices()]
    chosen = st.selectbox(
        say("leaders.post.among"),
        slices,
        format_func=_slice_in_words,
        key="desk-post-among",
        filter_mode=None,
    )
    name, _, words = str(chosen or "").partition("=")
    return {name: words} if words else {}


def _slice_in_words(stored: str) -> str:
    name, _, words = stored.partition("=")
    if not words:
        return say("finding.everyone")
    return f"{say(f'words.filter.{name}')}: {slice_label(name, words)}"


def _slice_of_group(
    figure: PublishedFigure, everyone: EditionSlice, filters: Filters
) -> EditionSlice:
    """The group, where the figure is published for it; else everyone."""
    if not filters:
        return everyone
    try:
        asked = everyone.among(filters)
        figure.question(asked, *figure.arguments)
    except FiltersNotAllowed:
        return everyone
    return asked
