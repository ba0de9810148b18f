"""A member's own parts on the screen, one after the other, as the record page shows them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from hypothesis import given, settings
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.record.illness_questions import SAID_ONCE, illness_points
from dashboard.record.prescriber_html import sheet_html
from dashboard.record.prescriber_sheet import sheet_for_prescriber
from dashboard.record.warning_patterns import patterns_in_answers
from dashboard.text import say
from dashboard.ui.findings import finding_card, show_finding
from db.answers import ScaleScores, Survey
from db.vocabulary import Effect, Severity
from tests.dashboard.record.own_surveys import longest, spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story

TOLD = survey(
    12,
    step(1, 500),
    step(4, 1_500),
    spell(Effect.night_waking, 1, 3),
    spell(Effect.anhedonia, 5, severity=Severity.severe),
    now=ScaleScores(pain=3),
    before=ScaleScores(pain=6),
)


def shown(told: Survey, reports: tuple[Any, ...] = ()) -> AppTest:
    """All parts on one page."""

    def page(told: object, reports: object) -> None:
        from dashboard.ui.own.illness_cards import show_illness, show_patterns
        from dashboard.ui.own.own_weeks_card import show_my_weeks
        from dashboard.ui.own.reminder_card import show_reminder
        from dashboard.ui.own.take_along_cards import show_take_along

        show_my_weeks(told, reports)
        show_illness(told, reports)
        show_patterns(told, reports)
        show_take_along(told, reports)
        show_reminder()

    return AppTest.from_function(page, args=(told, reports), default_timeout=30).run()


def html(page: AppTest) -> str:
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def test_every_part_is_on_the_page() -> None:
    """Figure, points with their sides, patterns, the whole sheet, the reminder's words."""
    page = shown(TOLD)
    text = html(page)
    assert len(page.get("plotly_chart")) == 1
    for point in illness_points(TOLD):
        assert (escape(point.sentence()) in text) == (point.key not in SAID_ONCE)
    for pattern in patterns_in_answers(TOLD):
        assert escape(pattern.line()) in text
    assert sheet_html(sheet_for_prescriber(TOLD), 3) in text
    assert escape(say("reminder.words", summary="Weekly check-in")) in text
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels == ["Save as a web page", "Save as a PDF", "Save the reminder"]


def test_nothing_of_a_member_goes_through_a_cache_that_others_share() -> None:
    """Neither the figures that are kept for everyone, nor pieces of HTML."""
    st.cache_resource.clear()
    kept: list[Callable[[], Any]] = [
        finding_card._finding_heading.cache_info,
        finding_card._finding_table.cache_info,
        finding_card._trust_line.cache_info,
    ]
    before = [info() for info in kept]
    asked: list[object] = []
    with pytest.MonkeyPatch.context() as watched:
        watched.setattr(show_finding, "_build_once", lambda **given: asked.append(given))
        html(shown(TOLD))
    assert [info() for info in kept] == before
    assert asked == []


def test_nothing_of_a_member_reaches_the_address() -> None:
    """No query parameter, whatever is chosen."""
    page = shown(TOLD)
    page.selectbox[0].set_value("SU").run()
    assert not page.query_params and not page.exception


def test_without_an_effect_there_is_nothing_to_ask_and_it_says_so() -> None:
    """Kindly, and help is named all the same."""
    text = html(shown(survey(1)))
    assert escape(say("illness.nothing")) in text
    assert escape(say("illness.patterns.none")) in text
    assert escape(say("illness.patterns.not_asked")) in text


def test_the_longest_record_is_shown() -> None:
    """60 steps, 37 effects three times each, 120 check-ins."""
    told, reports = longest()
    assert escape(say("words.effect.stress_reactivity")) in html(shown(told, tuple(reports)))


@settings(max_examples=15)
@given(stories())
def test_whatever_was_told_the_page_opens(story: Story) -> None:
    """Drawn surveys with all their gaps."""
    reports = tuple((week, ScaleScores(), said) for week, said in story.reports)
    text = re.sub(r"<style>.*?</style>", "", html(shown(story.survey, reports)), flags=re.DOTALL)
    assert not re.search(r"[{}]|None(?! of the)", text)
