"""Who to look at: everyone, or one group within the group that an edition holds."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.findings.slice_labels import slice_label
from dashboard.text import say
from db.catalogue import WORD_SEPARATOR
from db.editions.editions import Filters

EVERYONE = "everyone"
_UNSAID = "not_said"

Slices = Mapping[str, Sequence[str]]
"""Filter -> the words of its slices."""


def slices_to_choose(stored: Sequence[str], allowed: Sequence[str]) -> Slices:
    """The slices of an edition that may be chosen, by filter; none of those who said nothing.

    Args:
        stored: slices as they are stored.
        allowed: names of the filters that may be set, none of them switched off by the group.
    """
    found: dict[str, list[str]] = {}
    for text in stored:
        name, _, words = text.partition("=")
        if name in allowed and words != _UNSAID:
            found.setdefault(name, []).append(words)
    return {name: found[name] for name in allowed if name in found}


def choose_filters(slices: Slices, *, key: str) -> Filters:
    """Let the reader choose among whom to look.

    Args:
        slices: from ``slices_to_choose``.
        key: of the widgets.

    Returns:
        Filter name -> words of a slice; the reader of editions checks it again.
    """
    names = tuple(slices)
    linked = [name for name in st.query_params if name in slices and _linked_place(name, slices)]
    with st.container(horizontal=True, key=f"filters-{key}", vertical_alignment="bottom"):
        chosen = st.selectbox(
            say("app.filters.look_at"),
            [EVERYONE, *names],
            1 + names.index(linked[0]) if linked else 0,
            format_func=_filter_name,
            key=f"{key}-filter",
            filter_mode=None,
            persist_state="session",
        )
        if chosen not in slices:
            return {}
        return {chosen: _choose_words(chosen, slices, key)}


def _choose_words(name: str, slices: Slices, key: str) -> str:
    return st.selectbox(
        say(f"words.filter.{name}"),
        slices[name],
        (_linked_place(name, slices) or 1) - 1,
        format_func=lambda words: slice_label(name, words),
        key=f"{key}-{name}",
        filter_mode=None,
        persist_state="session",
    )


def _linked_place(name: str, slices: Slices) -> int:
    """Which slice, from 1, the open link asks for; 0 for none. A joined word opens its slice."""
    asked = set(st.query_params.get(name, "").split(WORD_SEPARATOR))
    found = (
        at for at, words in enumerate(slices[name], 1) if asked <= {*words.split(WORD_SEPARATOR)}
    )
    return next(found, 0)


def _filter_name(name: str) -> str:
    return say("app.filters.everyone") if name == EVERYONE else say(f"words.filter.{name}")
