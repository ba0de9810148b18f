"""Is it LDN or my illness, and what is worth taking to the prescriber, on the screen.

Made anew in every run from the member's own answers; nothing of it is kept or shared.
"""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.record.illness_questions import SAID_ONCE, EvidenceSide, IllnessPoint, illness_points
from dashboard.record.own_record import OwnRecord, WeekReports, own_record
from dashboard.record.warning_patterns import WarningPattern, patterns_in_answers
from dashboard.text import say
from dashboard.ui.look import card_container
from db.answers import Survey
from db.vocabulary import Effect

SHEET = Path(__file__).with_name("illness.css")


@cache
def own_style() -> str:
    """The style of everything that is a member's own; the same for everyone."""
    return f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def show_illness(survey: Survey, reports: WeekReports = ()) -> None:
    """Show the article's questions about every effect: what speaks for LDN, what against.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    mine = own_record(survey, reports)
    found = illness_points(survey)
    st.html(own_style())
    with card_container("illness"):
        st.html(_card_heading("illness.title", "illness.lead" if found else "illness.nothing"))
        if found:
            _show_effects(mine, found)
            st.html(
                "".join(_quiet_paragraph(f"illness.{key}") for key in ("not_asked", "no_verdict"))
            )
            st.html(f'<p class="ss-foot">{escape(say("illness.source"))}</p>')


def show_patterns(survey: Survey, reports: WeekReports = ()) -> None:
    """Show what the article lists as reasons to look again, as far as answers show it.

    Args:
        survey: as in ``show_illness``.
        reports: as in ``show_illness``.
    """
    found = patterns_in_answers(survey, reports)
    st.html(own_style())
    with card_container("patterns"):
        st.html(_card_heading("illness.patterns.title", "illness.patterns.lead"))
        if found:
            st.html(f'<dl class="own-patterns">{"".join(map(_pattern_item, found))}</dl>')
        else:
            st.html(_quiet_paragraph("illness.patterns.none"))
        st.html(f'<p class="own-note">{escape(say("illness.patterns.not_asked"))}</p>')


def _show_effects(mine: OwnRecord, found: Sequence[IllnessPoint]) -> None:
    """Those still there at once, those that have gone behind a tap."""
    still = [effect for effect in mine.effects if mine.latest(effect).still_there]
    gone = [effect for effect in mine.effects if effect not in still]
    if still:
        st.html("".join(_effect_section(effect, found) for effect in still))
    if gone and still:
        with st.expander(say("illness.gone")):
            st.html("".join(_effect_section(effect, found) for effect in gone))
    elif gone:
        st.html("".join(_effect_section(effect, found) for effect in gone))


def _effect_section(effect: Effect, found: Sequence[IllnessPoint]) -> str:
    told = [point for point in found if point.effect is effect and point.key not in SAID_ONCE]
    sides = "".join(
        _list_for_side(speaks, [p for p in told if p.speaks is speaks]) for speaks in EvidenceSide
    )
    name = escape(say(f"words.effect.{effect.name}"))
    return (
        f'<section class="own-effect"><h3>{name}</h3><div class="own-sides">{sides}</div></section>'
    )


def _list_for_side(speaks: EvidenceSide, told: Sequence[IllnessPoint]) -> str:
    """One of the three lists; nothing where it would be empty."""
    if not told:
        return ""
    items = "".join(f"<li>{escape(point.sentence())}</li>" for point in told)
    name = escape(say(f"illness.speaks.{speaks.value}"))
    return f'<div class="own-side {speaks.value}"><h4>{name}</h4><ul>{items}</ul></div>'


def _pattern_item(pattern: WarningPattern) -> str:
    flag = say("illness.patterns.red_flag")
    mark = f' <span class="own-flag">{escape(flag)}</span>' if pattern.red_flag else ""
    told = "".join(f"<dd>{escape(told.sentence())}</dd>" for told in pattern.told)
    return f"<div><dt>{escape(pattern.line())}{mark}</dt>{told}</div>"


def _card_heading(title: str, lead: str) -> str:
    return (
        f'<h2 class="ss-sentence">{escape(say(title))}</h2>'
        f'<p class="ss-body">{escape(say(lead))}</p>'
    )


def _quiet_paragraph(key: str) -> str:
    return f'<p class="ss-body">{escape(say(key))}</p>'
