"""Members as plain objects, and as the columns that measures read: no database in between."""

from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from db import bands
from db.answers import DoseStep, EffectEpisode, ScaleScores, Survey
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
from db.members.rows import mark_columns
from db.vocabulary import (
    HowOften,
    OverallChange,
    Symptom,
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
