"""Weeks of a pause are not weeks on LDN: who restarts in the morning did not move to it."""

import pytest

from dashboard.publishing.measures.switches import switch_of_timing
from db.answers import DoseStep, EffectEpisode, LdnPause, Survey
from db.vocabulary import Effect, Timing
from tests.story_cohorts import Story, cohort_of

import twin_changes  # isort: skip - stand beside this file

DREAMS = EffectEpisode(effect=Effect.vivid_dreams, began_week=4, ended_week=6, still_there=False)


def who_took_it_in_the_morning_from_week_6(*pauses: LdnPause) -> Story:
    """At bedtime from week 1, dreams in weeks 4 to 6, answers in week 20."""
    steps = (
        DoseStep(week=1, dose_ug=1_500, timing=Timing.bedtime),
        DoseStep(week=6, dose_ug=1_500, timing=Timing.morning),
    )
    survey = Survey(observed_week=20, steps=steps, pauses=pauses, episodes=(DREAMS,))
    return Story(survey, (), record_key=8)  # 8 of 12: a control after five weeks with an effect


@pytest.mark.parametrize(
    ("pauses", "switched"),
    [((), 1), ((LdnPause(began_week=5, ended_week=5),), 0)],
    ids=["no pause: the control", "a pause in week 5"],
)
def test_a_restart_in_the_morning_is_no_move_from_bedtime(
    pauses: tuple[LdnPause, ...], switched: int
) -> None:
    """In week 5 nothing was taken at bedtime, so in week 6 nothing moved from there."""
    story = who_took_it_in_the_morning_from_week_6(*pauses)
    assert len(switch_of_timing(cohort_of([story])).people.member) == switched
    assert len(list(twin_changes.switched_timing(story))) == switched
