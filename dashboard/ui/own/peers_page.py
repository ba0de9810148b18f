"""Compare me with peers: from my own survey, or from a few fields. Nothing of it is kept."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings import number_phrases
from dashboard.findings.peers.effects import OwnEffect, known_effects
from dashboard.findings.peers.match import FACTS, PeerSearch, comparison_group
from dashboard.findings.peers.me import MyFacts, facts_of_survey
from dashboard.findings.peers.story import cards_of_story, questions_of_story
from dashboard.markup import paragraph_html, style_element
from dashboard.text import say
from dashboard.ui.empty_states import show_unavailable
from dashboard.ui.findings.finding_card import edition_line
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.newest_edition import newest_edition_or_end, reader_of_edition
from dashboard.ui.own import own_survey
from dashboard.ui.own.own_card import show_own_card
from dashboard.ui.own.peers_form import ask_for_own_facts, choose_fact_word, show_change_button
from dashboard.ui.page_ended import PageEnded

_log = get_logger("dashboard")
_STYLE = "ui/own/peers.css"
EVERYONE = "everyone"


def show_peers_page() -> None:
    """Show the page: my own survey where this session holds it, else a few fields."""
    newest_edition_or_end()
    survey = own_survey.session_survey()
    if survey is not None:
        show_peers(facts_of_survey(survey))
        _show_own_survey_line()
        return
    st.html(style_element(_STYLE))
    me = ask_for_own_facts()
    if me:
        show_peers(me, asks_words=True)
        show_change_button()


def show_peers(me: MyFacts, *, asks_words: bool = False) -> None:
    """Everything that people like me told, card by card; a designed state without an edition.

    Args:
        me: my own facts; they go into this session's cards and nowhere else.
        asks_words: whether the fact that matters most still has to be asked, as without a survey.
    """
    with suppress(PageEnded):
        edition = newest_edition_or_end()
        st.html(style_element(_STYLE))
        me, fact = _choose_fact(me, asks_words=asks_words)
        peers = PeerSearch(reader_of_edition(edition), edition, me, fact)
        try:
            _show_cards(peers)
        except SQLAlchemyError as error:
            _log.error("an edition cannot be read: %s", type(error).__name__)
            show_unavailable("peers")
            return
        st.html(paragraph_html(say("peers.note"), "ss-body"))
        if peers.group.filters:  # it may be an earlier one than the page's
            st.html(edition_line(peers.group.edition))


def _show_own_survey_line() -> None:
    with st.container(key="peers-own"):
        st.html(paragraph_html(say("peers.own"), "ss-body"))
        if st.button(say("peers.forget"), key="peers-forget"):
            own_survey.let_survey_go()
            st.rerun()


def _choose_fact(me: MyFacts, *, asks_words: bool) -> tuple[MyFacts, str | None]:
    """The one fact that matters most to me; the group may have switched some off."""
    off = settings_of_group().filters_off
    facts = [name for name in FACTS if name not in off and (asks_words or me.filter_word(name))]
    if not facts:
        return me, None
    with st.container(key="peers-matters"):
        fact = st.selectbox(
            say("peers.matters"),
            [EVERYONE, *facts],
            index=0 if asks_words else 1,
            format_func=_fact_in_words,
            key="peers-fact",
            filter_mode=None,
            persist_state="session",
        )
        if fact not in facts:
            return me, None
        if asks_words:
            told: dict[str, Any] = {fact: choose_fact_word(fact)}
            me = replace(me, **told)
    return me, fact if me.filter_word(fact) else None


def _fact_in_words(name: str) -> str:
    return say("peers.everyone" if name == EVERYONE else f"peers.facts.{name}")


def _show_cards(peers: PeerSearch) -> None:
    """Own effects first; then what belongs to my story (docs/people-like-me.md)."""
    for line in comparison_group(peers):
        st.html(paragraph_html(line, "ss-peers-group"))
    own = known_effects(peers)
    chosen = own[0] if own else None
    untold: list[str] = []
    is_first = True
    for name in cards_of_story(peers.me):
        if name == "by_week" and len(own) > 1:
            chosen = _choose_effect(own)
        answer = questions_of_story(peers, chosen)[name]()
        if answer is None:
            continue
        if answer.finding.is_shown:
            show_own_card(answer, f"peers-{name}", is_first=is_first)
            is_first = False
        else:
            untold.append(answer.finding.kicker)
    if untold:
        what = say("finding.peers.untold_between").join(untold)
        st.html(paragraph_html(say("finding.peers.untold", what=what), "ss-body"))


def _choose_effect(own: list[OwnEffect]) -> OwnEffect:
    """One of my effects, week by week."""
    words = {effect.mine.word: effect for effect in own}
    word = st.selectbox(
        say("peers.which"),
        [*words],
        format_func=lambda word: number_phrases.sentence_case(say(f"words.effect_axis.{word}")),
        key="peers-effect",
        filter_mode=None,
    )
    return words.get(word, own[0])
