"""Members as plain objects, and as the columns that measures read: no database in between."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from db import bands
from db.answers import DoseStep, EffectEpisode, LdnStop, Survey
from db.catalogue import FILTERS
from db.counting.cohort import CohortChunk, EpisodeColumns, Ints, ReportColumns, StepColumns
from db.vocabulary import (
    AgeBand,
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    Effect,
    EffectsAfter,
    FirstBenefit,
    Helped,
    HoursAfter,
    OverallChange,
    Sensitivity,
    Severity,
    Sex,
    StopReason,
    Timing,
)


class Story(NamedTuple):
    """A member's survey, and all reports of overall change as (week, answer)."""

    survey: Survey
    reports: tuple[tuple[int, OverallChange], ...]
    record_key: int


def facts(story: Story) -> dict[str, str]:
    """The word of each filter for a member."""
    survey = story.survey
    return {
        "condition": survey.condition.name,
        "age_band": survey.age_band.name,
        "sex": survey.sex.name,
        "sensitivity": survey.sensitivity.name,
        "first_timing": survey.steps[0].timing.name,
        "first_dose": bands.FIRST_DOSE_UG.word(survey.steps[0].dose_ug) or "",
    }


def cohort_of(stories: list[Story]) -> CohortChunk:
    """The columns of these members, in this order."""
    surveys = [story.survey for story in stories]
    steps = [(i, s) for i, survey in enumerate(surveys) for s in survey.steps]
    spells = [
        (i, e)
        for i, survey in enumerate(surveys)
        for e in sorted(survey.episodes, key=lambda e: (e.effect, e.began_week or 0))
    ]
    reports = [(i, *r) for i, story in enumerate(stories) for r in sorted(story.reports)]
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
        answered_pleasure=_column([s.answered_pleasure for s in surveys]),
        batch=_column([0 for _ in surveys]),
        steps=StepColumns(
            _column([i for i, _ in steps]),
            *(_column([getattr(s, name) for _, s in steps]) for name in _STEP),
        ),
        episodes=EpisodeColumns(
            _column([i for i, _ in spells]),
            *(_column([_number(e, name) for _, e in spells]) for name in _EPISODE),
        ),
        reports=ReportColumns(*(_column([r[part] for r in reports]) for part in range(3))),
    )


_STEP = ("week", "dose_ug", "timing", "reason", "effects_after", "benefit_after")
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
    Effect.anhedonia,
    Effect.apathy,
)
_DOSES_UG = (50, 500, 1_000, 1_500, 2_999, 3_000, 4_500, 6_000)


@st.composite
def _steps(draw: st.DrawFn, last_week: int) -> tuple[DoseStep, ...]:
    later = draw(st.sets(st.integers(2, last_week), max_size=4)) if last_week > 1 else set()
    return tuple(
        DoseStep(
            week=week,
            dose_ug=draw(st.sampled_from(_DOSES_UG)),
            timing=draw(st.sampled_from(Timing)),
            reason=draw(st.sampled_from(ChangeReason)),
            effects_after=draw(st.sampled_from(EffectsAfter)),
            benefit_after=draw(st.sampled_from(BenefitAfter)),
        )
        for week in (1, *sorted(later))
    )


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
            found.append(EffectEpisode(effect=effect, began_week=again, **draw(_SPELL)))
    return tuple(found)


_SPELL = st.fixed_dictionaries(
    {
        "before": st.sampled_from(Before),
        "severity": st.sampled_from(Severity),
        "helped": st.frozensets(st.sampled_from(Helped), max_size=3),
        "hours_after": st.sampled_from(HoursAfter),
    },
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """One random member whose answers are valid."""
    observed = draw(st.sampled_from((1, 2, 3, 4, 5, 8, 11, 12, 13, 20, 30, 60)))
    stopped = draw(st.none() | st.integers(1, observed))
    survey = Survey(
        condition=draw(st.sampled_from((Condition.mcas, Condition.other, Condition.not_said))),
        age_band=draw(st.sampled_from(AgeBand)),
        sex=draw(st.sampled_from(Sex)),
        sensitivity=draw(st.sampled_from(Sensitivity)),
        observed_week=observed,
        steps=draw(_steps(stopped or observed)),
        stop=LdnStop(week=stopped, reason=draw(st.sampled_from(StopReason))) if stopped else None,
        first_benefit=draw(st.sampled_from(FirstBenefit)),
        answered_pleasure=draw(st.booleans()),
        episodes=draw(_episodes(observed)),
    )
    weeks = draw(st.sets(st.integers(1, observed), max_size=3)) | {observed}
    reports = tuple((week, draw(st.sampled_from(OverallChange))) for week in sorted(weeks))
    return Story(survey, reports, draw(st.integers(0, 2**32 - 1)))
