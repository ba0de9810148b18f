"""What people live through that the extras ask about, each for themselves."""

from random import Random

from db.answers import ScaleScores
from db.vocabulary import AfterStopping, Scale, StopReason
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
_UNHELPED = {
    AfterStopping.as_before_ldn: 0.75,
    AfterStopping.worse_than_before: 0.1,
    AfterStopping.not_sure: 0.15,
}
"""Of whom it had not helped there is no benefit to stay."""


def lot_of_life(life: Life, what: str) -> Random:
    """Draws of this person alone, whatever else is drawn of the life."""
    return Random(f"{what} {life.survey_day} {life.stubborn}")


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
