from typing import Any

import pytest
from hypothesis import given

from dashboard.questionnaire.week_choices import LADDER
from dashboard.record.illness_questions import (
    EASES_WITHIN_WEEKS,
    QUESTIONS,
    SOON_WEEKS,
    EvidenceSide,
    IllnessPoint,
    illness_points,
)
from dashboard.text import text_table
from db.answers import LdnStop, Survey
from db.vocabulary import Before, Effect, EffectsAfter, Helped, HoursAfter, Timing
from tests.dashboard.record.own_surveys import spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story

AN_EFFECT = Effect.night_waking
FOR, AGAINST, UNKNOWN = EvidenceSide.for_ldn, EvidenceSide.against, EvidenceSide.unknown


def asked(question: str, told: Survey) -> IllnessPoint:
    """The point about one question, where one effect was told."""
    (point,) = [point for point in illness_points(told) if point.question == question]
    return point


def answer(question: str, week: int, *told: Any, **said: Any) -> tuple[EvidenceSide, str]:
    point = asked(question, survey(week, *told, **said))
    return point.speaks, point.key


@given(stories())
def test_every_question_is_answered_about_every_effect_in_a_plain_sentence(story: Story) -> None:
    """Whatever was told or left out; the worst that is still there comes first."""
    found = illness_points(story.survey)
    effects = {episode.effect for episode in story.survey.episodes}
    assert len(found) == len(effects) * len(QUESTIONS)
    assert {point.effect for point in found} == effects
    assert all("{" not in point.sentence() and point.sentence().endswith(".") for point in found)


@given(stories())
def test_nothing_is_added_up_to_a_verdict(story: Story) -> None:
    """A point has its side and its sentence; there is no number to rank effects by."""
    fields = {name for point in illness_points(story.survey) for name in vars(point)}
    assert fields <= {"effect", "question", "speaks", "key", "values"}


def test_every_question_has_its_words() -> None:
    """In full for the screen, in short for the page, and its sentences."""
    assert set(text_table("illness.question")) == set(text_table("illness.asked")) == set(QUESTIONS)
    assert set(QUESTIONS) <= set(text_table("illness"))


@pytest.mark.parametrize(("began", "speaks"), [(5, FOR), (6, FOR), (7, AGAINST), (4, AGAINST)])
def test_soon_is_the_week_of_a_step_up_and_the_next(began: int, speaks: EvidenceSide) -> None:
    """A step in week 5: weeks 5 and 6 are its two; from the first dose to week 4 are three."""
    assert SOON_WEEKS == 2
    told = (step(1, 500), step(5, 1_500), spell(AN_EFFECT, began))
    assert answer("began", 9, *told)[0] is speaks


def test_the_first_dose_is_a_start() -> None:
    """Weeks 1 and 2 are its own."""
    assert answer("began", 9, spell(AN_EFFECT, 2)) == (FOR, "at_start")
    assert answer("began", 9, spell(AN_EFFECT, 3)) == (AGAINST, "later")


@pytest.mark.parametrize("change", [step(5, 250), step(5, 500, Timing.morning)])
def test_a_lower_dose_or_a_new_time_speaks_for_neither(change: Any) -> None:
    """The article speaks of starts and steps up."""
    told = (step(1, 500), change, spell(AN_EFFECT, 5))
    assert answer("began", 9, *told) == (UNKNOWN, "at_other_change")


def test_what_began_after_the_last_week_on_ldn_speaks_against_it() -> None:
    """Stopped in week 5, begun in week 7."""
    stopped = {"stop": LdnStop(week=5)}
    assert answer("began", 9, spell(AN_EFFECT, 7), **stopped) == (AGAINST, "after_stopping")


def test_weeks_told_by_the_month_are_not_taken_for_weeks() -> None:
    """About month 4 is week 18, give or take two: a step and an effect then may be far apart."""
    month = 18
    assert LADDER[month].unit == "month"
    near = (step(1, 500), step(month, 1_500), spell(AN_EFFECT, month))
    assert answer("began", 40, *near) == (UNKNOWN, "rough")
    far = (step(1, 500), step(9, 1_500), spell(AN_EFFECT, month))
    # 9 weeks apart, and at the least 7: no month is as wide as that
    assert asked("began", survey(40, *far)).values["count"] == month - 9 - 2
    assert answer("began", 40, *far) == (AGAINST, "later")


def test_a_week_that_was_not_said_is_said_to_be_missing() -> None:
    """In the member's own terms."""
    point = asked("began", survey(9, spell(AN_EFFECT)))
    assert (point.speaks, point.sentence()) == (UNKNOWN, "You did not say which week it began.")


@pytest.mark.parametrize(
    ("hours", "speaks"),
    [
        (HoursAfter.under_2, FOR),
        (HoursAfter.from_2_to_4, FOR),
        (HoursAfter.from_4_to_6, FOR),
        (HoursAfter.over_6, UNKNOWN),
        (HoursAfter.not_sure, UNKNOWN),
        (HoursAfter.not_said, UNKNOWN),
    ],
)
def test_set_hours_after_the_dose_speak_for_ldn(hours: HoursAfter, speaks: EvidenceSide) -> None:
    """Over 6 hours has no end, so it is no set hour."""
    assert answer("hours", 9, spell(AN_EFFECT, 1, hours_after=hours))[0] is speaks


def test_hours_that_the_survey_does_not_ask_are_not_held_against_anyone() -> None:
    """Of a headache no hours are asked."""
    assert answer("hours", 9, spell(Effect.headache, 1)) == (UNKNOWN, "not_asked")


@pytest.mark.parametrize(
    ("before", "speaks"),
    [
        (Before.no, FOR),
        (Before.the_same, AGAINST),
        (Before.worse_now, UNKNOWN),
        (Before.not_said, UNKNOWN),
    ],
)
def test_what_was_there_before_speaks_for_the_illness(before: Before, speaks: EvidenceSide) -> None:
    """Worse now may be either."""
    assert answer("before", 9, spell(AN_EFFECT, before=before))[0] is speaks


@pytest.mark.parametrize(
    ("ended", "found"),
    [(4, (FOR, "gone")), (5, (AGAINST, "took_longer"))],
)
def test_gone_within_four_weeks_speaks_for_ldn(ended: int, found: tuple[EvidenceSide, str]) -> None:
    """Weeks 1 to 4 are four weeks; 1 to 5 are five."""
    assert EASES_WITHIN_WEEKS == 4
    assert answer("eases", 20, spell(AN_EFFECT, 1, ended)) == found


@pytest.mark.parametrize(("now", "speaks"), [(4, UNKNOWN), (5, AGAINST)])
def test_what_is_still_there_is_given_its_four_weeks(now: int, speaks: EvidenceSide) -> None:
    """In its fourth week it is too early, in its fifth it has not eased."""
    assert answer("eases", now, spell(AN_EFFECT, 1))[0] is speaks


def test_the_four_weeks_begin_anew_with_a_step_up() -> None:
    """From week 1 to 7 are seven weeks, from the step in week 4 they are four."""
    told = (step(1, 500), step(4, 1_500), spell(AN_EFFECT, 1, 7))
    assert answer("eases", 20, *told) == (FOR, "gone_after_step")
    assert asked("eases", survey(20, *told)).sentence() == (
        "It was gone 4 weeks after the latest step up."
    )


def test_what_went_with_ldn_did_not_ease_by_itself() -> None:
    """Stopped in week 3, gone in week 3: it answered to stopping, and more cannot be told."""
    told, stopped = spell(AN_EFFECT, 1, 3), {"stop": LdnStop(week=3)}
    assert answer("eases", 9, told, **stopped) == (UNKNOWN, "ended_with_ldn")
    assert answer("answers", 9, told, **stopped) == (FOR, "went_with_ldn")


def test_what_outlasts_ldn_speaks_against_it() -> None:
    """Still there in week 9, six weeks after the last week on LDN."""
    point = asked("answers", survey(9, spell(AN_EFFECT, 1), stop=LdnStop(week=3)))
    assert (point.speaks, point.key, point.values) == (AGAINST, "outlasted_ldn", {"count": 9 - 3})


def test_what_helped_is_named_where_it_was_dose_or_time() -> None:
    """Time alone is no change."""
    helped = frozenset({Helped.time, Helped.lower_dose, Helped.moved_to_morning})
    point = asked("answers", survey(9, spell(AN_EFFECT, 1, 3, helped=helped)))
    assert point.speaks is FOR
    assert point.sentence() == "What helped: a lower dose, moving to mornings."
    by_time = spell(AN_EFFECT, 1, 3, helped=frozenset({Helped.time}))
    assert answer("answers", 9, by_time) == (UNKNOWN, "nothing_changed")


@pytest.mark.parametrize(
    ("after", "speaks"),
    [
        (EffectsAfter.better, FOR),
        (EffectsAfter.same, AGAINST),
        (EffectsAfter.worse, AGAINST),
        (EffectsAfter.not_said, UNKNOWN),
    ],
)
def test_a_change_while_it_was_there_tells_by_what_was_said(
    after: EffectsAfter, speaks: EvidenceSide
) -> None:
    """A lower dose in week 4 of an effect that began in week 1."""
    told = (step(1, 500), step(4, 250, effects_after=after), spell(AN_EFFECT, 1))
    assert answer("answers", 9, *told)[0] is speaks


def test_a_change_before_it_began_tells_nothing() -> None:
    """And a change that nothing was said about, with nothing yet that helped, speaks against."""
    change = step(4, 250, effects_after=EffectsAfter.better)
    assert answer("answers", 9, step(1, 500), change, spell(AN_EFFECT, 6))[0] is UNKNOWN
    nothing = spell(AN_EFFECT, 1, helped=frozenset({Helped.nothing_yet}))
    assert answer("answers", 9, step(1, 500), step(4, 250), nothing) == (AGAINST, "nothing_helped")


def test_several_spells_speak_for_ldn_only_where_each_followed_a_step() -> None:
    """Weeks 1 and 5 are those of the start and the step; week 9 is nobody's."""
    steps = (step(1, 500), step(5, 1_500))
    one, two, three = spell(AN_EFFECT, 1, 2), spell(AN_EFFECT, 5, 6), spell(AN_EFFECT, 9)
    assert answer("returns", 9, *steps, one, two) == (FOR, "after_steps")
    assert answer("returns", 9, *steps, one, three) == (AGAINST, "own_way")
    assert answer("returns", 9, *steps, one) == (UNKNOWN, "once")
