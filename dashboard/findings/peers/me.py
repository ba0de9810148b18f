"""What one member brings to a comparison; it lives in the caller's session and nowhere else."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from db import bands
from db.answers import DoseStep, EffectEpisode, Survey
from db.vocabulary import LATER_EFFECTS, SIDE_EFFECTS, Before, Condition, Effect, Timing

WORSE_ANSWERS = frozenset({"a_little_worse", "much_worse", "very_much_worse"})
"""Words of ``OverallChange``."""


class MyEffect(NamedTuple):
    """A side effect that I have, or had.

    ``word`` is a single effect of ``catalogue.EFFECT_AXIS``; the weeks are weeks of use, or None
    where that was not said.
    """

    word: str
    began_week: int | None = None
    ended_week: int | None = None
    is_gone: bool = False


@dataclass(frozen=True, repr=False)
class MyFacts:
    """My own facts. Its ``repr`` shows none of them, so that no log and no error can.

    Attributes:
        week: of use, from 1: the one that I am in, or the last before I stopped.
        condition: filter word; None where it was not said or is "something else".
        sensitivity: filter word, or None.
        first_timing: filter word, or None.
        first_dose: band word of ``bands.FIRST_DOSE_UG``, or None.
        effects: side effects that I have, then those that have gone.
        overall_change: word of ``OverallChange``, or None.
        dose_ug: micrograms a day now, on average; None where not said, stopped, in a break, or
            taken on a few days only.
        weeks_on_dose: full weeks on that very dose, or None with it.
        is_divided: whether the day's dose is divided now.
        stopped: whether I am off LDN for good.
        stop_reason: word of ``StopReason``, or None.
    """

    week: int
    condition: str | None = None
    sensitivity: str | None = None
    first_timing: str | None = None
    first_dose: str | None = None
    effects: tuple[MyEffect, ...] = ()
    overall_change: str | None = None
    dose_ug: int | None = None
    weeks_on_dose: int | None = None
    is_divided: bool = False
    stopped: bool = False
    stop_reason: str | None = None

    @property
    def week_band(self) -> str:
        """The band of ``bands.WEEK`` that my week lies in."""
        return bands.WEEK.words[bands.WEEK.index(self.week)]

    @property
    def effect_week(self) -> str:
        """The band of ``bands.WEEK_OF_BAND`` that it lies in; after its last, that one."""
        return effect_week_of(self.week)

    @property
    def feels_worse(self) -> bool:
        """Whether I said that I am worse than before LDN."""
        return self.overall_change in WORSE_ANSWERS

    def filter_word(self, name: str) -> str | None:
        """My word for a filter that people can be matched on, or None."""
        return {
            "condition": self.condition,
            "sensitivity": self.sensitivity,
            "first_timing": self.first_timing,
            "first_dose": self.first_dose,
        }[name]


def effect_week_of(week: int) -> str:
    """The band of ``bands.WEEK_OF_BAND`` that a week lies in; after its last, that one."""
    return bands.WEEK_OF_BAND.words[bands.WEEK.index(week)]


def facts_of_survey(survey: Survey) -> MyFacts:
    """My facts from my own record.

    Args:
        survey: as I handed it in, or as it stands now.
    """
    first, last = survey.steps[0], _step_of_todays_dose(survey)
    on_dose = survey.is_on_ldn
    has_mean = on_dose and last.mean_dose_ug is not None
    return MyFacts(
        week=survey.last_week_on_ldn,
        # "Something else" is shared by people who share nothing.
        condition=None if survey.condition is Condition.other else _answer_word(survey.condition),
        sensitivity=_answer_word(survey.sensitivity),
        first_timing=first.timing.name,
        first_dose=bands.FIRST_DOSE_UG.word(first.mean_dose_ug or first.dose_ug),
        effects=_own_effects(survey.episodes),
        overall_change=_answer_word(survey.overall_change),
        dose_ug=last.mean_dose_ug if on_dose else None,
        weeks_on_dose=survey.observed_week - last.week if has_mean else None,
        is_divided=on_dose and survey.steps[-1].timing is Timing.divided,
        stopped=survey.stop is not None,
        stop_reason=_answer_word(survey.stop.reason) if survey.stop else None,
    )


def _answer_word(answer: IntEnum) -> str | None:
    return answer.name if answer else None


def _step_of_todays_dose(survey: Survey) -> DoseStep:
    """The step since which the dose of today has been the same without a break."""
    since = survey.steps[-1]
    on_again = max((p.ended_week + 1 for p in survey.pauses if p.ended_week), default=0)
    for step in reversed(survey.steps):
        if step.mean_dose_ug != since.mean_dose_ug or step.week < on_again:
            break
        since = step
    return since


def _own_effects(episodes: tuple[EffectEpisode, ...]) -> tuple[MyEffect, ...]:
    """Those that count as effects (new, or worse since LDN), each by its latest spell."""
    latest: dict[Effect, EffectEpisode] = {}
    for spell in episodes:
        if spell.before is not Before.the_same:
            known = latest.get(spell.effect)
            if known is None or (spell.began_week or 0) >= (known.began_week or 0):
                latest[spell.effect] = spell
    found = [
        MyEffect(f"effect_{effect.name}", last.began_week, last.ended_week, not last.still_there)
        for effect in (*SIDE_EFFECTS, *LATER_EFFECTS)
        if (last := latest.get(effect))
    ]
    return tuple(sorted(found, key=lambda effect: effect.is_gone))
