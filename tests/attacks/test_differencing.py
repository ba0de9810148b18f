"""The attacker who subtracts: totals less their parts, one measure against another."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from attacks_edition import ABSENT, Edition, edition_of
from attacks_intervals import differenced, true_values

from dashboard.publishing.builder import CASES_ARE_GROUPS
from db.thresholds import SMALLEST_GROUP

NARROWEST = 5
"""People; an interval of five holds five possible counts."""
FEW = [(400, 0), (1_500, 0)]
MANY = [(members, seed) for members in (400, 1_500) for seed in range(1, 7)]
FewOrMany = list[tuple[int, int]]


def narrowest(folder: Path, groups: FewOrMany, *, exact: bool = False) -> tuple[int, float]:
    """Possible counts of the cell that is known best, and the share of cells known exactly.

    Checks on the way that the attack is sound: no true count lies outside its interval.
    """
    possible = []
    for members, seed in groups:
        edition = edition_of(folder / f"{members}-{seed}-{exact}", members, seed, exact=exact)
        known, numbers = differenced(edition)
        truth = true_values(edition, numbers, len(known.least))
        assert ((known.least <= truth) & (truth <= known.most)).all()
        possible.append(known.possible)
    found = np.concatenate(possible)
    return int(found.min()), float((found == 1).mean())


def test_no_difference_of_views_narrows_a_count_to_under_five(
    tmp_path: Path,
    gained: Callable[..., None],
) -> None:
    """Knows all cells of an edition and the open rules: how far noise and rounding go.

    Takes every total less its other parts, every pair of filters against each single one, groups
    of effects against effects, weeks against weeks, and counts that two measures share, over and
    over until nothing moves. Gains intervals of five possible counts and more; from exact counts,
    most cells to the person.
    """
    found, _ = narrowest(tmp_path, FEW)
    control, known = narrowest(tmp_path, FEW[:1], exact=True)
    gained("differencing", found, ">= 5", control, "2 editions, 220,000 counts each")
    assert found >= NARROWEST
    assert control == 1 and known > 0.2


@pytest.mark.slow
def test_no_difference_of_views_narrows_a_count_in_many_editions(
    tmp_path: Path,
    gained: Callable[..., None],
) -> None:
    """The same attack on twelve groups, of 400 and of 1,500 members."""
    found, _ = narrowest(tmp_path, MANY)
    control, known = narrowest(tmp_path, MANY[:2], exact=True)
    gained("differencing", found, ">= 5", control, f"{len(MANY)} editions, 220,000 counts each")
    assert found >= NARROWEST
    assert control == 1 and known > 0.2


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """What we publish of 400 members."""
    return edition_of(tmp_path_factory.mktemp("groups"), 400, seed=2)


def test_no_group_of_under_ten_has_a_number_of_its_own(edition: Edition) -> None:
    """Knows all cells and looks for small groups, also among the parts of "who answered".

    Gains none: whoever is told of, as people or as "so many of everyone", is ten or more.
    """
    groups = 0
    for name, shown in edition.shown.items():
        people, cases = edition.true_counts(name)
        there = shown.people != ABSENT
        groups += int((~there & (people > 0) & (people < SMALLEST_GROUP)).sum())
        assert people[there].min() >= SMALLEST_GROUP
        if name in CASES_ARE_GROUPS:
            assert cases[there].min() >= SMALLEST_GROUP
    assert groups > 1_000
