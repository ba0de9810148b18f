"""The member who watches the page while a friend hands in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from attacks_group import PlainThreshold, Publisher, Watched, auc, facts_of, invented

EFFECT = "effect_vivid_dreams"
REPLAYS = 1_200
"""Three times what the issue asks for: an AUC of 400 replays has a standard error of 0.03."""
JOINERS = 10
"""As many as must be new between two editions: the friend and nine others."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """400 members; the attacker looks at one effect by week."""
    folder: Path = tmp_path_factory.mktemp("joining")
    return Watched(invented(folder, 400, seed=3), "effect_by_week")


def scores(watched: Watched, publisher: type, score: Callable) -> tuple[list[float], list[float]]:
    """What the attacker computes for targets who have the effect, and for those who have not."""
    generator = np.random.default_rng(8)
    axis = watched.places_of(EFFECT)
    has = np.unique(watched.group.episodes.member[watched.group.episodes.effect == 3])
    found: tuple[list[float], list[float]] = ([], [])
    for replay in range(REPLAYS):
        case = replay % 2 == 0
        pool = has if case else np.setdiff1d(np.arange(watched.group.members), has)
        target = int(generator.choice(pool))
        others = np.setdiff1d(np.arange(watched.group.members), [target])
        joiners = [target, *map(int, generator.choice(others, JOINERS - 1, replace=False))]
        places = [(s, p) for s in watched.slices_of(facts_of(watched.group, target)) for p in axis]
        publishing = publisher(watched.measure)
        before = publishing.edition(watched.without(joiners), places)
        after = publishing.edition(watched.whole, places)
        found[not case].append(score(before, after))
    return found


def difference(before: dict, after: dict) -> float:
    """How much the cases of all the friend's cells grew."""
    return float(sum(after[at].cases - before[at].cases for at in after))


def change(before: dict, after: dict) -> float:
    """In how many of the friend's cells anything changed."""
    return float(sum(after[at] != before[at] for at in after))


def small_cells(before: dict, after: dict) -> float:
    """Growth relative to the people: what moves in a small cell weighs most."""
    return float(
        sum((after[at].cases - before[at].cases) / max(10, after[at].people) for at in after),
    )


@pytest.mark.parametrize("score", [difference, change, small_cells], ids=lambda s: s.__name__)
def test_watching_a_friend_join_tells_hardly_more_than_a_coin(
    watched: Watched,
    score: Callable,
    gained: Callable,
) -> None:
    """The attacker knows six facts and both editions, and guesses who has vivid dreams."""
    ours = auc(*scores(watched, Publisher, score))
    plain = auc(*scores(watched, PlainThreshold, score))
    key = f"joining_{score.__name__}"
    gained(key, ours, "<= 0.65", plain, f"400 members, {REPLAYS} replays")
    assert ours <= 0.65
    # The control: where counts are exact, what grew gives the friend away. That a cell changed
    # at all tells little there, too: nine others join with the friend.
    assert plain >= (0.5 if score is change else 0.7)
