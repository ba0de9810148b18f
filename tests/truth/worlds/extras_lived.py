"""What people live through that the extras ask about, each for themselves."""

from random import Random

from db.answers import ScaleScores, SymptomMoves
from db.vocabulary import (
    AfterStopping,
    DosesNotTaken,
    Fading,
    FirstWeeks,
    Scale,
    StopReason,
    Symptom,
    SymptomMove,
)
from tests.truth.worlds.lives import Life
from tests.truth.worlds.living import draw_of

TWO_WEEKS = 2
ANSWERS = 0.7
_AFTER_STOPPING = {
    AfterStopping.as_before_ldn: 0.45,
    AfterStopping.worse_than_before: 0.15,
    AfterStopping.some_benefit_stayed: 0.2,
    AfterStopping.new_symptoms: 0.08,
    AfterStopping.not_sure: 0.12,
}
_FIRST_WEEKS = {
    FirstWeeks.better: 0.25,
    FirstWeeks.same: 0.45,
    FirstWeeks.worse_then_better: 0.2,
    FirstWeeks.stayed_worse: 0.1,
}
_FADING = {
    Fading.no: 0.7,
    Fading.for_good: 0.15,
    Fading.back_after_lower_dose: 0.05,
    Fading.back_after_higher_dose: 0.06,
    Fading.back_after_break: 0.04,
}
_MISSED = {
    DosesNotTaken.none: 0.6,
    DosesNotTaken.just_one: 0.25,
    DosesNotTaken.two_or_three: 0.1,
    DosesNotTaken.from_4: 0.05,
}
_HAS_SYMPTOM, _EASED, _EASED_ANYWAY, _WORSENED = 0.6, 0.6, 0.15, 0.12
_UNHELPED = {
    AfterStopping.as_before_ldn: 0.75,
    AfterStopping.worse_than_before: 0.1,
    AfterStopping.not_sure: 0.15,
}
"""Of whom it had not helped there is no benefit to stay."""


def lot_of_life(life: Life, what: str) -> Random:
    """Draws of this person alone, whatever else is drawn of the life."""
    return Random(f"{what} {life.lot}")


def answers_extras(life: Life) -> bool:
    """A trait of the person that has to do with nothing else."""
    return lot_of_life(life, "extras").random() < ANSWERS


def how_it_was_after(life: Life) -> AfterStopping:
    """Weeks after stopping."""
    chances = _UNHELPED if life.stop_reason is StopReason.no_benefit else _AFTER_STOPPING
    return draw_of(lot_of_life(life, "after stopping"), chances)


def scores_before(life: Life) -> ScaleScores:
    """From 0 to 10, before LDN."""
    lot = lot_of_life(life, "before")
    return ScaleScores(**{scale.name: lot.randint(0, 10) for scale in Scale})


def scores_now(life: Life) -> ScaleScores:
    """Of those whom LDN helps 1 to 5 points less, of the others 2 less to 2 more."""
    lot = lot_of_life(life, "now")
    moves = (1, 5) if life.is_helped else (-2, 2)
    points = {
        name: before - lot.randint(*moves)
        for name, before in scores_before(life).model_dump().items()
    }
    return ScaleScores(**{name: min(10, max(0, point)) for name, point in points.items()})


def how_first_weeks_were(life: Life) -> FirstWeeks:
    """The illness in the first four weeks."""
    return draw_of(lot_of_life(life, "first weeks"), _FIRST_WEEKS)


def whether_help_faded(life: Life) -> Fading:
    """Of those whom it helped."""
    return draw_of(lot_of_life(life, "fading"), _FADING)


def symptom_moves(life: Life) -> SymptomMoves:
    """Those whom LDN helps feel each symptom ease more often; some never had it."""
    lot, eased = lot_of_life(life, "symptoms"), _EASED if life.is_helped else _EASED_ANYWAY
    moves = {}
    for symptom in Symptom:
        has, drawn, worse = lot.random(), lot.random(), lot.random()
        other = SymptomMove.worse if worse < _WORSENED else SymptomMove.same
        move = SymptomMove.better if drawn < eased else other
        moves[symptom.name] = move if has < _HAS_SYMPTOM else SymptomMove.never_had_it
    return SymptomMoves(**moves)


def doses_not_taken(life: Life) -> DosesNotTaken:
    """In the seven days before the survey's day."""
    return draw_of(lot_of_life(life, "missed"), _MISSED)
