"""What a member hands in, validated. A ValueError's text is a key in dashboard/text, not prose."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from db.form_marks import VERSION_1, FormMarks
from db.vocabulary import (
    AfterStopping,
    AgeBand,
    AnswersFor,
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    DosesNotTaken,
    EarlierTry,
    Effect,
    EffectsAfter,
    Fading,
    FirstBenefit,
    FirstWeeks,
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
)

LAST_WEEK = 2_080
"""Forty years of use; more is a slip of the finger."""
HIGHEST_DOSE_UG = 50_000
"""50 mg is the standard dose of naltrexone; above it the survey is not about low doses."""
MOST_STEPS = 60
MOST_EPISODES = 150
MOST_SPELLS = 3
"""Of one effect in the survey; check-ins may bring more."""
MOST_PAUSES = 12
LAST_WEEK_WITH_DAYS = 8
"""Until then a change may be told to the day; later weeks are enough."""

Week = Annotated[int, Field(ge=1, le=LAST_WEEK)]
Day = Annotated[int, Field(ge=1, le=7)]
TimesADay = Annotated[int, Field(ge=1, le=3)]
Score = Annotated[int, Field(ge=0, le=10)]


class _AnswerModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _DayInWeek(_AnswerModel):
    """A week of use, and in the first eight also the day in it; None = not told to the day."""

    week: Week
    day: Day | None = None

    @model_validator(mode="after")
    def _days_in_the_first_weeks_alone(self) -> Self:
        if self.day is not None and self.week > LAST_WEEK_WITH_DAYS:
            raise ValueError("day_after_week_8")
        return self


class DoseStep(_DayInWeek):
    """A dose and its time, from ``week`` on. Week 1 is the first dose's own week.

    ``dose_ug`` is the total of a day on which it is taken. ``times``: how often on such a day;
    None = not asked.
    """

    dose_ug: int = Field(ge=1, le=HIGHEST_DOSE_UG)
    timing: Timing
    times: TimesADay | None = None
    how_often: HowOften = HowOften.not_said
    reason: ChangeReason = ChangeReason.not_said
    effects_after: EffectsAfter = EffectsAfter.not_said
    benefit_after: BenefitAfter = BenefitAfter.not_said

    @property
    def mean_dose_ug(self) -> int | None:
        """Micrograms a day on average; None for fewer days than every other, or when needed."""
        if self.how_often > HowOften.every_other_day:
            return None
        half = self.how_often is HowOften.every_other_day
        return max(self.dose_ug // 2, 1) if half else self.dose_ug


class LdnPause(_AnswerModel):
    """Weeks without LDN, both ends included; ``ended_week`` None: still paused.

    The restart is a step in the week after.
    """

    began_week: Week
    ended_week: Week | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ended_week is not None and self.ended_week < self.began_week:
            raise ValueError("restart_before_pause_ends")
        return self

    def holds_week(self, week: int) -> bool:
        """Whether a week of use is one of the pause."""
        return self.began_week <= week and (self.ended_week is None or week <= self.ended_week)


class LdnStop(_DayInWeek):
    """The last week on LDN, and the main reason for stopping."""

    reason: StopReason = StopReason.not_said


class EffectEpisode(_AnswerModel):
    """One spell of one effect, in weeks of use, both ends included.

    ``began_week`` None: not remembered. ``ended_week`` None: still there, or not remembered
    when ``still_there`` is False. ``severity`` is the worst, ``severity_now`` as last told.
    """

    effect: Effect
    before: Before = Before.not_said
    began_week: Week | None = None
    still_there: bool = True
    ended_week: Week | None = None
    severity: Severity = Severity.not_said
    severity_now: Severity = Severity.not_said
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


class SymptomMoves(_AnswerModel):
    """Which way each symptom moved since LDN, each skippable."""

    pain: SymptomMove = SymptomMove.not_said
    tiredness: SymptomMove = SymptomMove.not_said
    crashes: SymptomMove = SymptomMove.not_said
    foggy_thinking: SymptomMove = SymptomMove.not_said
    sleep: SymptomMove = SymptomMove.not_said
    mood: SymptomMove = SymptomMove.not_said
    belly: SymptomMove = SymptomMove.not_said
    skin: SymptomMove = SymptomMove.not_said
    dizziness_on_standing: SymptomMove = SymptomMove.not_said
    stiffness: SymptomMove = SymptomMove.not_said


class Survey(_AnswerModel):
    """The survey "My story so far", whole. Only the first dose and its time are required.

    ``observed_week`` is the week of use that the member is in (or would be in, if stopped).
    ``steps`` and ``pauses`` are in order; two steps in a week stand as they came. ``condition`` is
    the main one, ``other_conditions`` those beside it. ``marks`` says what was asked.
    """

    condition: Condition = Condition.not_said
    other_conditions: frozenset[Condition] = frozenset()
    age_band: AgeBand = AgeBand.not_said
    sex: Sex = Sex.not_said
    sensitivity: Sensitivity = Sensitivity.not_said
    joined: Joined = Joined.not_said
    answers_for: AnswersFor = AnswersFor.not_said
    earlier_try: EarlierTry = EarlierTry.not_said
    observed_week: Week
    steps: tuple[DoseStep, ...] = Field(min_length=1, max_length=MOST_STEPS)
    pauses: tuple[LdnPause, ...] = Field(default=(), max_length=MOST_PAUSES)
    stop: LdnStop | None = None
    had_effects: HadEffects = HadEffects.not_said
    episodes: tuple[EffectEpisode, ...] = Field(default=(), max_length=MOST_EPISODES)
    overall_change: OverallChange = OverallChange.not_said
    first_benefit: FirstBenefit = FirstBenefit.not_said
    now: ScaleScores = ScaleScores()
    before: ScaleScores = ScaleScores()
    answered_pleasure: bool = False
    after_stopping: AfterStopping = AfterStopping.not_said
    first_weeks: FirstWeeks = FirstWeeks.not_said
    fading: Fading = Fading.not_said
    missed_doses: DosesNotTaken = DosesNotTaken.not_said
    moved: SymptomMoves = SymptomMoves()
    marks: FormMarks = VERSION_1

    @property
    def is_on_ldn(self) -> bool:
        """Whether LDN is taken now: neither stopped nor paused."""
        return self.stop is None and not any(p.ended_week is None for p in self.pauses)

    @property
    def last_week_on_ldn(self) -> int:
        """The last week on LDN that was told of, pauses aside."""
        return self.stop.week if self.stop else self.observed_week

    @model_validator(mode="after")
    def _steps_in_order(self) -> Self:
        if self.steps[0].week != 1:
            raise ValueError("first_step_not_in_week_1")
        for earlier, later in pairwise(self.steps):
            if later.week < earlier.week:
                raise ValueError("steps_out_of_order")
            if earlier.day and later.day and later.week == earlier.week:
                if later.day == earlier.day:
                    raise ValueError("two_steps_on_one_day")
                if later.day < earlier.day:
                    raise ValueError("steps_out_of_order")
        if self.steps[-1].week > self.last_week_on_ldn:
            raise ValueError("step_after_the_end")
        return self

    @model_validator(mode="after")
    def _pauses_within_the_time_on_ldn(self) -> Self:
        step_weeks = {step.week for step in self.steps}
        for pause in self.pauses:
            last = pause.ended_week or pause.began_week
            on_again = pause.ended_week is not None
            if pause.began_week == 1 or last + on_again > self.last_week_on_ldn:
                raise ValueError("pause_outside_ldn")
            if self.stop and not on_again:
                raise ValueError("pause_outside_ldn")
            if any(pause.holds_week(week) for week in step_weeks):
                raise ValueError("restart_before_pause_ends")
            if on_again and last + 1 not in step_weeks:
                raise ValueError("restart_missing")
        for before, after in pairwise(self.pauses):
            if before.holds_week(after.began_week) or after.began_week < before.began_week:
                raise ValueError("pauses_overlap")
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
