"""Small builders of one member's own answers, and the longest record that may be stored."""

from typing import Any

from db.answers import MOST_STEPS, DoseStep, EffectEpisode, ScaleScores, Survey
from db.vocabulary import (
    Before,
    BenefitAfter,
    ChangeReason,
    Effect,
    EffectsAfter,
    HowOften,
    OverallChange,
    Severity,
    Timing,
)

WORST = ScaleScores(pain=10, fatigue=10, sleep=10, mood=10)
BEST = ScaleScores(pain=0, fatigue=0, sleep=0, mood=0)


def step(week: int, ug: int, timing: Timing = Timing.bedtime, **said: Any) -> DoseStep:
    return DoseStep(week=week, dose_ug=ug, timing=timing, **said)


def spell(
    effect: Effect, began: int | None = None, ended: int | None = None, **said: Any
) -> EffectEpisode:
    """A spell that is still there unless it ended, and was not there before unless told."""
    plain = {"before": Before.no, "severity": Severity.moderate, "still_there": ended is None}
    return EffectEpisode(effect=effect, began_week=began, ended_week=ended, **{**plain, **said})


def survey(week: int, /, *told: DoseStep | EffectEpisode, **said: Any) -> Survey:
    """A survey in this week: 0.5 mg at bedtime from week 1 unless steps are told."""
    steps = tuple(part for part in told if isinstance(part, DoseStep))
    spells = tuple(part for part in told if isinstance(part, EffectEpisode))
    first = steps or (step(1, 500),)
    return Survey(observed_week=week, steps=first, episodes=spells, **said)


NORMAL = survey(
    20,
    step(1, 1_500),
    step(2, 3_000, reason=ChangeReason.planned_step),
    step(5, 1_500, Timing.morning, reason=ChangeReason.ease_effects),
    step(9, 2_000, Timing.morning),
    step(11, 3_000, Timing.morning),
    spell(Effect.night_waking, 1, 4, severity=Severity.severe),
    spell(Effect.vivid_dreams, 1, 6),
    spell(Effect.headache, 2, 3, severity=Severity.mild),
    spell(Effect.low_mood, 9),
    spell(Effect.fatigue),
    spell(Effect.anhedonia, 12),
    overall_change=OverallChange.a_little_better,
    now=ScaleScores(pain=4, fatigue=6, sleep=3, mood=6),
    before=ScaleScores(pain=7, fatigue=6, sleep=4, mood=3),
)
WEEKLY = [(week, ScaleScores(pain=5, fatigue=6, sleep=5, mood=5)) for week in range(1, 20)]
"""Nineteen weekly check-ins beside it: a normal record."""


def longest() -> tuple[Survey, list[tuple[int, ScaleScores, OverallChange]]]:
    """60 steps, every effect three times over, all of it as bad as it gets, 120 reports."""
    steps = [
        step(
            1 + week,
            100 + 731 * (week % 7),
            Timing(1 + week % 4),
            reason=ChangeReason.ease_effects,
            effects_after=EffectsAfter.worse,
            benefit_after=BenefitAfter.partly_lost,
            times=3,
            how_often=HowOften.every_other_day,
        )
        for week in range(MOST_STEPS)
    ]
    spells = [
        spell(effect, began, ended, severity=severity)
        for effect in Effect
        for began, ended, severity in (
            (2, 5, Severity.mild),
            (9, 14, Severity.severe),
            (30, None, Severity.very_severe),
        )
    ]
    worse = OverallChange.very_much_worse
    told = survey(130, *steps, *spells, overall_change=worse, now=WORST, before=BEST)
    return told, [(week, WORST, worse) for week in range(1, 121)]
