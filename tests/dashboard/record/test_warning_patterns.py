from typing import Any

import pytest
from hypothesis import given

from dashboard.record import warning_patterns as found_by
from dashboard.record.warning_patterns import FINDERS, RED_FLAGS, patterns_in_answers
from dashboard.text import say, text_table
from db.answers import ScaleScores
from db.vocabulary import RED_FLAGS as HELP_CARD
from db.vocabulary import (
    Before,
    Effect,
    EffectsAfter,
    OverallChange,
    Severity,
    Timing,
)
from tests.dashboard.record.own_surveys import longest, spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story


def names(week: int, /, *told: Any, reports: tuple[Any, ...] = (), **said: Any) -> list[str]:
    return [pattern.name for pattern in patterns_in_answers(survey(week, *told, **said), reports)]


@given(stories())
def test_whatever_was_told_a_pattern_says_what_it_was_seen_in(story: Story) -> None:
    """Red flags first; every line and every sentence complete."""
    found = patterns_in_answers(
        story.survey, [(week, ScaleScores(), said) for week, said in story.reports]
    )
    flags = [pattern.red_flag for pattern in found]
    assert flags == sorted(flags, reverse=True)
    for pattern in found:
        assert pattern.told and pattern.line()
        assert all("{" not in told.sentence() for told in pattern.told)


def test_a_record_that_is_as_bad_as_it_gets_shows_every_pattern() -> None:
    """Each of them can be found; and what is told under one is told once there."""
    found = patterns_in_answers(*longest())
    assert {pattern.name for pattern in found} == set(FINDERS)
    for pattern in found:
        about = [told.about for told in pattern.told]
        assert len(about) == len(set(about))


def test_a_scale_and_an_effect_of_one_name_are_not_mixed_up() -> None:
    """Tiredness is asked as an effect and as a scale."""
    scale = patterns_in_answers(
        survey(9, before=ScaleScores(fatigue=3), now=ScaleScores(fatigue=7))
    )
    effect = patterns_in_answers(survey(9, spell(Effect.fatigue, 1)))
    assert scale[0].told[0].sentence() == "Tiredness: 3 of 10 before LDN, 7 in week 9."
    assert effect[0].told[0].sentence() == "Tired or worn out: still there after 9 weeks."


def test_every_pattern_has_its_line_and_every_red_flag_is_a_pattern() -> None:
    """None without words."""
    assert set(text_table("illness.pattern")) == set(FINDERS)
    assert set(FINDERS) >= RED_FLAGS


def test_a_plain_good_course_shows_none() -> None:
    """Early effects that passed, benefit, a steady dose: what the article calls a good course."""
    told = (spell(Effect.vivid_dreams, 1, 2), spell(Effect.headache, 1, 1))
    said = {"overall_change": OverallChange.much_better, "before": ScaleScores(pain=7)}
    assert names(12, *told, now=ScaleScores(pain=3), **said) == []


@pytest.mark.parametrize("effect", found_by.PLEASURE)
@pytest.mark.parametrize(("now", "is_shown"), [(2, False), (3, True)])
def test_loss_of_pleasure_counts_past_two_weeks(effect: Effect, now: int, is_shown: bool) -> None:
    """Begun in week 1: in week 3 two weeks have passed."""
    assert ("pleasure_lost" in names(now, spell(effect, 1))) == is_shown


def test_loss_of_pleasure_without_a_week_is_told_as_such() -> None:
    """Too grave to leave out for a week that nobody remembers."""
    (pattern,) = patterns_in_answers(survey(9, spell(Effect.anhedonia, severity=Severity.mild)))
    assert pattern.name == "pleasure_lost"
    assert "Which week it began was not said." in pattern.told[0].sentence()


def test_every_red_flag_of_the_help_card_is_looked_at_by_some_red_flag_pattern() -> None:
    """Low mood, loss of pleasure, loss of interest, lasting unease."""
    assert set(found_by.LOW) >= HELP_CARD


def test_what_was_the_same_before_ldn_is_no_pattern() -> None:
    """It is the illness's own."""
    same = [spell(effect, before=Before.the_same) for effect in Effect]
    assert names(30, *same) == []


def test_low_mood_in_spite_of_a_lower_dose() -> None:
    """It got worse after the step down, or its score rose by two points or more."""
    steps = (step(1, 3_000), step(5, 1_500, effects_after=EffectsAfter.worse))
    assert "low_in_spite" in names(9, *steps, spell(Effect.low_mood, 2))
    down = (step(1, 3_000), step(5, 1_500))
    earlier = ((4, ScaleScores(mood=4)),)
    assert "low_in_spite" in names(9, *down, reports=earlier, now=ScaleScores(mood=6))
    assert "low_in_spite" not in names(9, *down, reports=earlier, now=ScaleScores(mood=5))


@pytest.mark.parametrize(("now", "is_shown"), [(8, False), (9, True)])
def test_more_pain_counts_once_the_dose_is_steady(now: int, is_shown: bool) -> None:
    """Four weeks after the last step up, in week 5."""
    steps = (step(1, 500), step(5, 1_500))
    found = names(now, *steps, before=ScaleScores(pain=4), now=ScaleScores(pain=6))
    assert ("pain_past_steps" in found) == is_shown
    assert ("worse_past_start" in found) == (not is_shown), "told once, not twice"


def test_severe_sleep_trouble_counts_where_time_and_dose_were_both_tried() -> None:
    """One of the two is not enough, nor is moderate trouble."""
    bad = {"severity": Severity.severe}
    lower, moved = step(4, 250), step(6, 250, Timing.morning)
    both = (step(1, 500), lower, moved)
    assert "sleep_disrupted" in names(9, *both, spell(Effect.night_waking, 2, **bad))
    assert "sleep_disrupted" not in names(9, *both[:2], spell(Effect.night_waking, 2, **bad))
    assert "sleep_disrupted" not in names(9, *both, spell(Effect.night_waking, 2))


@pytest.mark.parametrize(
    ("effect", "scale"),
    [(Effect.low_mood, "mood"), (Effect.fatigue, "fatigue"), (Effect.pain_flare, "pain")],
)
def test_mood_energy_or_pain_worse_past_the_first_two_weeks(effect: Effect, scale: str) -> None:
    """As an effect that is still there, or as a score two points above the one before LDN."""
    assert "worse_past_start" in names(3, spell(effect, 1))
    assert names(2, spell(effect, 1)) == []
    before, now = ScaleScores(**{scale: 3}), ScaleScores(**{scale: 5})
    assert "worse_past_start" in names(3, before=before, now=now)
    assert names(2, before=before, now=now) == []
    assert names(3, before=before, now=ScaleScores(**{scale: 4})) == []


def test_lasting_unease_counts_where_a_change_of_dose_was_tried() -> None:
    """Up or down, two weeks ago or more."""
    unease = spell(Effect.dysphoria_lasting, 2, severity=Severity.mild)
    steps = (step(1, 500), step(5, 250))
    assert names(7, *steps, unease) == ["unease_stays"]
    assert names(6, *steps, unease) == []
    assert names(7, unease) == []


def test_effects_that_grow_instead_of_shrink() -> None:
    """A second spell worse than the first; or worse after the latest change."""
    first = spell(Effect.headache, 1, 2, severity=Severity.mild)
    assert names(9, first, spell(Effect.headache, 5, 6)) == ["growing"]
    assert names(9, first, spell(Effect.headache, 5, 6, severity=Severity.mild)) == []
    worse = step(4, 250, effects_after=EffectsAfter.worse)
    assert names(9, step(1, 500), worse) == ["growing"]
    assert names(9, step(1, 500), worse, step(7, 100)) == [], "the latest change counts"


def test_a_new_symptom_that_the_early_effects_do_not_name() -> None:
    """A racing heart is not among them, a headache is."""
    assert names(2, spell(Effect.palpitations, 1)) == ["new_symptom"]
    assert names(2, spell(Effect.palpitations, 1, before=Before.worse_now)) == []
    assert names(2, spell(Effect.headache, 1)) == []


@pytest.mark.parametrize(("now", "is_shown"), [(7, False), (8, True)])
def test_no_improvement_counts_after_eight_weeks_at_a_therapeutic_dose(
    now: int, is_shown: bool
) -> None:
    """0.5 mg from week 1 on: the eighth week is the eighth at it."""
    said = {"overall_change": OverallChange.no_change}
    assert (names(now, **said) == ["no_improvement"]) == is_shown
    assert names(now, step(1, 499), **said) == []
    assert names(now, overall_change=OverallChange.a_little_better) == []


def test_the_weeks_at_a_therapeutic_dose_are_counted_on_end() -> None:
    """A lower dose in between begins them anew: from week 10 to week 16 are 7 weeks."""
    steps = (step(1, 500), step(8, 250), step(10, 500))
    said = {"overall_change": OverallChange.no_change}
    assert names(16, *steps, **said) == []
    assert names(17, *steps, **said) == ["no_improvement"]


def test_no_sentence_of_these_parts_advises_or_promises() -> None:
    """The house's words that are never used, and no word that tells anyone to change a dose."""
    forbidden = ("should", "proven", "better", "switch to", "you must", "stop taking")
    for part in ("illness", "take_along", "reminder"):
        assert not [t for t in texts(text_table(part)) for bad in forbidden if bad in t.lower()]
    assert "get help at once" in say("illness.patterns.not_asked")


def texts(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [text for value in found.values() for text in texts(value)]
    return [str(found)]
