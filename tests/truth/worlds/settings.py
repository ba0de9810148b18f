"""What can be otherwise from world to world; every number stands in days, or is a chance."""

from dataclasses import dataclass, field
from enum import Enum

from db.vocabulary import Effect

LADDER_UG = (250, 500, 1_000, 1_500, 2_000, 3_000, 4_500)
"""The doses that people of these worlds take."""
TIMES_AS_RISKY = dict(zip(LADDER_UG, (0.35, 0.5, 0.7, 1.0, 1.1, 1.5, 1.9), strict=True))
"""By dose, of what a step to 1.5 mg brings."""
RISK_OF_STEP = {
    Effect.sleep_onset_insomnia: 0.07,
    Effect.night_waking: 0.06,
    Effect.vivid_dreams: 0.11,
    Effect.nightmares: 0.02,
    Effect.irritability: 0.03,
    Effect.low_mood: 0.03,
    Effect.headache: 0.06,
    Effect.fatigue: 0.05,
    Effect.nausea: 0.04,
    Effect.dizziness: 0.02,
}
"""Chance that a step to 1.5 mg brings the effect, for the one who is neither frail nor sturdy."""
LASTS_DAYS = dict.fromkeys(RISK_OF_STEP, 16.0) | {
    Effect.vivid_dreams: 22.0,
    Effect.headache: 9.0,
    Effect.nausea: 9.0,
    Effect.dizziness: 9.0,
    Effect.low_mood: 12.0,
    Effect.irritability: 12.0,
}
"""Mean length of a spell."""


class Kind(Enum):
    """Whether what a world is about can be seen in what members answer."""

    must_hold = "must hold"
    cannot_be_seen = "cannot be seen"


@dataclass(frozen=True)
class World:
    """One world. What is not said is as in ``plain``.

    Attributes:
        name: key of its texts.
        kind: whether its numbers have to hold, or are measured alone.
        frailty: standard deviation of the logarithm by which people differ in risk.
        stubbornness: the same in how long their effects last.
        weibull: shape of the lengths; 1 = exponential.
        severe_last: times as long as mild ones.
        paces_days: days between two steps -> share of people.
        background: effects that come without a step: chance a week.
        step_risk: times the usual risk of a step.
        at_bedtime: effects that are told so many times as often by who takes it at bedtime.
        leave: chance a week to stop for a bothersome effect.
        move: chance a week to move to the morning with a sleep effect.
        move_severe, move_several, move_stubborn: times as likely where it is severe, where it is
            one of several, and to which power of the own stubbornness.
        moving_ends: chance that a move ends a sleep effect at once.
        movers_stay: whether who moved takes no further step up.
        lower: chance a week to halve the dose with a bothersome effect.
        keep: chance to keep the dose that helps for good.
        higher: chance a week to go up for more benefit where nothing helps.
        leave_unhelped: chance a week to stop unhelped, after week 12.
        pause: chance a week to pause.
        threshold: dose in micrograms -> share whom it helps and no lower one does.
        ill_hand_in, helped_hand_in: times as often.
        heaped: share who remember lengths as 1, 2, 4, 8 or 12 weeks.
        end_at_move: share of movers who date the end of a spell to the move.
    """

    name: str
    kind: Kind = Kind.must_hold
    frailty: float = 0.0
    stubbornness: float = 0.0
    weibull: float = 1.0
    severe_last: float = 1.0
    paces_days: dict[int, float] = field(default_factory=lambda: {7: 0.35, 14: 0.4, 28: 0.25})
    background: dict[Effect, float] = field(default_factory=dict)
    step_risk: float = 1.0
    at_bedtime: dict[Effect, float] = field(default_factory=dict)
    leave: float = 0.01
    move: float = 0.04
    move_severe: float = 1.0
    move_several: float = 1.0
    move_stubborn: float = 0.0
    moving_ends: float = 0.0
    movers_stay: bool = False
    lower: float = 0.03
    keep: float = 0.1
    higher: float = 0.01
    leave_unhelped: float = 0.004
    pause: float = 0.0
    threshold: dict[int, float] = field(
        default_factory=lambda: {500: 0.08, 1_000: 0.1, 1_500: 0.12, 3_000: 0.12, 4_500: 0.08}
    )
    ill_hand_in: float = 1.0
    helped_hand_in: float = 1.0
    heaped: float = 0.0
    end_at_move: float = 0.0

    @property
    def has_to_hold(self) -> bool:
        """Whether coverage and claims are passed or failed here."""
        return self.kind is Kind.must_hold
