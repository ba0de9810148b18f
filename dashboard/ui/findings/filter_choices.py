"""Who to look at: everyone, one fact, or one of the three pairs where the group is large enough."""

from collections.abc import Sequence

import streamlit as st

from dashboard.text import say
from dashboard.ui.findings import finding_links
from db.catalogue import FILTERS, PAIRS
from db.editions.editions import Filters
from db.thresholds import PAIRS_FROM_MEMBERS

EVERYONE = "everyone"
_UNSAID = "not_said"


def choose_filters(allowed: tuple[str, ...], members: int, *, pairs: bool, key: str) -> Filters:
    """Let the reader choose among whom to look.

    Args:
        allowed: names of the filters that may be set, none of them switched off by the group.
        members: the edition's published number of members.
        pairs: whether the measure is published for pairs of filters.
        key: of the widgets.

    Returns:
        Filter name -> word; the reader of editions checks it again.
    """
    linked = [name for name in st.query_params if name in allowed and _is_linked(name)]
    with st.container(horizontal=True, key=f"filters-{key}", vertical_alignment="bottom"):
        first = st.selectbox(
            say("app.filters.look_at"),
            [EVERYONE, *allowed],
            1 + allowed.index(linked[0]) if linked else 0,
            format_func=_filter_name,
            key=f"{key}-filter",
            filter_mode=None,
            persist_state="session",
        )
        if first == EVERYONE or first not in FILTERS:
            return {}
        chosen = {first: _choose_word(first, key)}
        partners = (
            _partner_filters(first, allowed) if pairs and members >= PAIRS_FROM_MEMBERS else ()
        )
        second = _choose_second_filter(partners, key, linked)
        if second:
            chosen[second] = _choose_word(second, key)
    return chosen


def _choose_second_filter(partners: tuple[str, ...], key: str, linked: Sequence[str]) -> str | None:
    if not partners:
        return None
    place = next((partners.index(name) for name in linked if name in partners), None)
    return st.selectbox(
        say("app.filters.and"),
        partners,
        index=place,
        placeholder=say("app.filters.nothing_more"),
        format_func=_filter_name,
        key=f"{key}-second",
        filter_mode=None,
        persist_state="session",
    )


def _choose_word(name: str, key: str) -> str:
    words = _words_to_choose(name)
    return st.selectbox(
        say(f"words.filter.{name}"),
        words,
        words.index(finding_links.word_from_link(name, words, words[0])),
        format_func=lambda word: say(f"words.{name}.{word}"),
        key=f"{key}-{name}",
        filter_mode=None,
        persist_state="session",
    )


def _words_to_choose(name: str) -> list[str]:
    return [word for word in FILTERS[name] if word != _UNSAID]


def _is_linked(name: str) -> bool:
    return st.query_params[name] in _words_to_choose(name)


def _partner_filters(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    others = (other for pair in PAIRS if name in pair for other in pair if other != name)
    return tuple(other for other in others if other in allowed)


def _filter_name(name: str) -> str:
    return say("app.filters.everyone") if name == EVERYONE else say(f"words.filter.{name}")
