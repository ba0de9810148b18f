"""The truth about side effects: how often, which, how bad, how long, at what time of day."""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from dashboard.demo.kinds import (
    Curve,
    Share,
    SharesOfWords,
    Times,
    TruthSection,
    Weeks,
    words_check,
)
from db.vocabulary import EFFECT_GROUPS, SIDE_EFFECTS, Sensitivity, Severity, Timing

Groups = AfterValidator(words_check(tuple(EFFECT_GROUPS)))
EffectWords = AfterValidator(words_check(tuple(effect.name for effect in SIDE_EFFECTS)))
Timings = AfterValidator(words_check(Timing))
Severities = AfterValidator(words_check(("mild", "moderate", "severe", "very_severe")))

_WEIGHT: dict[str, float] = {
    "sleep_onset_insomnia": 0.10,
    "night_waking": 0.09,
    "vivid_dreams": 0.50,
    "nightmares": 0.04,
    "unrefreshing_sleep": 0.05,
    "irritability": 0.04,
    "emotional_sensitivity": 0.03,
    "low_mood": 0.03,
    "anxiety": 0.04,
    "emotional_reactivity": 0.02,
    "headache": 0.16,
    "fatigue": 0.05,
    "malaise": 0.025,
    "muscle_aches": 0.03,
    "nausea": 0.09,
    "abdominal_discomfort": 0.025,
    "diarrhea": 0.02,
    "pain_flare": 0.03,
    "dizziness": 0.03,
    "constipation": 0.01,
    "decreased_appetite": 0.01,
    "dry_mouth": 0.01,
    "hot_flushes": 0.01,
    "brain_fog": 0.015,
    "palpitations": 0.005,
}
_MEDIAN_WEEKS = {"sleep": 2.2, "mood": 1.6, "physical": 1.6, "other": 1.9}


def _with_the_other_effects(given: object) -> object:
    return {**_WEIGHT, **given} if isinstance(given, dict) else given


def _with_the_other_groups(given: object) -> object:
    return {**_MEDIAN_WEEKS, **given} if isinstance(given, dict) else given


class EffectTruth(TruthSection):
    """New side effects."""

    bothersome_after_step: Curve = Field(
        default={
            1: 0.005,
            100: 0.025,
            500: 0.066,
            1_500: 0.144,
            3_000: 0.22,
            4_500: 0.275,
            6_000: 0.32,
        }
    )
    """Share of members with a new bothersome effect within two weeks of the first dose or of an
    increase to a dose, whatever it came from.
    0.5 to 4.5 mg: docs/measures.md ("Why the obvious chart is wrong"). The rest assumed."""
    weight: Annotated[dict[str, Times], BeforeValidator(_with_the_other_effects), EffectWords] = (
        _WEIGHT
    )
    """How often each effect comes beside the others. Vivid dreams first, so that 26 to 29 % of
    those who begin at bedtime have them within 12 weeks (Younger & Mackey 2009 20 %, Younger 2013
    37 %), and any sleep effect about 40 % (Smith 2007 41 %); headache first of the physical group
    (the article). The rest assumed."""
    severity: Annotated[SharesOfWords, Severities] = Field(
        default={
            "mild": 0.56,
            "moderate": 0.30,
            "severe": 0.11,
            "very_severe": 0.03,
        }
    )
    """Worst severity of a new effect. Assumed."""
    sensitivity: Annotated[dict[str, Times], AfterValidator(words_check(Sensitivity))] = Field(
        default={
            "no": 0.9,
            "yes": 1.25,
        }
    )
    """Multiplies the risk; 1 for an answer that is not listed. Assumed."""
    frailty_shape: Annotated[float, Field(gt=0, le=1_000)] = 3.0
    """Some people get effects from everything: a gamma multiplier of mean 1 and variance 1/shape.
    Assumed."""
    by_timing: Annotated[
        dict[str, Annotated[dict[str, Times], Timings]],
        Groups,
    ] = Field(default={})
    """Group -> time of day at a step -> multiplies the risk; 1 where nothing is said.
    None by default: no trial is known that compared them."""
    by_first_timing: Annotated[
        dict[str, Annotated[dict[str, Share], Timings]],
        EffectWords,
    ] = Field(default={})
    """Effect -> first time of day -> the share who get it in the first two weeks, in place of
    everything else that is said here about that effect and that time. None by default, as above."""
    second_week: Share = 0.25
    """Of the effects after a step, those that begin in its second week. Assumed; the article:
    shortly after a start or a step."""
    unrelated_per_week: Share = 0.014
    """A new symptom that LDN has no part in. Brings "any effect" to about 69 %, as in INNOVA
    (NCT04739995: 33 of 48 on LDN, 36 of 50 on placebo)."""
    median_weeks: Annotated[dict[str, Weeks], BeforeValidator(_with_the_other_groups), Groups] = (
        _MEDIAN_WEEKS
    )
    """Half of a group's effects have passed of themselves by then. All together about 1.9 weeks
    (docs/measures.md); the article: sleep 1 to 4 weeks, mood and body 1 to 2."""
    lasting_shape: Annotated[float, Field(ge=0.5, le=10)] = 1.5
    """Log-logistic: the lower, the heavier the tail. At 1.5 one in 28 of the median 1.9 weeks lasts
    over 16. Assumed."""

    @model_validator(mode="after")
    def _something_can_happen(self) -> Self:
        if self.bothersome <= 0 or sum(self.weight.values()) <= 0:
            raise ValueError("no_bothersome_effect")
        return self

    @property
    def bothersome(self) -> float:
        """Share of new effects that are bothersome."""
        return sum(
            share for word, share in self.severity.items() if Severity[word] >= Severity.moderate
        )
