from collections.abc import Callable

import pytest

from dashboard.findings.peers.me import MyEffect, MyFacts, facts_of_survey
from db.answers import DoseStep, EffectEpisode, LdnStop, Survey
from db.vocabulary import Before, Condition, Effect, OverallChange, Sensitivity, StopReason, Timing

MakeSurvey = Callable[..., Survey]


def step(week: int, dose_ug: int, timing: Timing = Timing.bedtime) -> DoseStep:
    return DoseStep(week=week, dose_ug=dose_ug, timing=timing)


def test_a_record_gives_the_facts_that_people_can_be_matched_on(a_survey: MakeSurvey) -> None:
    """Started at 0.5 mg in the morning; moving to bedtime later changes neither fact."""
    steps = (step(1, 500, Timing.morning), step(3, 1500))
    me = facts_of_survey(a_survey(steps=steps, sensitivity=Sensitivity.yes, observed_week=10))
    assert me.filter_word("condition") == "fibromyalgia"
    assert me.filter_word("sensitivity") == "yes"
    assert me.filter_word("first_timing") == "morning"
    assert me.filter_word("first_dose") == "from_500"
    assert me.week_band == "w9_12"


def test_what_was_not_said_is_no_fact(a_survey: MakeSurvey) -> None:
    """Nor is "something else", which people share who share nothing."""
    survey = a_survey(condition=Condition.other, overall_change=OverallChange.not_said)
    me = facts_of_survey(survey)
    assert (me.condition, me.sensitivity, me.overall_change) == (None, None, None)


def test_effects_are_new_or_worse_and_those_that_have_gone_come_last(
    a_survey: MakeSurvey,
) -> None:
    """Those that were the same before LDN, and those of step 5, are left out."""
    episodes = (
        EffectEpisode(effect=Effect.headache, before=Before.no, began_week=2),
        EffectEpisode(effect=Effect.nausea, before=Before.worse_now),
        EffectEpisode(
            effect=Effect.vivid_dreams,
            before=Before.no,
            began_week=2,
            still_there=False,
            ended_week=3,
        ),
        EffectEpisode(effect=Effect.low_mood, before=Before.the_same),
        EffectEpisode(effect=Effect.apathy, before=Before.no, began_week=4),
    )
    assert facts_of_survey(a_survey(episodes=episodes)).effects == (
        MyEffect("effect_headache", 2),
        MyEffect("effect_nausea", None),
        MyEffect("effect_vivid_dreams", 2, 3, is_gone=True),
    )


def test_an_effect_that_came_back_is_one_that_i_have(a_survey: MakeSurvey) -> None:
    """Its latest spell counts."""
    episodes = (
        EffectEpisode(effect=Effect.headache, began_week=1, still_there=False, ended_week=2),
        EffectEpisode(effect=Effect.headache, began_week=5),
    )
    assert facts_of_survey(a_survey(episodes=episodes)).effects == (MyEffect("effect_headache", 5),)


def test_weeks_on_a_dose_go_on_when_only_the_time_changed(a_survey: MakeSurvey) -> None:
    """3 mg since week 5, moved to the morning in week 9, now in week 20: 15 full weeks."""
    steps = (step(1, 500), step(5, 3000), step(9, 3000, Timing.morning))
    me = facts_of_survey(a_survey(steps=steps, observed_week=20))
    assert (me.dose_ug, me.weeks_on_dose) == (3000, 15)


def test_who_stopped_is_looked_at_in_their_last_week_and_has_no_dose_now(
    a_survey: MakeSurvey,
) -> None:
    """The last dose is not one that is taken; the weeks since are no weeks on LDN."""
    me = facts_of_survey(
        a_survey(stop=LdnStop(week=8, reason=StopReason.side_effects), observed_week=30)
    )
    assert (me.stopped, me.stop_reason, me.week) == (True, "side_effects", 8)
    assert (me.dose_ug, me.weeks_on_dose) == (None, None)


def test_whether_the_dose_is_divided_is_that_of_the_latest_step(a_survey: MakeSurvey) -> None:
    """Bedtime at first, divided now."""
    steps = (step(1, 500), step(3, 1500, Timing.divided))
    assert facts_of_survey(a_survey(steps=steps)).is_divided
    assert not facts_of_survey(a_survey(steps=steps[:1])).is_divided


@pytest.mark.parametrize("shown", [repr, str])
def test_a_member_does_not_show_in_an_error_or_a_log(shown: Callable[[MyFacts], str]) -> None:
    """No value stands in what Python prints of it."""
    text = shown(MyFacts(7, condition="mcas", dose_ug=1500, overall_change="much_worse"))
    assert not [value for value in ("mcas", "1500", "worse", "7,") if value in text]
