"""Compare me with peers: from my own survey, or from a few fields. Nothing of it is kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.charts.bars import bars
from dashboard.charts.icons import icons
from dashboard.charts.peers import my_weeks
from dashboard.charts.peers_dose import my_dose
from dashboard.findings import number_phrases
from dashboard.findings.peers import dose, effects, weeks, what_helped
from dashboard.findings.peers.match import FACTS, Peers
from dashboard.findings.peers.me import Me, of_survey
from dashboard.findings.peers.numbers import Answer, IconRows
from dashboard.text import say
from dashboard.ui.empty_states import unavailable
from dashboard.ui.group_settings import group
from dashboard.ui.newest_edition import newest_or_end, reader_of
from dashboard.ui.own import own_survey
from dashboard.ui.own.own_card import Draw, my_card
from dashboard.ui.own.peers_form import ask_me
from dashboard.ui.page_ended import PageEnded

_log = get_logger("dashboard")
_SHEET = Path(__file__).with_suffix(".css")


def peers() -> None:
    """The page: my own survey where this session holds it, else a few fields."""
    newest_or_end()
    survey = own_survey.mine()
    if survey is None:
        st.html(_style())
        me = ask_me()
    else:
        me = of_survey(survey)
        _own()
    if me:
        show_peers(me)


def _but_switched_off(me: Me) -> Me:
    """Me without the facts by which this group lets nobody be looked at."""
    off: dict[str, Any] = dict.fromkeys(name for name in FACTS if name in group().filters_off)
    return replace(me, **off)


def show_peers(me: Me) -> None:
    """Everything that people like me told, card by card; a designed state without an edition.

    Args:
        me: my own facts; they go into this session's cards and nowhere else.
    """
    with suppress(PageEnded):
        edition = newest_or_end()
        found = Peers(reader_of(edition), edition, _but_switched_off(me))
        st.html(_style())
        who = _asked(partial(effects.who, found))
        if who is None:
            unavailable("peers")
            return
        my_card(who, "peers-who")
        _card("effects", partial(effects.effects, found), who, _icons)
        _one_effect(found, who)
        _card("change", partial(weeks.change_by_week, found), who, my_weeks)
        _card("dose", partial(dose.dose_kept, found), who, my_dose)


def _own() -> None:
    with st.container(key="peers-own"):
        st.html(f'<p class="ss-body">{escape(say("peers.own"))}</p>')
        if st.button(say("peers.forget"), key="peers-forget"):
            own_survey.forget()
            st.rerun()


def _one_effect(found: Peers, who: Answer[None]) -> None:
    """One effect at a time: week by week, and what helped against its group."""
    words = _effects_to_choose(found)
    if not words:
        return
    word = st.selectbox(
        say("peers.which"),
        words,
        format_func=lambda word: number_phrases.sentence(say(f"words.effect_axis.{word}")),
        key="peers-effect",
        filter_mode=None,
    )
    word = word if word in words else words[0]
    _card("by-week", partial(weeks.effect_by_week, found, word), who, my_weeks)
    _card("helped", partial(what_helped.what_helped, found, word), who, bars)


def _effects_to_choose(found: Peers) -> list[str]:
    """Mine, and the most common others."""
    try:
        return effects.words(found)
    except SQLAlchemyError:
        return []


def _card(
    name: str,
    question: Callable[[], Answer[Any]],
    who: Answer[None],
    draw: Draw,
) -> None:
    """One card; what its group leaves out is said where it is not the group of the first card."""
    answer = _asked(question)
    if answer is None:
        unavailable(f"peers-{name}")
        return
    same = answer.finding.filters == who.finding.filters
    my_card(replace(answer, left=()) if same else answer, f"peers-{name}", draw)


def _asked(question: Callable[[], Answer[Any]]) -> Answer[Any] | None:
    try:
        return question()
    except SQLAlchemyError as error:
        _log.error("an edition cannot be read: %s", type(error).__name__)
        return None


def _icons(numbers: IconRows, _theme: str) -> str:
    """HTML follows the theme by itself."""
    return icons(numbers)


@cache
def _style() -> str:
    return f"<style>{_SHEET.read_text('utf-8')}</style>"
