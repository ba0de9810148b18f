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

_ASKED, _NO_WEEK = "peers_asked", "peers_no_week"
_STANDINGS = ("on_ldn", "stopped")
_CHANGES = {"better": "a_little_better", "no_change": "no_change", "worse": "a_little_worse"}
"""Three answers are enough to choose the cards; the weakest word of each claims least."""
_NOT_ASKED = {"condition": ("not_said", "other"), "sensitivity": ("not_said",)}
"""Words that nobody can be like: nothing was said, or something else that is not named."""


def ask_for_own_facts() -> MyFacts | None:
    """The fields, or, once they are answered, what was last compared; None before the button."""
    found = st.session_state.get(_ASKED)
    if isinstance(found, MyFacts):
        return found
    _show_fields()
    return None


def show_change_button() -> None:
    """Let me go back to the fields, which are as I left them."""
    if st.button(say("peers.change"), key="peers-change"):
        st.session_state.pop(_ASKED, None)
        st.rerun()


@st.fragment
def _show_fields() -> None:
    """Show the fields. No form: each choice is sent as it is made, and outlives this page."""
    set_language()
    with card_container("ask-me"):
        st.html(paragraph_html(say("peers.ask.private"), "ss-body"))
        # First what decides the cards, and with it the next question.
        stopped = _choose_pill("standing", _STANDINGS) == "stopped"
        label = say("peers.ask.week_stopped" if stopped else "peers.ask.week")
        week = choose_word(
            "week", bands.WEEK.words, lambda word: say(f"peers.ask.weeks.{word}"), label
        )
        effects = _choose_effects()
        more = {"stopped": True} if stopped else _choose_how_it_goes()
        if st.button(
            say("peers.ask.button"), type="primary", width="stretch", key="ask-me-compare"
        ):
            _remember_facts(week, effects, more)
            st.rerun()
        if week is None and st.session_state.get(_NO_WEEK):
            st.html(paragraph_html(say("peers.ask.week_missing"), "ss-ask-wrong", role="alert"))


def _remember_facts(week: str | None, effects: Sequence[str], more: dict[str, Any]) -> None:
    st.session_state[_NO_WEEK] = week is None
    if week is None:
        return
    first = bands.WEEK.edges[bands.WEEK.words.index(week)]
    mine = tuple(MyEffect(word) for word in effects if word in SINGLE_EFFECTS)
    st.session_state[_ASKED] = MyFacts(first, effects=mine, **more)


def _choose_how_it_goes() -> dict[str, Any]:
    """How I am, and my dose: the cards about both stand only where they are told."""
    change = _choose_pill("change", tuple(_CHANGES))
    dose = choose_word(
        "dose",
        bands.DOSE_UG.words,
        lambda word: number_phrases.sentence_case(say(f"words.dose_place.{word}")),
        say("peers.ask.dose"),
    )
    divided = dose is not None and st.checkbox(
        say("peers.ask.divided"), key="ask-me-divided", persist_state="session"
    )
    return {
        "overall_change": _CHANGES.get(change or ""),
        "dose_ug": bands.DOSE_UG.edges[bands.DOSE_UG.words.index(dose)] if dose else None,
        "is_divided": bool(divided),
    }


def choose_fact_word(name: str) -> str | None:
    """My own word for the fact that matters most to me, where no survey tells it."""
    words = tuple(word for word in FILTERS[name] if word not in _NOT_ASKED.get(name, ()))
    label = say(f"peers.ask.{name}")
    return choose_word(name, words, lambda word: say(f"words.{name}.{word}"), label)


def choose_word(
    name: str, words: Sequence[str], named: Callable[[Any], str], label: str
) -> str | None:
    """A list to choose from; nothing is chosen at the start, and a choice can be taken back.

    Args:
        name: of the field, which its widget is known by.
        words: to choose from.
        named: a word as it is read.
        label: the question.
    """
    chosen = st.selectbox(
        label,
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


def _choose_pill(name: str, words: Sequence[str]) -> str | None:
    chosen = st.pills(
        say(f"peers.ask.{name}"),
        words,
        format_func=lambda word: say(f"peers.ask.{word}"),
        key=f"ask-me-{name}",
        persist_state="session",
    )
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
