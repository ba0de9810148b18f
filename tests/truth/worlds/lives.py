"""A life with LDN, day by day from the first dose: what happened, whether it is told or not."""

from dataclasses import dataclass, field
from typing import NamedTuple

from db.vocabulary import ChangeReason, Effect, Sensitivity, Severity, StopReason, Timing

DAYS_OF_WEEK = 7
ALWAYS = 10**6
"""A day that never comes."""


def week_of_day(day: float) -> int:
    """Week of use; the first seven days are week 1."""
    return int(day // DAYS_OF_WEEK) + 1


@dataclass
class LifeStep:
    """A dose from a day on.

    ``would_begin``: every effect that this step brings -> (day, severity), also where the next
    step came first and it therefore never came.
    """

    day: float
    dose_ug: int
    timing: Timing
    reason: ChangeReason
    would_begin: dict[Effect, tuple[float, Severity]] = field(default_factory=dict)


@dataclass
class LifeSpell:
    """One spell of an effect; ``until`` is the day it ends, also after the survey.

    ``of_step``: a step brought it; else it came in the background.
    """

    effect: Effect
    began: float
    until: float
    severity: Severity
    of_step: bool = False


class LifePause(NamedTuple):
    """Days without LDN; ``until`` is the day of the restart."""

    began: float
    until: float


@dataclass
class Life:
    """One person.

    Attributes:
        survey_day: the day on which this person would hand in.
        noticed_day: when help was first noticed, as long as the person stays on LDN.
        stop_day, stop_reason: ALWAYS where LDN is still taken on the survey's day.
        helps_from_ug: the lowest dose that helps; ALWAYS for none.
        is_helped: on the survey's day.
        lot: of the person, for what is drawn beside the life (extras_lived.py).
    """

    sensitivity: Sensitivity
    stubborn: float
    survey_day: float
    helps_from_ug: int
    steps: list[LifeStep] = field(default_factory=list)
    spells: list[LifeSpell] = field(default_factory=list)
    pauses: list[LifePause] = field(default_factory=list)
    moved_day: float = ALWAYS
    stop_day: float = ALWAYS
    stop_reason: StopReason = StopReason.not_said
    noticed_day: float = ALWAYS
    is_helped: bool = False
    lot: int = 0

    @property
    def survey_week(self) -> int:
        """Week of use on the survey's day."""
        return week_of_day(self.survey_day)

    def active(self, day: float) -> list[LifeSpell]:
        """The spells of a day."""
        return [spell for spell in self.spells if spell.began <= day < spell.until]
