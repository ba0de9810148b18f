"""A few fields to be compared without a survey; what is chosen stays in this session."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.findings import number_phrases
from dashboard.findings.peers.me import Me, MyEffect
from dashboard.findings.timelines.by_week import SINGLE_EFFECTS
from dashboard.text import say
from dashboard.ui.look import card
from db import bands
from db.catalogue import FILTERS

Facts = tuple[str | None, str | None, str | None, str | None]
"""Condition, sensitivity, first timing, first dose, as ``Me`` takes them."""
_ASKED = "peers_asked"
_NOT_ASKED = {"condition": ("not_said", "other"), "sensitivity": ("not_said",)}
"""Words that nobody can be like: nothing was said, or something else that is not named."""


def ask_me() -> Me | None:
    """The fields, and what was last chosen in them; None before the button."""
    with card("ask-me"), st.form("ask-me", enter_to_submit=False, border=False):
        st.html(f'<p class="ss-body">{say("peers.ask.private")}</p>')
        # In rows of two, so that a phone shows them in this order.
        (first, second), (third, fourth) = st.columns(2), st.columns(2)
        with first:
            week = _one("week", bands.WEEK.words, lambda word: say(f"peers.ask.weeks.{word}"))
        with second:
            condition = _fact("condition")
        with third:
            first_dose = _fact("first_dose")
        with fourth:
            first_timing = _fact("first_timing")
        facts = (condition, _fact("sensitivity"), first_timing, first_dose)
        effects = _effects()
        if st.form_submit_button(say("peers.ask.button"), type="primary", width="stretch"):
            _keep(week, facts, effects)
    found = st.session_state.get(_ASKED)
    return found if isinstance(found, Me) else None


def _keep(week: str | None, facts: Facts, effects: Sequence[str]) -> None:
    if week is None:
        st.session_state.pop(_ASKED, None)
        st.html(f'<p class="ss-ask-wrong" role="alert">{say("peers.ask.week_missing")}</p>')
        return
    first = bands.WEEK.edges[bands.WEEK.words.index(week)]
    mine = tuple(MyEffect(word) for word in effects if word in SINGLE_EFFECTS)
    st.session_state[_ASKED] = Me(first, *facts, mine)


def _fact(name: str) -> str | None:
    words = tuple(word for word in FILTERS[name] if word not in _NOT_ASKED.get(name, ()))
    return _one(name, words, lambda word: say(f"words.{name}.{word}"))


def _one(name: str, words: Sequence[str], named: Callable[[Any], str]) -> str | None:
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


def _effects() -> Sequence[str]:
    """Big targets, out of the way of those who only want to look."""
    with st.expander(say("peers.ask.effects")):
        return st.pills(
            say("peers.ask.effects"),
            SINGLE_EFFECTS,
            selection_mode="multi",
            format_func=lambda word: number_phrases.sentence(say(f"words.effect_axis.{word}")),
            key="ask-me-effects",
            label_visibility="collapsed",
            persist_state="session",
        )
