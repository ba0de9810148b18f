"""Compare me with peers: from my own survey, or from a few fields. Nothing of it is kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.charts.bars import share_bars_figure
from dashboard.charts.icons import icon_rows_html
from dashboard.charts.peers import my_weeks_figure
from dashboard.charts.peers_dose import my_dose_figure
from dashboard.findings import number_phrases
from dashboard.findings.peers import dose, effects, weeks, what_helped
from dashboard.findings.peers.match import FACTS, PeerSearch
from dashboard.findings.peers.me import MyFacts, facts_of_survey
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.markup import paragraph_html, style_element
from dashboard.text import say
from dashboard.ui.empty_states import show_unavailable
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.newest_edition import newest_edition_or_end, reader_of_edition
from dashboard.ui.own import own_survey
from dashboard.ui.own.own_card import Draw, show_own_card
from dashboard.ui.own.peers_form import ask_for_own_facts
from dashboard.ui.page_ended import PageEnded

_log = get_logger("dashboard")
_STYLE = "ui/own/peers.css"


def show_peers_page() -> None:
    """Show the page: my own survey where this session holds it, else a few fields."""
    newest_edition_or_end()
    survey = own_survey.session_survey()
    if survey is None:
        st.html(style_element(_STYLE))
        me = ask_for_own_facts()
    else:
        me = facts_of_survey(survey)
        _show_own_survey_line()
    if me:
        show_peers(me)


def _without_switched_off_facts(me: MyFacts) -> MyFacts:
    """Me without the facts by which this group lets nobody be looked at."""
    off: dict[str, Any] = dict.fromkeys(
        name for name in FACTS if name in settings_of_group().filters_off
    )
    return replace(me, **off)


def show_peers(me: MyFacts) -> None:
    """Everything that people like me told, card by card; a designed state without an edition.

    Args:
        me: my own facts; they go into this session's cards and nowhere else.
    """
    with suppress(PageEnded):
        edition = newest_edition_or_end()
        found = PeerSearch(reader_of_edition(edition), edition, _without_switched_off_facts(me))
        st.html(style_element(_STYLE))
        who = _answer_or_none(partial(effects.comparison_group, found))
        if who is None:
            show_unavailable("peers")
            return
        show_own_card(who, "peers-who")
        _show_card(
            "effects", partial(effects.effects_beside_mine, found), who, _icons_for_any_theme
        )
        _show_one_effect(found, who)
        _show_card("change", partial(weeks.change_by_week, found), who, my_weeks_figure)
        _show_card("dose", partial(dose.dose_kept, found), who, my_dose_figure)


def _show_own_survey_line() -> None:
    with st.container(key="peers-own"):
        st.html(paragraph_html(say("peers.own"), "ss-body"))
        if st.button(say("peers.forget"), key="peers-forget"):
            own_survey.let_survey_go()
            st.rerun()


def _show_one_effect(found: PeerSearch, who: PeerAnswer[None]) -> None:
    """One effect at a time: week by week, and what helped against its group."""
    words = _effects_to_choose(found)
    if not words:
        return
    word = st.selectbox(
        say("peers.which"),
        words,
        format_func=lambda word: number_phrases.sentence_case(say(f"words.effect_axis.{word}")),
        key="peers-effect",
        filter_mode=None,
    )
    word = word if word in words else words[0]
    _show_card("by-week", partial(weeks.effect_by_week, found, word), who, my_weeks_figure)
    _show_card("helped", partial(what_helped.what_helped, found, word), who, share_bars_figure)


def _effects_to_choose(found: PeerSearch) -> list[str]:
    """Mine, and the most common others."""
    try:
        return effects.effect_words(found)
    except SQLAlchemyError:
        return []


def _show_card(
    name: str,
    question: Callable[[], PeerAnswer[Any]],
    who: PeerAnswer[None],
    draw: Draw,
) -> None:
    """One card; what its group leaves out is said where it is not the group of the first card."""
    answer = _answer_or_none(question)
    if answer is None:
        show_unavailable(f"peers-{name}")
        return
    same = answer.finding.filters == who.finding.filters
    show_own_card(replace(answer, left=()) if same else answer, f"peers-{name}", draw)


def _answer_or_none(question: Callable[[], PeerAnswer[Any]]) -> PeerAnswer[Any] | None:
    try:
        return question()
    except SQLAlchemyError as error:
        _log.error("an edition cannot be read: %s", type(error).__name__)
        return None


def _icons_for_any_theme(numbers: IconRows, _theme: str) -> str:
    """HTML follows the theme by itself."""
    return icon_rows_html(numbers)
