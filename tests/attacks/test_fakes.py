"""The member who fills a friend's cell with surveys of her own, and the one who only waits."""

from collections.abc import Callable

import numpy as np
import pytest
from attacks_group import PlainThreshold, Publisher

from dashboard.publishing.counting import Counts

TRIES = 600
AT = (0, 0)


def cell(people: int, cases: int, generator: np.random.Generator) -> Counts:
    """One cell with fresh record keys: the attacker cannot choose them."""
    keys = generator.integers(0, 2**32, people).astype(np.uint64)
    people_key, cases_key = (np.array([[part.sum()]]) for part in (keys, keys[:cases]))
    return Counts(np.array([[people]]), np.array([[cases]]), people_key, cases_key)


def success(publisher: type, fakes: int) -> float:
    """How often the better of both guesses about the friend is right.

    All fakes say no; what is shown of the cases is held against what no and yes would give.
    """
    generator = np.random.default_rng(fakes)
    shown: tuple[list[int], list[int]] = ([], [])
    for attempt in range(TRIES):
        yes = attempt % 2
        counts = cell(1 + fakes, yes, generator)
        found = publisher("effect_by_week").edition(counts, [AT])[AT]
        shown[yes].append(found.cases)
    no, is_yes = (np.array(values) for values in shown)
    limits = np.unique(np.concatenate([no, is_yes]))
    return max(
        [0.5, *(((is_yes > limit).mean() + (no <= limit).mean()) / 2 for limit in limits)],
    )


@pytest.mark.parametrize("fakes", [7, 9, 12, 24])
def test_fakes_around_a_lone_friend_tell_hardly_more_than_a_coin(
    fakes: int,
    gained: Callable,
) -> None:
    """7 to 24 surveys with the friend's own facts; the best rule that could be found for them."""
    ours = success(Publisher, fakes)
    plain = success(PlainThreshold, fakes)
    gained(f"fakes_{fakes:02}", ours, "<= 0.62", plain, f"{TRIES} tries")
    assert ours <= 0.62


def test_against_a_plain_threshold_ten_fakes_read_the_friend_off() -> None:
    """The control: the attack works where counts are exact."""
    assert success(PlainThreshold, 10) == 1.0


def test_a_cell_that_does_not_change_looks_the_same_in_a_year_of_editions() -> None:
    """52 editions, each with a secret of its own; averaging them gives one draw, not the truth."""
    generator = np.random.default_rng(1)
    publishing, unchanged = Publisher("effect_by_week"), cell(40, 12, generator)
    shown = {publishing.edition(unchanged, [AT])[AT] for _ in range(52)}
    assert len(shown) == 1


def test_without_carrying_forward_a_year_of_editions_would_average_out() -> None:
    """The control: 52 fresh draws of the same cell come within one of the truth."""
    generator = np.random.default_rng(1)
    unchanged = cell(40, 12, generator)
    fresh = [Publisher("effect_by_week").edition(unchanged, [AT])[AT].cases for _ in range(52)]
    assert np.mean(fresh) == pytest.approx(12, abs=1)
