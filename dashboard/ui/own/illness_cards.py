"""Is it LDN or my illness, and what is worth taking to the prescriber, on the screen.

Made anew in every run from the member's own answers; nothing of it is kept or shared.
"""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.markup import fill_template, paragraph_html, style_element
from dashboard.record.illness_questions import SAID_ONCE, EvidenceSide, IllnessPoint, illness_points
from dashboard.record.own_record import OwnRecord, WeekReports, own_record
from dashboard.record.warning_patterns import patterns_in_answers
from dashboard.text import say
from dashboard.ui.look import OWN_STYLE, card_container, card_heading_html
from db.answers import Survey
from db.vocabulary import Effect


def show_illness(survey: Survey, reports: WeekReports = ()) -> None:
    """Show the article's questions about every effect: what speaks for LDN, what against.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    mine = own_record(survey, reports)
    found = illness_points(survey)
    st.html(style_element(OWN_STYLE))
    with card_container("illness"):
        lead = say("illness.lead" if found else "illness.nothing")
        st.html(card_heading_html(say("illness.title"), lead))
        if found:
            _show_effects(mine, found)
            words = [say(f"illness.{key}") for key in ("not_asked", "no_verdict")]
            st.html("".join(paragraph_html(text, "ss-body") for text in words))
            st.html(paragraph_html(say("illness.source"), "ss-foot"))


def show_patterns(survey: Survey, reports: WeekReports = ()) -> None:
    """Show what the article lists as reasons to look again, as far as answers show it.

    Args:
        survey: as in ``show_illness``.
        reports: as in ``show_illness``.
    """
    found = patterns_in_answers(survey, reports)
    st.html(style_element(OWN_STYLE))
    with card_container("patterns"):
        st.html(card_heading_html(say("illness.patterns.title"), say("illness.patterns.lead")))
        if found:
            st.html(fill_template("own_patterns", patterns=found))
        else:
            st.html(paragraph_html(say("illness.patterns.none"), "ss-body"))
        st.html(paragraph_html(say("illness.patterns.not_asked"), "own-note"))


def _show_effects(mine: OwnRecord, found: Sequence[IllnessPoint]) -> None:
    """Those still there at once, those that have gone behind a tap."""
    still = [effect for effect in mine.effects if mine.latest(effect).still_there]
    gone = [effect for effect in mine.effects if effect not in still]
    if still:
        st.html(_effects_html(still, found))
    if gone and still:
        with st.expander(say("illness.gone")):
            st.html(_effects_html(gone, found))
    elif gone:
        st.html(_effects_html(gone, found))


def _effects_html(effects: Sequence[Effect], found: Sequence[IllnessPoint]) -> Markup:
    """Each effect with its three lists of points; a list that would be empty is left out."""
    sections = [(say(f"words.effect.{e.name}"), _sides(e, found)) for e in effects]
    return fill_template("own_effects", effects=sections)


def _sides(effect: Effect, found: Sequence[IllnessPoint]) -> list[tuple[str, list[IllnessPoint]]]:
    points = [point for point in found if point.effect is effect and point.key not in SAID_ONCE]
    return [
        (side.value, [point for point in points if point.speaks is side]) for side in EvidenceSide
    ]
