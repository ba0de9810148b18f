"""The reader who pools every count of one, two or twelve editions, in all slices at once.

She knows the friend's facts, every fake, who else came and went, and a population like this one
which does not hold the friend; never the answers of the real others. An attack passes when the
lower end of its 95 % interval is under the bound, and that of its control above.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from attacks_cohort import invented_vectors
from attacks_joining import JoinTrial, joining_gain
from attacks_profile import ProfileTrial, profile_gain
from attacks_reader import Gain
from attacks_replay import DRAWN_GROUP, OWN_NOISE

Gained = Callable[..., None]
JOIN_SEED, PROFILE_SEED, PROFILE_COHORT = 11, 12, 16_000
CONTROLS = 60
"""Friends of a control: it reads so well that few are enough."""

ALONE, AMONG_TEN, YEAR = (
    JoinTrial(friends=200),
    JoinTrial(friends=200, others=10),
    JoinTrial(friends=160, others=10, editions=6),
)
JOINS = {
    "pooled": (ALONE, 0.65, 0.70),
    "pooled_ten": (AMONG_TEN, 0.65, 0.68),
    "pooled_year": (YEAR, 0.65, 0.68),
}
"""Attack -> trial, bound of "joined", bound of "answers"."""

ALONE_AMONG_FAKES = {"slice_of": 23, "fakes": 22, "editions": 4, "as_once": True}
"""A control: slices from 15 people, as once, so that the friend is alone among fakes."""
SMALL_AS_ONCE = {"members": 30, "fakes": 29, "editions": 4}
"""A control: everyone from 30 members on, as once, so that the friend is alone among fakes."""
FRIENDS_OF_SLICE, FRIENDS_OF_GROUP = 120, 200


def profiles() -> dict[str, tuple[ProfileTrial, float, dict[str, int]]]:
    """Attack -> trial, bound, and what its control changes."""
    found: dict[str, tuple[ProfileTrial, float, dict[str, int]]] = {}
    for is_rare in (False, True):
        for fakes in (0, 25):
            for editions in (1, 4):
                end = "_rare" * is_rare + "_fakes" * bool(fakes) + "_one" * (editions == 1)
                base = ProfileTrial(1, is_rare, fakes=fakes, editions=editions)
                of_slice = replace(base, friends=FRIENDS_OF_SLICE, slice_of=46)
                found[f"profile{end}"] = (of_slice, 0.72 if fakes else 0.68, ALONE_AMONG_FAKES)
                for members in (40, 80):
                    group = replace(base, friends=FRIENDS_OF_GROUP, members=members)
                    bound = 0.75 if fakes else 0.68
                    found[f"small_{members}{end}"] = (group, bound, SMALL_AS_ONCE)
    return found


PROFILES = profiles()


def join(trial: JoinTrial) -> tuple[Gain, Gain]:
    """Read by our rule."""
    return joining_gain(invented_vectors(trial.cohort, JOIN_SEED), trial, DRAWN_GROUP)


def join_control(trial: JoinTrial) -> tuple[Gain, Gain]:
    """The same where cells have noise of their own and everybody counts once."""
    fewer = replace(trial, friends=min(trial.friends, CONTROLS))
    return joining_gain(invented_vectors(fewer.cohort, JOIN_SEED), fewer, OWN_NOISE)


def test_a_pooled_reader_of_two_editions_does_not_see_who_joined(gained: Gained) -> None:
    """Nobody else changes; 16 friends. With own noise a cell she reads nearly all of them.

    So few friends tell the control from ours, and nothing finer: answers, and a friend's profile
    in a small slice or group, are for the full size.
    """
    small = replace(ALONE, friends=16, learned=200, replays=6)
    (joined, _), (control, _) = join(small), join_control(small)
    run = f"{small.members} members, {small.friends} friends"
    gained("pooled_joined", joined.auc, "<= 0.65", control.auc, run, interval=joined[1:])
    assert joined.low <= 0.65
    assert control.low > 0.65
    assert joined.high < control.low


@pytest.mark.slow
@pytest.mark.parametrize("attack", JOINS)
def test_a_pooled_reader_gains_little_when_a_friend_joins(attack: str, gained: Gained) -> None:
    """All counts of everyone and of each slice of the friend, before and after, 25 fakes in each.

    Alone, with ten others, and in a year in which ten members a month go and ten come. Among so
    many others the control of "joined" is a coin itself (.60): then its row says so.
    """
    trial, bound_joined, bound_answers = JOINS[attack]
    ours, control = join(trial), join_control(trial)
    run = f"{trial.members} members, {trial.friends} friends, {2 * trial.editions} editions"
    for what, bound, mine, other in zip(
        ("joined", "answers"), (bound_joined, bound_answers), ours, control, strict=True
    ):
        coin = "" if other.low > bound else "; control is a coin, too"
        gained(
            f"{attack}_{what}", mine.auc, f"<= {bound}", other.auc, run + coin, interval=mine[1:]
        )
    assert ours[0].low <= bound_joined
    assert ours[1].low <= bound_answers
    assert trial is YEAR or control[0].low > bound_joined
    assert control[1].auc > ours[1].auc


@pytest.mark.slow
@pytest.mark.parametrize("attack", PROFILES)
def test_a_friends_answer_is_hardly_read_off_a_small_slice_or_group(
    attack: str, gained: Gained
) -> None:
    """A friend in a slice of 46, or a group of 40 or 80, with and without 25 fakes."""
    trial, bound, weaker = PROFILES[attack]
    cohort = invented_vectors(PROFILE_COHORT, PROFILE_SEED)
    ours = profile_gain(cohort, trial, DRAWN_GROUP)
    control = profile_gain(cohort, replace(trial, friends=CONTROLS, **weaker), OWN_NOISE)
    coin = "" if control.low > bound else "; control is a coin, too"
    run = f"{trial.friends} friends, {trial.editions} editions{coin}"
    gained(attack, ours.auc, f"<= {bound}", control.auc, run, interval=ours[1:])
    assert ours.low <= bound
    assert control.auc > ours.auc
