"""A rare effect that a friend has still, since week 1: nine weeks of one answer, in a group of 40.

In every week stands the same answer, so that a reader pools them all: in its own cells, and in
those of its group of effects. The control is the rule "a rare effect of a small group is one word"
turned off. Fakes say that they never had an effect.
"""

from collections.abc import Callable

import pytest
from attacks_cohort import invented_vectors
from attacks_still import StillTrial, rare_effect, still_gain

SEED, COHORT, COHORT_OF_QUICK = 12, 3_000, 1_200
YEAR = 5
"""Editions of a small group from one year's day to the next: every twelve weeks."""
BOUND, BOUND_WITH_FAKES = 0.68, 0.75
Gained = Callable[..., None]


def test_a_year_of_editions_hardly_tells_an_answer_that_stands_in_every_week(
    gained: Gained,
) -> None:
    """Four editions, 25 fakes, 14 others: without the rule the reader has most of them."""
    vectors = invented_vectors(COHORT_OF_QUICK, SEED)
    ours, control = still_gain(vectors, StillTrial(rare_effect(vectors), 16, 25, 4, replays=3))
    run = "40 members, 16 friends, 4 editions"
    gained("still_fakes", ours.auc, "<= 0.75", control.auc, run, interval=ours[1:])
    assert ours.low <= BOUND_WITH_FAKES
    assert control.auc > ours.auc


@pytest.mark.slow
@pytest.mark.parametrize("members", [40, 80])
@pytest.mark.parametrize("editions", [1, 4, YEAR])
@pytest.mark.parametrize("fakes", [0, 25])
def test_no_number_of_editions_tells_it_in_a_small_group(
    fakes: int, editions: int, members: int, gained: Gained
) -> None:
    """One, four and a year's, with fakes and without, in a group of 40 and of 80."""
    vectors = invented_vectors(COHORT, SEED)
    trial = StillTrial(rare_effect(vectors), 100, fakes, editions, members)
    ours, control = still_gain(vectors, trial)
    bound = BOUND_WITH_FAKES if fakes else BOUND
    key = "still" + "_fakes" * bool(fakes)
    key += f"_{members}" * (members != 40) + f"_{editions}_editions" * (editions != 4)
    coin = "" if control.low > bound else "; control is a coin, too"
    run = f"{members} members, 100 friends, {editions} editions{coin}"
    gained(key, ours.auc, f"<= {bound}", control.auc, run, interval=ours[1:])
    assert ours.low <= bound
    assert control.auc > ours.auc
