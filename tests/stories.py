"""Members as plain objects, and as the columns that measures read: no database in between."""

from itertools import pairwise, zip_longest
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from db import bands
from db.answers import DoseStep, EffectEpisode, LdnPause, LdnStop, ScaleScores, Survey, SymptomMoves
from db.catalogue import FILTERS
from db.counting.columns import (
    SCALES,
    CohortChunk,
    EpisodeColumns,
    Ints,
    PauseColumns,
    ReportColumns,
    StepColumns,
)
from db.form_marks import FormMarks
from db.members.rows import mark_columns
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
    Symptom,
    SymptomMove,
    Timing,
    Topic,
)


class Story(NamedTuple):
    """A member's survey, all reports of overall change as (week, answer), and their scales."""

    survey: Survey
    reports: tuple[tuple[int, OverallChange], ...]
    record_key: int
    scores: tuple[ScaleScores, ...] = ()


def facts(story: Story) -> dict[str, str]:
    """The word of each filter for a member."""
    survey = story.survey
    return {
        "condition": survey.condition.name,
        "age_band": survey.age_band.name,
        "sex": survey.sex.name,
        "sensitivity": survey.sensitivity.name,
        "first_timing": survey.steps[0].timing.name,
        "first_dose": bands.FIRST_DOSE_UG.word(first_dose_ug(survey)) or "",
    }


def mean_ug(step: DoseStep) -> int:
    """The mean of a day; 0 on no dose axis."""
    if step.how_often is HowOften.every_other_day:
        return max(1, step.dose_ug // 2)
    return 0 if step.how_often > HowOften.every_other_day else step.dose_ug


def first_dose_ug(survey: Survey) -> int:
    """Of a first dose without a mean what was taken on a day."""
    return mean_ug(survey.steps[0]) or survey.steps[0].dose_ug


def cohort_of(stories: list[Story]) -> CohortChunk:
    """The columns of these members, in this order."""
    surveys = [story.survey for story in stories]
    steps = [(i, s) for i, survey in enumerate(surveys) for s in survey.steps]
    spells = [
        (i, e)
        for i, survey in enumerate(surveys)
        for e in sorted(survey.episodes, key=lambda e: (e.effect, e.began_week or 0))
    ]
    reports = [
        (i, *report, scores)
        for i, story in enumerate(stories)
        for report, scores in zip_longest(sorted(story.reports), story.scores)
    ]
    pauses = [(i, p) for i, survey in enumerate(surveys) for p in survey.pauses]
    asked = [mark_columns(survey.marks) for survey in surveys]
    words = [facts(story) for story in stories]
    return CohortChunk(
        record_key=_column([story.record_key for story in stories]),
        facts={
            name: _column([FILTERS[name].index(word[name]) for word in words]) for name in FILTERS
        },
        observed_week=_column([s.observed_week for s in surveys]),
        stopped_week=_column([s.stop.week if s.stop else 0 for s in surveys]),
        stop_reason=_column([s.stop.reason if s.stop else 0 for s in surveys]),
        first_benefit=_column([s.first_benefit for s in surveys]),
        joined=_column([s.joined for s in surveys]),
        answered_pleasure=_column([s.answered_pleasure for s in surveys]),
        extras={
            **{
                name: _column([getattr(s, name) for s in surveys])
                for name in ("after_stopping", "first_weeks", "fading", "missed_doses")
            },
            **{
                f"{symptom.name}_moved": _column([getattr(s.moved, symptom.name) for s in surveys])
                for symptom in Symptom
            },
            **{
                f"{scale}_before": _column([_score(s.before, scale) for s in surveys])
                for scale in SCALES
            },
        },
        first_dose_ug=_column([first_dose_ug(s) for s in surveys]),
        batch=_column([0 for _ in surveys]),
        topics=_column([marks["topics"] for marks in asked]),
        effects_list=_column([marks["effects_list"] for marks in asked]),
        pauses=PauseColumns(
            _column([i for i, _ in pauses]),
            _column([p.began_week for _, p in pauses]),
            _column([p.ended_week or 0 for _, p in pauses]),
        ),
        steps=StepColumns(
            _column([i for i, _ in steps]),
            *(
                _column(
                    [mean_ug(s) if name == "dose_ug" else getattr(s, name) or 0 for _, s in steps]
                )
                for name in _STEP
            ),
        ),
        episodes=EpisodeColumns(
            _column([i for i, _ in spells]),
            *(_column([_number(e, name) for _, e in spells]) for name in _EPISODE),
        ),
        reports=ReportColumns(
            *(_column([r[part] for r in reports]) for part in range(3)),
            *(_column([_score(r[3], scale) for r in reports]) for scale in SCALES),
        ),
    )


_STEP = ("week", "dose_ug", "timing", "reason", "effects_after", "benefit_after", "day")
_EPISODE = (
    "effect",
    "before",
    "began_week",
    "still_there",
    "ended_week",
    "severity",
    "helped",
    "hours_after",
)


def _score(scores: ScaleScores | None, scale: str) -> int:
    told = getattr(scores, scale, None)
    return 0 if told is None else told + 1


def _number(episode: EffectEpisode, name: str) -> int:
    if name == "helped":
        return sum(1 << word for word in episode.helped)
    return int(getattr(episode, name) or 0)


def _column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


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
