"""When the help card comes, and when it would only frighten."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questionnaire.check_in import check_in_prefill, hard_effects
from dashboard.questionnaire.help_rules import (
    LASTING_WEEKS,
    SLEEPLESS,
    asks_for_help_card,
    draft_asks_for_help,
    effects_that_ask_for_help,
)
from db.answers import EffectEpisode, Survey
from db.vocabulary import RED_FLAGS, Before, Effect, OverallChange, Severity
from tests.dashboard.questionnaire.drafted import with_effect

NOW = 27
WORST = OverallChange.very_much_worse
effects = st.sampled_from(Effect)
severities = st.sampled_from(Severity)
changes = st.sampled_from(OverallChange)


def spell(effect: Effect, severity: Severity, **more: Any) -> EffectEpisode:
    return EffectEpisode(effect=effect, severity=severity, **more)


@given(effects, severities, changes)
def test_what_has_gone_brings_no_card(effect: Effect, how: Severity, change: OverallChange) -> None:
    """However bad it was."""
    gone = spell(effect, how, still_there=False, began_week=1)
    assert not asks_for_help_card(gone, NOW, change)


@given(effects, severities, changes)
def test_what_was_the_same_before_ldn_brings_no_card(
    effect: Effect, how: Severity, change: OverallChange
) -> None:
    """What got worse on LDN does, as what is new."""
    same = spell(effect, how, before=Before.the_same, began_week=1)
    assert not asks_for_help_card(same, NOW, change)


@given(st.sampled_from(sorted(RED_FLAGS)), severities, changes)
def test_a_red_flag_brings_it_when_it_is_severe(
    effect: Effect, how: Severity, change: OverallChange
) -> None:
    """Whatever else was said."""
    is_hard = how in {Severity.severe, Severity.very_severe}
    worse = spell(effect, how, before=Before.worse_now)
    assert asks_for_help_card(worse, NOW, change) == is_hard


@given(severities, changes)
def test_anxiety_brings_it_when_it_is_very_severe_and_all_is_very_much_worse(
    how: Severity, change: OverallChange
) -> None:
    """Both, and not one of them."""
    expected = how is Severity.very_severe and change is WORST
    assert asks_for_help_card(spell(Effect.anxiety, how), NOW, change) == expected


@given(st.sampled_from(sorted(SLEEPLESS)), severities, st.none() | st.integers(1, NOW))
def test_sleeplessness_brings_it_when_it_is_severe_and_lasts(
    effect: Effect, how: Severity, began: int | None
) -> None:
    """There in a fifth week: began in week 23 or before, and now it is week 27."""
    lasts = began is not None and began <= NOW - LASTING_WEEKS
    is_hard = how in {Severity.severe, Severity.very_severe}
    told = spell(effect, how, began_week=began)
    assert asks_for_help_card(told, NOW, None) == (lasts and is_hard)


@given(
    st.sampled_from(sorted(set(Effect) - RED_FLAGS - SLEEPLESS - {Effect.anxiety})),
    severities,
    changes,
)
def test_nothing_else_brings_it(effect: Effect, how: Severity, change: OverallChange) -> None:
    """Shown for everything it would frighten."""
    assert not asks_for_help_card(spell(effect, how, began_week=1), NOW, change)


def test_sleeplessness_of_which_nothing_was_said_yet_brings_no_card() -> None:
    """That it is still there has to be said; until then it may have gone."""
    told = {"severity": "severe", "began": 1}
    assert not draft_asks_for_help(with_effect(**told), Effect.night_waking)
    assert draft_asks_for_help(with_effect(**told, still="yes"), Effect.night_waking)


def test_the_lines_stay_in_reach_for_what_is_handed_in_and_has_not_gone() -> None:
    """On the check and the thanks page; also where nobody said whether it is still there."""
    for said, expected in (({"still": "yes"}, True), ({}, True), ({"still": "gone"}, False)):
        answers = with_effect("low_mood", "mood", severity="severe", **said)
        assert bool(effects_that_ask_for_help(answers)) == expected
    skipped = {"pleasure.affective": ["anhedonia"], "effect.anhedonia.severity": "severe"}
    assert not effects_that_ask_for_help(skipped)
    assert effects_that_ask_for_help({**skipped, "pleasure.answered": True})


@pytest.fixture
def low_last_week() -> Survey:
    """Severe low mood that was still there the last time."""
    return Survey(
        observed_week=5,
        steps=[{"week": 1, "dose_ug": 500, "timing": 1}],
        episodes=[spell(Effect.low_mood, Severity.severe, began_week=2)],
    )


def test_a_check_in_shows_no_card_before_anything_was_tapped(low_last_week: Survey) -> None:
    """It opens as it was the last time: nobody has said anything yet."""
    answers = check_in_prefill(low_last_week)
    assert hard_effects(low_last_week, answers) == set()
    assert hard_effects(low_last_week, {**answers, "stopping": "yes"}) == set()
    assert hard_effects(low_last_week, {**answers, "now.mood": "9"}) == {Effect.low_mood}
    gone = {**answers, "still.low_mood": "gone"}
    assert hard_effects(low_last_week, gone) == set()


def test_a_check_in_shows_the_card_for_what_is_new_and_severe(low_last_week: Survey) -> None:
    """Anxiety only together with "very much worse"."""
    answers = check_in_prefill(low_last_week) | {
        "still.low_mood": "gone",
        "any_new": "yes",
        "new.mood": ["anxiety"],
        "severity.anxiety": "very_severe",
    }
    assert hard_effects(low_last_week, answers) == set()
    worst = {**answers, "overall_change": "very_much_worse"}
    assert hard_effects(low_last_week, worst) == {Effect.anxiety}
