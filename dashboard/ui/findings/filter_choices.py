"""Who to look at: everyone, or one group within the group that an edition holds."""

from collections.abc import Sequence

import streamlit as st

from dashboard.findings.slice_labels import slice_label
from dashboard.text import say
from dashboard.ui.findings.visit_group import (
    EVERYONE,
    filters_of_text,
    group_of_page,
    remember_group,
)
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Filters
from db.filter_rules import is_held_by

_UNSAID = "not_said"
_FOLLOWED = "followed_link"


def slices_to_choose(stored: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    """The slices of an edition that may be chosen, filter by filter; none of who said nothing.

    Args:
        stored: slices as they are stored.
        allowed: names of the filters that may be set, none of them switched off by the group.
    """
    asked = [text for text in stored if text.partition("=")[2] != _UNSAID]
    return tuple(text for name in allowed for text in asked if text.startswith(f"{name}="))


def choose_filters(slices: Sequence[str], *, key: str) -> Filters:
    """Let the reader choose among whom to look; it is kept for the visit.

    Args:
        slices: from ``slices_to_choose``.
        key: of the widget, and of what is kept.

    Returns:
        Filter name -> words of a slice; the reader of editions checks it again.
    """
    if linked := _slice_from_link(slices):
        remember_group(key, linked)
    asked = group_of_page(key)
    begins = _slice_that_holds(asked, slices)
    # My illness stays in the list, so that it is seen and undone where no figure is counted by it.
    kept = (asked,) if begins == EVERYONE != asked else ()
    begins, options = (*kept, begins)[0], (EVERYONE, *kept, *slices)
    chosen = st.selectbox(
        say("app.filters.look_at"),
        options,
        options.index(begins),
        format_func=_group_name,
        key=f"{key}-among",
        filter_mode=None,
        label_visibility="collapsed",
    )
    if chosen not in options:
        return {}
    if chosen != begins:
        remember_group(key, chosen)
    return filters_of_text(chosen) if chosen in slices else {}


def _slice_that_holds(text: str, slices: Sequence[str]) -> str:
    """The slice that holds these words; everyone where none does: words are joined anew."""
    for name, words in filters_of_text(text).items():
        asked = frozenset(words.split(WORD_SEPARATOR))
        return next((held for held in slices if is_held_by(name, asked, held)), EVERYONE)
    return EVERYONE


def _slice_from_link(slices: Sequence[str]) -> str:
    """The slice that the open link asks for, once: what is chosen after it stays chosen."""
    asked = dict(st.query_params)
    if st.session_state.get(_FOLLOWED) == asked:
        return ""
    st.session_state[_FOLLOWED] = asked
    texts = (f"{name}={words}" for name, words in asked.items())
    held = (_slice_that_holds(text, slices) for text in texts)
    return next((text for text in held if text != EVERYONE), "")


def _group_name(text: str) -> str:
    if text == EVERYONE:
        return say("app.filters.everyone")
    name, _, words = text.partition("=")
    return f"{say(f'words.filter.{name}')}: {slice_label(name, words)}"
