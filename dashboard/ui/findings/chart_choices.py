"""What a reader chooses on the chart pages, and the question that comes of it."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FIRST_EFFECT, first_effect
from dashboard.text import say
from dashboard.ui.findings import finding_links
from dashboard.ui.findings.editions_read import show_editions_read
from dashboard.ui.findings.filter_choices import choose_filters, slices_to_choose
from dashboard.ui.findings.former_links import show_note_on_former_view
from dashboard.ui.findings.visit_group import filters_on_offer, illness_of_visit
from dashboard.ui.newest_edition import newest_edition_or_end, reader_of_edition
from dashboard.ui.page_ended import PageEnded
from db.catalogue import EFFECT_GROUP_WORDS, EVERY_EFFECT, SINGLE_EFFECTS
from db.editions.editions import Edition
from db.filter_rules import FiltersNotAllowed


def choose_slice_for(measure: str) -> EditionSlice:
    """Let the reader choose among whom to look; the answer is checked before it is used.

    Args:
        measure: a measure or a contrast that every figure of the page is published for.
    """
    with _row_of_choices():
        chosen, newest = _choose_slice(measure)
    show_editions_read(chosen, newest)
    return chosen


def _choose_slice(measure: str) -> tuple[EditionSlice, Edition]:
    """Among whom, and the edition that everyone is read from."""
    edition = finding_links.edition_from_link()
    asked = EditionSlice(reader_of_edition(edition), edition)
    allowed = filters_on_offer(measure)
    filters = choose_filters(slices_to_choose(asked.stored_slices(), allowed), key=measure)
    try:
        # An edition from before a filter was switched off still has it.
        if not set(filters) <= set(allowed):
            raise FiltersNotAllowed(measure)  # noqa: TRY301 - the two checks are one
        chosen = asked.among(filters)
    except FiltersNotAllowed:
        st.info(say("app.filters.not_published"))
        raise PageEnded from None
    if not filters and illness_of_visit():
        chosen = replace(chosen, instead_of=illness_of_visit())
    return chosen, edition


def everyone_of_link() -> EditionSlice:
    """Everyone of the edition of the link, or of the newest: for a view that has no groups."""
    edition = finding_links.edition_from_link()
    return EditionSlice(reader_of_edition(edition), edition)


def _row_of_choices() -> DeltaGenerator:
    return st.container(horizontal=True, key="choices", gap="small")


def choose_view(page: str, views: tuple[str, ...]) -> str:
    """Which of a page's few sets of figures to look at; the first at the start.

    Args:
        page: name of the page; its texts are ``view`` and ``view_<view>``.
        views: words of the views, in order.
    """
    newest_edition_or_end()
    show_note_on_former_view(views)
    chosen = st.segmented_control(
        say("app.view"),
        views,
        default=finding_links.word_from_link("view", views, views[0]),
        required=True,
        format_func=lambda view: say(f"{page}.view_{view}"),
        key="view",
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen if chosen in views else views[0]


def choose_effect_and_slice() -> tuple[str, EditionSlice]:
    """The effect to look at, and among whom; in a small group any effect is the first."""
    newest_edition_or_end()
    edition = finding_links.edition_from_link()
    first = first_effect(EditionSlice(reader_of_edition(edition), edition))
    named = (FIRST_EFFECT, *EFFECT_GROUP_WORDS, EVERY_EFFECT, *SINGLE_EFFECTS)
    words = tuple(dict.fromkeys((first, *named)))
    with _row_of_choices():
        effect = choose_one(say("timelines.which"), words, _effect_name, key="effect")
        chosen, newest = _choose_slice("effect_by_week")
    show_editions_read(chosen, newest)
    return effect, chosen


def _effect_name(word: str) -> str:
    name = say(f"words.effect_axis.{word}")
    return name[:1].upper() + name[1:]


def choose_one(label: str, words: tuple[str, ...], named: Callable[[str], str], key: str) -> str:
    """A list to choose one word from; the first, or a link's, is chosen at the start."""
    first = words.index(finding_links.word_from_link(key, words, words[0]))
    return st.selectbox(
        label,
        words,
        first,
        format_func=named,
        key=key,
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )
