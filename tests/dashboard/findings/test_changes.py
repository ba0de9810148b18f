"""What changed since the last edition: told where something did, seldom where nothing did."""

from collections.abc import Callable

import numpy as np
import pytest

from dashboard.findings import changes
from dashboard.findings.changes import WATCHED, has_moved, is_told_apart
from dashboard.publishing.blurring import (
    BlurredCell,
    BlurredCount,
    PublishedCell,
    publishable_cell,
)
from dashboard.publishing.weights import DRAWN_TWICE, LEFT_OUT
from dashboard.stats.noise import PROBABILITIES, VALUES
from dashboard.stats.shares import Share, share_with_blur
from db.catalogue import MEASURES
from db.editions.cells import MEAN_OF_EDITIONS, _mean_cell
from db.editions.editions import CellCounts

DRAWS = 1_500
NEAR = 0.065
"""5 in 100, and what 1,500 draws leave open: 0.05 + 2.6 x sqrt(0.05 x 0.95 / 1,500)."""
WORLDS = [(people, share) for people in (40, 150, 700) for share in (0.05, 0.2, 0.5, 0.9)]
Rule = Callable[[Share, Share], bool]


def draw_cell(people: int, cases: int, drawn: np.random.Generator) -> PublishedCell | None:
    """A cell of one edition: the lot, a noise for each of the two counts, rounding."""
    chances = [LEFT_OUT, 1 - LEFT_OUT - DRAWN_TWICE, DRAWN_TWICE]
    weights = drawn.choice(3, size=people, p=chances)
    noise = drawn.choice(VALUES, size=2, p=PROBABILITIES)
    counts = (weights.sum() + noise[0], weights[:cases].sum() + noise[1])
    return publishable_cell(BlurredCell(*(BlurredCount(float(count)) for count in counts)))


def mean_share(cells: list[PublishedCell]) -> Share:
    """The mean of editions, the newest first, as pages show it."""
    mean = _mean_cell([CellCounts(cell.people, cell.cases) for cell in cells])
    return Share(mean.people, mean.cases, mean.cases / mean.people, 0, 1, mean.editions)


def rate_of_telling(
    people: int, cases: list[int], rule: Rule = has_moved, draws: int = DRAWS
) -> float:
    """How often a change is told; ``cases`` of the editions, the newest first."""
    drawn, told, compared = np.random.default_rng(people), 0, 0
    for _ in range(draws):
        found = [draw_cell(people, count, drawn) for count in cases]
        cells = [cell for cell in found if cell is not None]
        if len(cells) < len(cases):
            continue
        compared += 1
        before, now = cells[1:][:MEAN_OF_EDITIONS], cells[:MEAN_OF_EDITIONS]
        told += rule(mean_share(before), mean_share(now))
    return told / compared


@pytest.mark.parametrize(("people", "share"), WORLDS)
@pytest.mark.parametrize("before", [3, 2, 1])
def test_where_nothing_changed_a_change_is_told_in_about_5_of_100_editions(
    people: int, share: float, before: int
) -> None:
    """With three editions before the newest, and with one or two, in every group."""
    assert rate_of_telling(people, [round(people * share)] * (before + 1)) <= NEAR


def one_standard_error(before: Share, now: Share) -> bool:
    with pytest.MonkeyPatch.context() as other:
        other.setattr(changes, "STANDARD_ERRORS", 1.0)
        return has_moved(before, now)


def without_noise(before: Share, now: Share) -> bool:
    with pytest.MonkeyPatch.context() as other:
        other.setattr(changes, "BLUR_VARIANCE", 0.0)
        return has_moved(before, now)


@pytest.mark.parametrize(("rule", "people"), [(one_standard_error, 700), (without_noise, 40)])
def test_a_rule_that_leaves_something_out_tells_of_changes_that_are_none(
    rule: Rule, people: int
) -> None:
    """The control: one standard error, or the lot without the noise, is past the bound."""
    assert rate_of_telling(people, [people // 5] * 4, rule) > 2 * NEAR


def test_a_change_is_told() -> None:
    """The other control: of 700, from 20 to 30 in 100 in the newest edition alone."""
    assert rate_of_telling(700, [210, 140, 140, 140]) > 0.9


def test_the_change_of_two_means_is_a_third_of_newest_less_fourth() -> None:
    """2/9 of the variance of one edition: 1/3 + 1/3 - 2 x 2 / 9."""
    one = 0.3 * 0.25 / 3_000
    at_bound = 2 * np.sqrt(2 / 9 * one)
    before = Share(3_000, 1_500, 0.5, 0, 1, 3)
    for factor, is_told in ((0.9, False), (1.2, True)):
        value = 0.5 + factor * at_bound
        assert has_moved(before, Share(3_000, 3_000 * value, value, 0, 1, 3)) == is_told


def test_a_change_that_is_said_in_the_same_words_is_none() -> None:
    """Of 700: 1 and 3 in 100 are both "under 5 in 100"; 20 and 24 are not the same (control)."""
    low, high, less, more = (share_with_blur(7.0 * hundred, 700, 3) for hundred in (1, 3, 20, 24))
    assert has_moved(low, high) and not is_told_apart(low, high)
    assert has_moved(less, more) and is_told_apart(less, more)


@pytest.mark.parametrize("key", WATCHED)
def test_every_share_that_is_looked_at_is_one_published_cell(key: str) -> None:
    """Of a measure that pages may read, with words that its axes have."""
    measure, axis = WATCHED[key]
    spec = MEASURES[measure]
    assert not spec.inner and len(axis) == len(spec.axes)
    assert all(word in along for word, along in zip(axis, spec.axes, strict=True))
