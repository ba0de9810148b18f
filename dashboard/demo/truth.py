"""The truth behind an invented cohort: every number, and where it comes from.

"Assumed" means that no source was found; such a number only has to be plausible. The published
figures are those of docs/invented-cohort.md. Whoever wants another truth writes a TOML file of
the same names: a table of numbers in it replaces the whole table here.
"""

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import AfterValidator, Field

from dashboard.demo.course_truth import (
    BenefitTruth,
    HandInTruth,
    ReactionTruth,
    StoppingTruth,
    StoryTruth,
)
from dashboard.demo.effect_truth import EffectTruth
from dashboard.demo.extras_truth import ExtrasTruth
from dashboard.demo.kinds import (
    DoseUg,
    Share,
    SharesOfDoses,
    SharesOfWeeks,
    SharesOfWords,
    TruthSection,
    Weeks,
    share_at_dose,
    words_check,
)
from db.vocabulary import AgeBand, Condition, Joined, Sex, Timing

Conditions = AfterValidator(words_check(Condition))
Timings = AfterValidator(words_check(Timing))


class PeopleTruth(TruthSection):
    """Who the members are."""

    condition: Annotated[SharesOfWords, Conditions] = Field(
        default={
            "fibromyalgia": 0.22,
            "me_cfs": 0.14,
            "mcas": 0.10,
            "thyroid": 0.09,
            "long_covid": 0.08,
            "arthritis": 0.07,
            "autoimmune": 0.07,
            "multiple_sclerosis": 0.06,
            "inflammatory_bowel": 0.06,
            "chronic_pain": 0.05,
            "other": 0.03,
            "mood_trauma": 0.02,
            "not_said": 0.01,
        }
    )
    """Assumed: the article names fibromyalgia, ME/CFS and MCAS first."""
    age_band: Annotated[SharesOfWords, AfterValidator(words_check(AgeBand))] = Field(
        default={
            "under_30": 0.09,
            "from_30_to_44": 0.28,
            "from_45_to_59": 0.38,
            "from_60": 0.22,
            "not_said": 0.03,
        }
    )
    """Assumed."""
    sex: Annotated[SharesOfWords, AfterValidator(words_check(Sex))] = Field(
        default={
            "female": 0.74,
            "male": 0.22,
            "other": 0.03,
            "not_said": 0.01,
        }
    )
    """Women 74 %: Raknes et al. 2017, 15,297 people, doi 10.1002/pds.4110. The rest assumed."""
    joined: Annotated[SharesOfWords, AfterValidator(words_check(Joined))] = Field(
        default={
            "before_ldn": 0.40,
            "first_month": 0.25,
            "later": 0.30,
            "not_said": 0.05,
        }
    )
    """Assumed."""
    sensitive: Share = 0.20
    """Says that medicines hit harder, in a condition that is not listed next. Assumed."""
    sensitive_by_condition: Annotated[dict[str, Share], Conditions] = Field(
        default={
            "fibromyalgia": 0.40,
            "me_cfs": 0.50,
            "mcas": 0.65,
            "long_covid": 0.35,
        }
    )
    """Assumed; the article calls the first three the sensitive conditions."""
    not_sure: Share = 0.12
    """Of everyone, "not sure" whether medicines hit harder. Assumed."""
    median_weeks: Weeks = 20
    """Weeks since the first dose, half of the members. Assumed."""
    spread: Annotated[float, Field(gt=0, le=3)] = 1.2
    """Standard deviation of the logarithm of those weeks: a fifth is over a year. Assumed."""
    longest_weeks: Annotated[int, Field(ge=1, le=1_040)] = 260
    """Assumed."""


class DosingTruth(TruthSection):
    """How LDN is begun and stepped up. Micrograms a day; weeks between two steps."""

    first_ug: SharesOfDoses = Field(
        default={
            250: 0.04,
            500: 0.20,
            1_000: 0.11,
            1_500: 0.46,
            3_000: 0.13,
            4_500: 0.06,
        }
    )
    """Assumed around the article's standard start, 1.5 mg."""
    ladder_ug: tuple[DoseUg, ...] = (250, 500, 1_500, 3_000, 4_500, 6_000)
    """The article: 1.5, 3, 4.5 mg; trials gave up to 6 mg (FINAL 2024)."""
    goal_ug: SharesOfDoses = Field(default={1_500: 0.10, 3_000: 0.17, 4_500: 0.68, 6_000: 0.05})
    """The dose that was planned. Assumed; the register's median is 3.7 mg (Raknes 2017)."""
    weeks_a_step: SharesOfWeeks = Field(default={1: 0.35, 2: 0.40, 4: 0.25})
    """The article: a week, or another if needed. The shares are assumed."""


class SensitiveDosing(DosingTruth):
    """The same for people whom medicines hit harder: lower and slower."""

    first_ug: SharesOfDoses = Field(
        default={
            1: 0.05,
            10: 0.06,
            50: 0.09,
            100: 0.14,
            250: 0.19,
            500: 0.29,
            1_000: 0.06,
            1_500: 0.12,
        }
    )
    """The article: 0.001 to 0.5 mg. Assumed: one in six was not told so."""
    ladder_ug: tuple[DoseUg, ...] = (
        *(10, 50, 100, 250, 500, 750, 1_000, 1_500, 2_000, 3_000, 4_500, 6_000),
    )
    """The article: up by 0.25 to 0.5 mg."""
    goal_ug: SharesOfDoses = Field(
        default={500: 0.10, 1_000: 0.12, 1_500: 0.20, 3_000: 0.20, 4_500: 0.38}
    )
    """The article: some stay best at 0.5 to 2 mg. The shares are assumed."""
    weeks_a_step: SharesOfWeeks = Field(default={1: 0.15, 2: 0.40, 4: 0.45})
    """Assumed: slower than the others."""


class DosesTruth(TruthSection):
    """Two ways of beginning; who says "yes" to the question on sensitivity takes the second."""

    usual: DosingTruth = DosingTruth()
    sensitive: SensitiveDosing = SensitiveDosing()


class FirstTiming(TruthSection):
    """Time of day of the first dose, by the first dose alone, so that balancing it is enough."""

    under_1000: Annotated[SharesOfWords, Timings] = Field(
        default={
            "bedtime": 0.55,
            "morning": 0.30,
            "divided": 0.07,
            "other": 0.08,
        }
    )
    """Assumed: who begins very low is more often told to begin in the morning."""
    from_1000: Annotated[SharesOfWords, Timings] = Field(
        default={
            "bedtime": 0.66,
            "morning": 0.20,
            "divided": 0.08,
            "other": 0.06,
        }
    )
    """The article: bedtime is commonest. The shares are assumed."""
    from_3000: Annotated[SharesOfWords, Timings] = Field(
        default={
            "bedtime": 0.70,
            "morning": 0.17,
            "divided": 0.08,
            "other": 0.05,
        }
    )
    """As above."""


class AnswerTruth(TruthSection):
    """How the survey is answered."""

    answered_pleasure: Share = 0.65
    """Step 5 is last and may be skipped as a whole. Assumed."""
    pleasure_item: Share = 0.015
    """Of those, each of its items at any time: flat, LDN does nothing to it. Assumed."""
    pleasure_weeks: Weeks = 16
    """Such a spell lasts so long on average. Assumed."""
    prior_symptom: Share = 0.06
    """Each symptom, before LDN. Assumed."""
    prior_tapped: Share = 0.5
    """Of those that LDN left alone, tapped as "had before, the same". Assumed."""
    prior_fluctuates: Share = 0.4
    """Of those, given as two or three spells with weeks between. Assumed."""
    checks_in: Share = 0.40
    """Came back, half of them weekly and half monthly. Assumed."""
    keeps_check_in: Share = 0.80
    """Each planned check-in that was answered. Assumed."""
    skipped: Share = 0.02
    """Each answer that may be skipped. Assumed."""
    forgotten: Share = 0.02
    """Each spell's week of beginning, and of ending. Assumed."""


class CohortTruth(TruthSection):
    """Everything that is known of an invented cohort. The default has no timing difference."""

    who: PeopleTruth = PeopleTruth()
    doses: DosesTruth = DosesTruth()
    first_timing: FirstTiming = FirstTiming()
    effects: EffectTruth = EffectTruth()
    benefit: BenefitTruth = BenefitTruth()
    reactions: ReactionTruth = ReactionTruth()
    stopping: StoppingTruth = StoppingTruth()
    hand_in: HandInTruth = HandInTruth()
    answers: AnswerTruth = AnswerTruth()
    story: StoryTruth = StoryTruth()
    extras: ExtrasTruth = ExtrasTruth()

    def bothersome_share(self, dose_ug: ArrayLike) -> NDArray[np.float64]:
        """Share with a new bothersome effect of any group after a step to each dose."""
        return share_at_dose(self.effects.bothersome_after_step, dose_ug)

    def benefit_share(self, dose_ug: ArrayLike) -> NDArray[np.float64]:
        """Share who benefit from each dose once it has had its time."""
        return share_at_dose(self.benefit.share, dose_ug)

    def share_ended(self, group: str, weeks: ArrayLike) -> NDArray[np.float64]:
        """Share of a group's effects that pass of themselves within so many weeks."""
        odds = (np.asarray(weeks) / self.effects.median_weeks[group]) ** self.effects.lasting_shape
        return np.asarray(odds / (1 + odds))
