"""Cells as an edition publishes them, drawn from people whose true number is known."""

import numpy as np

from dashboard.publishing.blurring import BlurredCell, BlurredCount, publishable_cell
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE, PROBABILITIES, VALUES
from dashboard.stats.shares import normal_quantile
from db.editions.editions import CellCounts, EditionContrast
from db.thresholds import ALPHA


def weighted(rng: np.random.Generator, people: int) -> int:
    """A number of people by lot: each counts 0, 1 or 2 times."""
    twice, left_out, _ = rng.multinomial(people, (0.15, 0.15, 0.7))
    return people + int(twice) - int(left_out)


def drawn_cell(rng: np.random.Generator, people: int, cases: int) -> tuple[int, int] | None:
    """Published people and cases of one edition; None under the threshold."""
    with_it = weighted(rng, cases)
    everyone = with_it + weighted(rng, people - cases)
    noise = rng.choice(VALUES, 2, p=PROBABILITIES)
    counts = BlurredCount(everyone + noise[0]), BlurredCount(with_it + noise[1])
    shown = publishable_cell(BlurredCell(*counts))
    return None if shown is None else (shown.people, shown.cases)


def mean_cell(
    rng: np.random.Generator, counts: tuple[int, int], editions: int
) -> CellCounts | None:
    """The same group's cell as pages read it from so many editions, the first being the newest."""
    drawn = [drawn_cell(rng, *counts) for _ in range(editions)]
    if drawn[0] is None:
        return None
    there = [cell for cell in drawn if cell]
    share = sum(cases for _, cases in there) / sum(people for people, _ in there)
    return CellCounts(drawn[0][0], drawn[0][0] * share, len(there))


def contrast_between(
    place: tuple[str, str], low: int, high: int, people: int = 1_000, second: float = 0.3
) -> EditionContrast:
    """A contrast of everyone whose range goes from low to high points of 100.

    Half of the range is 1.96 x sqrt(1.3 x variance + noise) / people: the variance is solved for.

    Args:
        place: name of the contrast, and axis word.
        low: points of 100; the difference is half way between them.
        high: points of 100.
        people: on each side, so many that sampling alone may be as narrow.
        second: share of the second arm.
    """
    value, half = (low + high) / 200, (high - low) / 200
    whole = (half * people / normal_quantile(ALPHA)) ** 2
    variance = (whole - BLUR_VARIANCE * (2 + value**2)) / (1 + LOT_VARIANCE)
    assert variance >= 0
    name, word = place
    first = round((second + value) * people)
    return EditionContrast(name, "", word, people, first, round(second * people), round(variance))
