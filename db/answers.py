"""What a member hands in, validated. A ValueError's text is a key in dashboard/text, not prose."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    Joined,
    OverallChange,
    Sensitivity,
    Severity,
    Sex,
    StopReason,
    Timing,
)

LAST_WEEK = 2_080
"""Forty years of use; more is a slip of the finger."""
HIGHEST_DOSE_UG = 50_000
"""50 mg is the standard dose of naltrexone; above it the survey is not about low doses."""
MOST_STEPS = 60
MOST_EPISODES = 120

Week = Annotated[int, Field(ge=1, le=LAST_WEEK)]
Score = Annotated[int, Field(ge=0, le=10)]


class _AnswerModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DoseStep(_AnswerModel):
    """A dose and its time, from the start of ``week`` on. Week 1 is the first dose's own week."""

    week: Week
    dose_ug: int = Field(ge=1, le=HIGHEST_DOSE_UG)
    timing: Timing
    reason: ChangeReason = ChangeReason.not_said
    effects_after: EffectsAfter = EffectsAfter.not_said
    benefit_after: BenefitAfter = BenefitAfter.not_said


class LdnStop(_AnswerModel):
    """The last week on LDN, and the main reason for stopping."""

    week: Week
    reason: StopReason = StopReason.not_said


class EffectEpisode(_AnswerModel):
    """One spell of one effect, in weeks of use, both ends included.

    ``began_week`` None: not remembered. ``ended_week`` None: still there, or not remembered
    when ``still_there`` is False.
    """

    effect: Effect
    before: Before = Before.not_said
    began_week: Week | None = None
    still_there: bool = True
    ended_week: Week | None = None
    severity: Severity = Severity.not_said
    helped: frozenset[Helped] = frozenset()
    hours_after: HoursAfter = HoursAfter.not_said

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.still_there and self.ended_week is not None:
            raise ValueError("effect_still_there_and_ended")
        if self.began_week and self.ended_week and self.ended_week < self.began_week:
            raise ValueError("effect_ends_before_it_begins")
        return self


class ScaleScores(_AnswerModel):
    """The four scales, 0 to 10, each skippable."""

    pain: Score | None = None
    fatigue: Score | None = None
    sleep: Score | None = None
    mood: Score | None = None


class Survey(_AnswerModel):
    """The survey "My story so far", whole. Only the first dose and its time are required.

    ``observed_week`` is the week of use that the member is in (or would be in, if stopped).
    """

    condition: Condition = Condition.not_said
    age_band: AgeBand = AgeBand.not_said
    sex: Sex = Sex.not_said
    sensitivity: Sensitivity = Sensitivity.not_said
    joined: Joined = Joined.not_said
    observed_week: Week
    steps: tuple[DoseStep, ...] = Field(min_length=1, max_length=MOST_STEPS)
    stop: LdnStop | None = None
    episodes: tuple[EffectEpisode, ...] = Field(default=(), max_length=MOST_EPISODES)
    overall_change: OverallChange = OverallChange.not_said
    first_benefit: FirstBenefit = FirstBenefit.not_said
    now: ScaleScores = ScaleScores()
    before: ScaleScores = ScaleScores()
    answered_pleasure: bool = False

    @model_validator(mode="after")
    def _steps_in_order(self) -> Self:
        weeks = [step.week for step in self.steps]
        if weeks[0] != 1:
            raise ValueError("first_step_not_in_week_1")
        if weeks != sorted(set(weeks)):
            raise ValueError("steps_out_of_order")
        last = self.stop.week if self.stop else self.observed_week
        if weeks[-1] > last:
            raise ValueError("step_after_the_end")
        return self

    @model_validator(mode="after")
    def _nothing_later_than_now(self) -> Self:
        if self.stop and self.stop.week > self.observed_week:
            raise ValueError("stop_later_than_now")
        for episode in self.episodes:
            if max(episode.began_week or 0, episode.ended_week or 0) > self.observed_week:
                raise ValueError("effect_later_than_now")
        return self

    @model_validator(mode="after")
    def _episodes_apart(self) -> Self:
        """No two episodes of one effect share a week, so that weeks can be counted exactly."""
        last_week: dict[Effect, float] = {}
        for episode in sorted(self.episodes, key=lambda e: (e.effect, e.began_week or 0)):
            if (episode.began_week or 0) <= last_week.get(episode.effect, -1):
                raise ValueError("episodes_overlap")
            end = episode.ended_week or (
                float("inf") if episode.still_there else episode.began_week or 0
            )
            last_week[episode.effect] = end
        return self
