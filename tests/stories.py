"""Stories of members, drawn by hypothesis: what the form can hold, and nothing else."""

from itertools import pairwise

from hypothesis import strategies as st

from db.answers import DoseStep, EffectEpisode, LdnPause, LdnStop, ScaleScores, Survey, SymptomMoves
from db.counting.columns import (
    SCALES,
)
from db.form_marks import FormMarks
from db.vocabulary import (
    SIDE_EFFECTS,
    AfterStopping,
    AgeBand,
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    DosesNotTaken,
    Effect,
    EffectsAfter,
    Fading,
    FirstBenefit,
    FirstWeeks,
    Form,
    HadEffects,
    Helped,
    HoursAfter,
    HowOften,
    Joined,
    OverallChange,
    Sensitivity,
    Severity,
    Sex,
    StopReason,
    SymptomMove,
    Timing,
    Topic,
)
from tests.story_cohorts import Story

_FEW_EFFECTS = (
    Effect.night_waking,
    Effect.vivid_dreams,
    Effect.low_mood,
    Effect.headache,
    Effect.ringing_ears,
    Effect.sleepy_by_day,
    Effect.anhedonia,
    Effect.apathy,
)
_DOSES_UG = (50, 500, 1_000, 1_500, 2_999, 3_000, 4_500, 6_000)


@st.composite
def _steps(draw: st.DrawFn, last_week: int) -> tuple[DoseStep, ...]:
    later = draw(st.lists(st.integers(1, last_week), max_size=4))
    return tuple(
        DoseStep(
            week=week,
            how_often=draw(st.sampled_from((*[HowOften.not_said] * 4, *HowOften))),
            dose_ug=draw(st.sampled_from(_DOSES_UG)),
            timing=draw(st.sampled_from(Timing)),
            reason=draw(st.sampled_from(ChangeReason)),
            effects_after=draw(st.sampled_from(EffectsAfter)),
            benefit_after=draw(st.sampled_from(BenefitAfter)),
        )
        for week in (1, *sorted(later))
    )


@st.composite
def _pauses(
    draw: st.DrawFn, steps: tuple[DoseStep, ...], last_week: int, *, stopped: bool
) -> tuple[LdnPause, ...]:
    """Each ends where a step is; the last may go on."""
    weeks = sorted({step.week for step in steps})
    gaps = [(a + 1, b) for a, b in pairwise(weeks) if b > a + 1]
    found = [
        LdnPause(began_week=draw(st.integers(first, again - 1)), ended_week=again - 1)
        for first, again in gaps
        if draw(st.booleans())
    ]
    if not stopped and weeks[-1] < last_week and draw(st.booleans()):
        found.append(LdnPause(began_week=draw(st.integers(weeks[-1] + 1, last_week))))
    return tuple(found)


@st.composite
def form_marks(draw: st.DrawFn) -> FormMarks:
    """Version 1, version 2 with or without "a minute more", or an imported sheet's own list."""
    kind = draw(st.sampled_from((1, 1, 2, 2, 3)))
    if kind == 1:
        return FormMarks.of_forms([Form.version_1], HadEffects.not_said)
    if kind == 2:
        more = draw(st.sampled_from(([], [Form.minute])))
        had = draw(st.sampled_from((HadEffects.had_some, HadEffects.not_said)))
        return FormMarks.of_forms([Form.core, *more], had)
    few = st.sampled_from((frozenset(SIDE_EFFECTS), _FEW_ASKED, frozenset[Effect]()))
    return FormMarks(
        forms=frozenset({Form.imported}),
        topics=draw(st.sampled_from((_SHEET, _SHEET - {Topic.effect_weeks}))),
        effects=draw(few),
    )


_FEW_ASKED = frozenset({Effect.vivid_dreams, Effect.headache})
_SHEET = frozenset({Topic.dose_changes, Topic.stop, Topic.stop_reason, Topic.effect_weeks})
_SHEET |= {Topic.severity}


@st.composite
def _episodes(draw: st.DrawFn, observed_week: int) -> tuple[EffectEpisode, ...]:
    found = []
    for effect in draw(st.sets(st.sampled_from(_FEW_EFFECTS))):
        began = draw(st.none() | st.integers(1, observed_week))
        still = draw(st.booleans())
        ended = None if still else draw(st.none() | st.integers(began or 1, observed_week))
        spell = {"effect": effect, "still_there": still, "began_week": began, "ended_week": ended}
        found.append(EffectEpisode(**spell, **draw(_SPELL)))
        if ended and ended < observed_week and began:
            again = draw(st.integers(ended + 1, observed_week))
            end = draw(st.none() | st.integers(again, observed_week))
            weeks = {"began_week": again, "ended_week": end, "still_there": end is None}
            found.append(EffectEpisode(effect=effect, **weeks, **draw(_SPELL)))
            if end and end < observed_week:
                third = draw(st.integers(end + 1, observed_week))
                found.append(EffectEpisode(effect=effect, began_week=third, **draw(_SPELL)))
    return tuple(found)


_SPELL = st.fixed_dictionaries(
    {
        "before": st.sampled_from(Before),
        "severity": st.sampled_from(Severity),
        "helped": st.frozensets(st.sampled_from(Helped), max_size=3),
        "hours_after": st.sampled_from(HoursAfter),
    },
)


_SCORES = st.builds(
    ScaleScores, **{scale: st.sampled_from((None, 0, 1, 2, 3, 4, 6, 10)) for scale in SCALES}
)


_MOVES = st.builds(
    SymptomMoves,
    **{name: st.sampled_from(SymptomMove) for name in ("pain", "crashes", "stiffness")},
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """One random member whose answers are valid."""
    observed = draw(st.sampled_from((1, 2, 3, 4, 5, 8, 11, 12, 13, 20, 30, 60)))
    stopped = draw(st.none() | st.integers(1, observed))
    steps = draw(_steps(stopped or observed))
    survey = Survey(
        marks=draw(form_marks()),
        pauses=draw(_pauses(steps, stopped or observed, stopped=stopped is not None)),
        condition=draw(st.sampled_from((Condition.mcas, Condition.other, Condition.not_said))),
        age_band=draw(st.sampled_from(AgeBand)),
        sex=draw(st.sampled_from(Sex)),
        sensitivity=draw(st.sampled_from(Sensitivity)),
        joined=draw(st.sampled_from(Joined)),
        observed_week=observed,
        steps=steps,
        stop=LdnStop(week=stopped, reason=draw(st.sampled_from(StopReason))) if stopped else None,
        first_benefit=draw(st.sampled_from(FirstBenefit)),
        answered_pleasure=draw(st.booleans()),
        after_stopping=draw(st.sampled_from(AfterStopping)),
        before=draw(_SCORES),
        first_weeks=draw(st.sampled_from(FirstWeeks)),
        fading=draw(st.sampled_from(Fading)),
        missed_doses=draw(st.sampled_from(DosesNotTaken)),
        moved=draw(_MOVES),
        episodes=draw(_episodes(observed)),
    )
    weeks = draw(st.sets(st.integers(1, observed), max_size=3)) | {observed}
    reports = tuple((week, draw(st.sampled_from(OverallChange))) for week in sorted(weeks))
    scores = tuple(draw(_SCORES) for _ in reports)
    return Story(survey, reports, draw(st.integers(0, 2**32 - 1)), scores)
