"""A rare effect that a friend has still, since week 1: nine weeks of one answer, in a group of 40.

In every week stands the same answer, so that a reader pools them all. The control is the rule "a
small group shows no single effect" turned off, which is also the rule before it where the fakes
have the effect: it showed what enough people had.
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


@pytest.mark.parametrize("have", [False, True])
def test_a_year_of_editions_hardly_tells_an_answer_that_stands_in_every_week(
    have: bool, gained: Gained
) -> None:
    """Four editions, 14 others, 25 fakes: who have it, too, or who never had an effect.

    So many friends that the lower end stays clear of the bound, whatever keys the lot draws from.
    """
    vectors = invented_vectors(COHORT_OF_QUICK, SEED)
    effect = rare_effect(vectors)
    trial = StillTrial(effect, 60, 25, 4, learned=200, replays=2, fakes_have_it=have)
    ours, control = still_gain(vectors, trial)
    key, run = "still_fakes" + "_have" * have, "40 members, 60 friends, 4 editions"
    gained(key, ours.auc, "<= 0.75", control.auc, run, interval=ours[1:])
    assert ours.low <= BOUND_WITH_FAKES
    assert control.auc > ours.auc
    assert control.low > BOUND_WITH_FAKES or not have


@pytest.mark.slow
@pytest.mark.parametrize("members", [40, 80])
@pytest.mark.parametrize("editions", [1, 4, YEAR])
@pytest.mark.parametrize("fakes", ["", "_fakes", "_fakes_have"])
def test_no_number_of_editions_tells_it_in_a_small_group(
    fakes: str, editions: int, members: int, gained: Gained
) -> None:
    """One, four and a year's, without fakes and with both kinds, in a group of 40 and of 80."""
    vectors = invented_vectors(COHORT, SEED)
    many, have = 25 * bool(fakes), fakes == "_fakes_have"
    trial = StillTrial(rare_effect(vectors), 100, many, editions, members, fakes_have_it=have)
    ours, control = still_gain(vectors, trial)
    bound = BOUND_WITH_FAKES if fakes else BOUND
    key = (
        f"still{fakes}"
        + f"_{members}" * (members != 40)
        + f"_{editions}_editions" * (editions != 4)
    )
    coin = "" if control.low > bound else "; control is a coin, too"
    run = f"{members} members, 100 friends, {editions} editions{coin}"
    gained(key, ours.auc, f"<= {bound}", control.auc, run, interval=ours[1:])
    assert ours.low <= bound
    assert control.auc > ours.auc
