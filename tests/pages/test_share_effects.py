"""The survey's effects under AppTest: weeks, hours, and when the help card comes."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from dashboard.text import say
from db.store.engine import reading_transaction
from db.tables import DraftRow
from tests.pages.at_the_survey import Visitor


def tell_of_one_effect(page: Visitor, group: str, effect: str, severity: str) -> None:
    """From the start to how bad it was at its worst."""
    page.to_changes()
    page.go_on()
    page.tap(group, effect, several=True)
    page.go_on()
    page.tap("How bad", severity)


def test_only_weeks_up_to_now_are_offered(visitor: Callable[[], Visitor]) -> None:
    """Four weeks in, nothing began in week 6, and no benefit came in month 4."""
    page = visitor()
    page.to_doses()
    page.tell_doses()
    page.choose("How long ago", "3 weeks ago")
    page.go_on()
    page.go_on()
    page.tap("Body", "Headache", several=True)
    page.go_on()
    began = next(g for g in page.page.button_group if g.label.startswith("In which week on LDN"))
    assert began.options == ["1", "2", "3", "4", "Not sure"]
    page.go_on()
    page.go_on()
    page.press(say("survey.minute.open"))
    page.press(say("survey.minute.start"))
    offered = next(g for g in page.page.button_group if g.label.startswith("When did you first"))
    assert offered.options == ["In week 1", "In week 2", "In weeks 3 to 4", "Not yet", "Not sure"]


def test_hours_are_asked_of_two_effects_only(visitor: Callable[[], Visitor]) -> None:
    """Waking and vivid dreams come at set hours; the others were never asked about."""
    page = visitor()
    page.to_changes()
    page.go_on()
    page.tap("Sleep", "Waking in the night", "Nightmares or upsetting dreams", several=True)
    page.go_on()
    page.go_on()
    page.go_on()
    page.press(say("survey.minute.open"))
    hours = [g for g in page.page.button_group if g.label == say("survey.effect.hours_after")]
    page.press("Next: Nightmares")
    assert len(hours) == 1
    assert not [g for g in page.page.button_group if g.label == say("survey.effect.hours_after")]


@pytest.mark.parametrize(
    ("group", "effect", "severity"),
    [
        ("Mood", "Low or uneasy mood", "Moderate"),
        ("Mood", "More anxious or on edge", "Very severe"),
        ("Body", "Headache", "Very severe"),
    ],
)
def test_the_help_card_is_for_red_flags_alone(
    visitor: Callable[[], Visitor],
    group: str,
    effect: str,
    severity: str,
) -> None:
    """Shown for everything it would frighten; it is for what the article calls a red flag."""
    page = visitor()
    tell_of_one_effect(page, group, effect, severity)
    assert not page.sees("help.card_heading")


@pytest.mark.parametrize("severity", ["Severe", "Very severe"])
def test_the_help_card_comes_at_once_and_blocks_and_keeps_nothing(
    stores: Stores,
    visitor: Callable[[], Visitor],
    severity: str,
) -> None:
    """In this session alone: the draft says nothing of it, and the survey goes on."""
    page = visitor()
    tell_of_one_effect(page, "Mood", "Low or uneasy mood", severity)
    assert page.sees("help.card_heading") and page.sees("help.card_red_flag")
    page.go_on()
    assert page.sees("survey.benefit.heading")
    with reading_transaction(stores.members) as connection:
        kept = json.loads(str(connection.execute(select(DraftRow.answers)).scalar()))
    assert set(kept) == {
        "forms",
        "doses.still",
        "doses.since",
        "doses.first.dose",
        "doses.first.timing",
        "effects.mood",
        "effect.low_mood.severity",
    }
