"""A few fields to be compared without a survey; kept until a reload, in no store."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.findings import number_phrases
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.markup import paragraph_html
from dashboard.text import say
from dashboard.ui.language import set_language
from dashboard.ui.look import card_container
from db import bands
from db.catalogue import FILTERS, SINGLE_EFFECTS

Facts = tuple[str | None, str | None, str | None, str | None]
"""Condition, sensitivity, first timing, first dose, as ``Me`` takes them."""
_ASKED, _NO_WEEK = "peers_asked", "peers_no_week"
_NOT_ASKED = {"condition": ("not_said", "other"), "sensitivity": ("not_said",)}
"""Words that nobody can be like: nothing was said, or something else that is not named."""


def ask_for_own_facts() -> MyFacts | None:
    """The fields, and what was last compared; None before the button."""
    _show_fields()
    found = st.session_state.get(_ASKED)
    return found if isinstance(found, MyFacts) else None


@st.fragment
def _show_fields() -> None:
    """Show the fields. No form: each choice is sent as it is made, and outlives this page."""
    set_language()
    with card_container("ask-me"):
        st.html(paragraph_html(say("peers.ask.private"), "ss-body"))
        # In rows of two, so that a phone shows them in this order.
        (first, second), (third, fourth) = st.columns(2), st.columns(2)
        with first:
            week = _choose_word(
                "week", bands.WEEK.words, lambda word: say(f"peers.ask.weeks.{word}")
            )
        with second:
            condition = _choose_fact("condition")
        with third:
            first_dose = _choose_fact("first_dose")
        with fourth:
            first_timing = _choose_fact("first_timing")
        facts = (condition, _choose_fact("sensitivity"), first_timing, first_dose)
        effects = _choose_effects()
        label = say("peers.ask.button")
        if st.button(label, type="primary", width="stretch", key="ask-me-compare"):
            _remember_facts(week, facts, effects)
            st.rerun()
        if week is None and st.session_state.get(_NO_WEEK):
            st.html(paragraph_html(say("peers.ask.week_missing"), "ss-ask-wrong", role="alert"))


def _remember_facts(week: str | None, facts: Facts, effects: Sequence[str]) -> None:
    st.session_state[_NO_WEEK] = week is None
    if week is None:
        st.session_state.pop(_ASKED, None)
        return
    first = bands.WEEK.edges[bands.WEEK.words.index(week)]
    mine = tuple(MyEffect(word) for word in effects if word in SINGLE_EFFECTS)
    st.session_state[_ASKED] = MyFacts(first, *facts, mine)


def _choose_fact(name: str) -> str | None:
    words = tuple(word for word in FILTERS[name] if word not in _NOT_ASKED.get(name, ()))
    return _choose_word(name, words, lambda word: say(f"words.{name}.{word}"))


def _choose_word(name: str, words: Sequence[str], named: Callable[[Any], str]) -> str | None:
    """A list to choose from; nothing is chosen at the start, and a choice can be taken back."""
    chosen = st.selectbox(
        say(f"peers.ask.{name}"),
        words,
        index=None,
        format_func=named,
        placeholder=say("survey.choose"),
        key=f"ask-me-{name}",
        filter_mode=None,
        persist_state="session",
    )
    # What a forged message chose is no word.
    return chosen if chosen in words else None


def _choose_effects() -> Sequence[str]:
    """Big targets, out of the way of those who only want to look."""
    with st.expander(say("peers.ask.effects")):
        return st.pills(
            say("peers.ask.effects"),
            SINGLE_EFFECTS,
            selection_mode="multi",
            format_func=lambda word: number_phrases.sentence_case(say(f"words.effect_axis.{word}")),
            key="ask-me-effects",
            label_visibility="collapsed",
            persist_state="session",
        )
