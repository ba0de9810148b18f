"""The worlds: those in which every number has to hold, and those that no answer can show."""

from db.vocabulary import Effect
from tests.truth.worlds.settings import Kind, World

UNSEEN = Kind.cannot_be_seen
WEEKLY, SLOW = {7: 1.0}, {28: 1.0}
BEST_IS_HIGHEST = {500: 0.04, 1_000: 0.06, 1_500: 0.1, 3_000: 0.15, 4_500: 0.25}
"""4.5 mg helps six in ten, 1 mg one in ten."""
SLEEP_AT_NIGHT = {Effect.sleep_onset_insomnia: 1.6}
"""A difference of about ten in a hundred after twelve weeks."""
WORLDS: dict[str, World] = {
    world.name: world
    for world in (
        World("plain"),
        World("frail", frailty=0.8, stubbornness=0.8),
        World("long_and_short", weibull=0.6),
        World(
            "come_and_go",
            background={Effect.headache: 0.05, Effect.vivid_dreams: 0.03},
            step_risk=0.4,
            frailty=0.5,
        ),
        World("weekly_steps", paces_days=WEEKLY, frailty=0.5),
        World("slow_steps", paces_days=SLOW, frailty=0.5),
        World("leavers", leave=0.25, frailty=0.5, severe_last=1.6),
        World("breaks", pause=0.03, frailty=0.5),
        World("worse_ones_move", move=0.1, move_severe=3, move_several=2, severe_last=1.6),
        World("keep_what_helps", paces_days=SLOW, keep=0.8, higher=0.15, leave_unhelped=0.03),
        World(
            "higher_is_better", paces_days=SLOW, keep=0.8, higher=0.15, threshold=BEST_IS_HIGHEST
        ),
        World("rare", step_risk=0.25),
        World("nights_worse", at_bedtime=SLEEP_AT_NIGHT, frailty=0.5, move=0.1),
        World("moving_ends_it", move=0.1, moving_ends=0.6),
        World("ill_hand_in", UNSEEN, ill_hand_in=3, frailty=0.5),
        World("helped_hand_in", UNSEEN, helped_hand_in=2, frailty=0.5),
        World("rounded_memory", UNSEEN, heaped=0.4, frailty=0.5),
        World("stubborn_move", UNSEEN, stubbornness=0.8, move=0.08, move_stubborn=1.0),
        World("end_at_the_move", UNSEEN, move=0.1, end_at_move=0.5),
        World("movers_stay", UNSEEN, move=0.1, movers_stay=True),
        World(
            "all_together",
            UNSEEN,
            frailty=0.8,
            stubbornness=0.8,
            ill_hand_in=3,
            helped_hand_in=2,
            heaped=0.4,
            move=0.08,
            move_severe=2,
            move_several=2,
            move_stubborn=0.5,
            keep=0.8,
            higher=0.15,
            leave=0.1,
            pause=0.02,
        ),
    )
}
